"""Webhooks: events of this institution for its own programs, at addresses that its node's settings name and no other.

No redirect is followed, so that whoever answers there cannot send the node elsewhere; nothing of an answer is read.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from puhui.kernel import Clock
from puhui.kernel.ids import NotificationId
from puhui.notifications.channels.webhook_signature import sign_webhook
from puhui.notifications.errors import DeliveryDelayed, DeliveryRefused
from puhui.notifications.model import Kind, Notice

PREFIX = "webhook:"
_TIMEOUT_S = 10.0
_GONE = 410
_STAGE = "notifications.webhook"


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where events go. An empty `kinds` is all of them."""

    name: str
    url: str
    secret: bytes = field(repr=False)
    kinds: frozenset[Kind] = frozenset()


class Webhook:
    """One target. As a `Channel` it owes what is for a role of this institution; people's own news stay here."""

    def __init__(
        self,
        target: WebhookTarget,
        clock: Clock,
        transport: httpx.BaseTransport | None = None,
        *,
        environment: str = "real",
    ) -> None:
        self.target = target
        self._clock = clock
        self._environment = environment
        self._client = httpx.Client(timeout=_TIMEOUT_S, follow_redirects=False, trust_env=False, transport=transport)

    def owes(self, notice: Notice, id_: NotificationId, at: str) -> tuple[str, bytes] | None:
        """The destination and the bytes, which are the same at every attempt."""
        wanted = not self.target.kinds or notice.kind in self.target.kinds
        if not notice.audience.role or not wanted:
            return None
        data = {"id": str(id_), "role": notice.audience.role, "page": notice.page}
        body = {"type": notice.kind.value, "timestamp": at, "data": data}
        if self._environment != "real":
            body["environment"] = self._environment  # inside what is signed: no proxy takes it away
        return PREFIX + self.target.name, json.dumps(body, separators=(",", ":")).encode()

    def deliver(self, id_: str, body: bytes) -> None:
        """Post one event; raises `DeliveryDelayed` or `DeliveryRefused`."""
        headers = {"content-type": "application/json", **sign_webhook(self.target.secret, id_, body, self._clock.now())}
        try:
            with self._client.stream("POST", self.target.url, content=body, headers=headers) as answer:
                status = answer.status_code
        except httpx.HTTPError as error:
            raise DeliveryDelayed(reason=type(error).__name__, party=self.target.name, stage=_STAGE) from None
        if 200 <= status < 300:
            return
        if 300 <= status < 400 or status == _GONE:
            raise DeliveryRefused(reason=f"HTTP {status}", party=self.target.name, stage=_STAGE)
        raise DeliveryDelayed(reason=f"HTTP {status}", party=self.target.name, stage=_STAGE)

    def close(self) -> None:
        """Let go of its connections."""
        self._client.close()


def host_of(url: str) -> str:
    """Whom an address names, "" for none."""
    return urlsplit(url).hostname or ""


def sent_at(body: bytes) -> datetime:
    """When the event of a body was."""
    return datetime.fromisoformat(json.loads(body)["timestamp"])
