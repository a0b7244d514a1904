"""Text messages by a gateway. `HttpSmsGateway` speaks JSON over HTTPS; another protocol is another `SmsGateway`."""

from typing import Protocol

import httpx

from puhui.notifications.errors import DeliveryDelayed, DeliveryRefused

_TIMEOUT_S = 10.0
_TRY_AGAIN = {408, 425, 429}
_STAGE = "notifications.sms"


class SmsGateway(Protocol):
    """Hands a text to the network, once for each id as far as it knows repetitions.

    Raises `DeliveryDelayed` or `DeliveryRefused`. Safe to call from one thread at a time.
    """

    def send(self, to: str, id_: str, text: str) -> None:
        """Send `text` to a number (E.164)."""
        ...


class HttpSmsGateway:
    """`POST url` `{"to", "text", "id"}` with `Authorization: Bearer <key>`, `Idempotency-Key: <id>`; 2xx is taken."""

    def __init__(self, url: str, key: str, transport: httpx.BaseTransport | None = None) -> None:
        self._url = url
        self._key = key
        self._client = httpx.Client(timeout=_TIMEOUT_S, follow_redirects=False, trust_env=False, transport=transport)

    def send(self, to: str, id_: str, text: str) -> None:
        """Send `text` to a number."""
        headers = {"authorization": f"Bearer {self._key}", "idempotency-key": id_}
        try:
            answer = self._client.post(self._url, json={"to": to, "text": text, "id": id_}, headers=headers)
        except httpx.HTTPError as error:
            raise DeliveryDelayed(reason=type(error).__name__, party="sms", stage=_STAGE) from None
        if answer.is_success:
            return
        lasting = answer.status_code < 500 and answer.status_code not in _TRY_AGAIN
        kind = DeliveryRefused if lasting else DeliveryDelayed
        raise kind(reason=f"HTTP {answer.status_code}", party="sms", stage=_STAGE)
