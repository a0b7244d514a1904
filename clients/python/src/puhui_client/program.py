"""How a program is let in: by the token that its institution's administrators issued, shown once and kept as a secret.

A token has one role. What takes two pairs of eyes takes two tokens, held by two programs.
"""

import httpx

from puhui_client.generated.client import AuthenticatedClient
from puhui_client.patience import Patient

NAME = "puhui-client"


def connect(
    url: str,
    token: str,
    *,
    english: bool = False,
    attempts: int = 5,
    timeout_s: float = 60.0,
    transport: httpx.BaseTransport | None = None,
) -> AuthenticatedClient:
    """The client of the node at `url`, to be used as a context manager; texts are Chinese unless asked for in English.

    `transport` is the way there, where it is not the network's own: a proxy, a client certificate, a test. The
    asynchronous calls of the same client are sent once, without a key.
    """
    return AuthenticatedClient(
        base_url=url.rstrip("/"),
        token=token,
        headers={"Accept-Language": "en" if english else "zh-CN", "X-Puhui-Client": NAME},
        timeout=httpx.Timeout(timeout_s),
        raise_on_unexpected_status=True,
        httpx_args={"transport": Patient(transport or httpx.HTTPTransport(), attempts=attempts)},
    )
