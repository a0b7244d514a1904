"""Calls to other nodes over HTTP, signed. One client a node; connections are kept and shared by all threads.

An answer's error comes back as the fact it was: who refused, and whether trying again helps.
"""

import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import httpx

from puhui.assembly.errors import PeerRefused, PeerUnreachable
from puhui.assembly.horizon import HEADER, Horizon
from puhui.assembly.settings import Peer
from puhui.assembly.signatures import CallSigner, SignedMessage
from puhui.kernel import PuhuiError, Text, decode, encode
from puhui.kernel.errors import Category

_TIMEOUT = httpx.Timeout(30.0, connect=3.0)
_ANSWER_BYTES_MAX = 16 * 1024 * 1024


@cache
def authorities() -> ssl.SSLContext:
    """Whose certificates are believed, read once: a client of its own for each node would read them again."""
    return httpx.create_ssl_context(trust_env=False)


class RefusedByPeer(PuhuiError):
    """Another node's own error, retold with its party, words and category."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told
        self.peer_code = str(told.get("code", ""))
        category = str(told.get("category", ""))
        self.category = Category(category) if category in set(Category) else Category.CONFLICT  # type: ignore[misc]
        self.retriable = bool(told.get("retriable"))  # type: ignore[misc]
        super().__init__(party=str(told.get("party", "")), stage=str(told.get("stage", "")))

    @property
    def code(self) -> str:
        """The code that the peer gave."""
        return self.peer_code

    @property
    def cause_text(self) -> Text:
        """The peer's own words."""
        return _text(self._told.get("cause"))

    @property
    def remedy_text(self) -> Text:
        """The peer's own advice."""
        return _text(self._told.get("remedy"))


class Peers:
    """The other nodes that this node knows.

    `transport` is for processes that hold several nodes at once: it gives the transport of an address, so that no
    socket is needed. Without it, calls go over the network.
    """

    def __init__(
        self,
        peers: list[Peer],
        signer: CallSigner,
        transport: Callable[[str], httpx.BaseTransport] | None = None,
        horizon: Horizon | None = None,
    ) -> None:
        self._peers = {peer.org: peer for peer in peers}
        self._signer = signer
        self._horizon = horizon
        self._clients = {
            peer.org: httpx.Client(
                base_url=peer.url,
                timeout=_TIMEOUT,
                transport=transport(peer.org) if transport else None,
                verify=authorities(),
                trust_env=False,  # a proxy of the machine has no business between nodes
            )
            for peer in peers
        }

    def __contains__(self, org: str) -> bool:
        return org in self._peers

    def orgs(self, role: str) -> list[str]:
        """The organisations of a role, sorted."""
        return sorted(peer.org for peer in self._peers.values() if peer.role == role)

    def get(self, org: str, path: str, query: str = "") -> bytes:
        """The answer's bytes; raises `PeerUnreachable` or the peer's own error."""
        return self._call(org, "GET", f"/peer/v1{path}" + (f"?{query}" if query else ""), b"")

    def post(self, org: str, path: str, body: bytes) -> bytes:
        """The answer's bytes; raises `PeerUnreachable` or the peer's own error."""
        return self._call(org, "POST", f"/peer/v1{path}", body)

    def ask(self, org: str, path: str, value: Any) -> Any:
        """Post a value as canonical CBOR and decode the answer."""
        return decode(self.post(org, path, encode(value)))

    def close(self) -> None:
        """Give back all connections."""
        for client in self._clients.values():
            client.close()

    def _call(self, org: str, method: str, path: str, body: bytes) -> bytes:
        client = self._clients.get(org)
        if client is None:
            raise PeerUnreachable(org=org, reason="no address is known", party=org, stage="assembly.peers")
        request = client.build_request(method, path, content=body, headers={"content-type": "application/cbor"})
        self._signer.sign(SignedMessage(method=method, url=str(request.url), headers=request.headers), body, org)
        if self._horizon is not None:
            request.headers[HEADER] = str(self._horizon.size())
        try:
            answer = client.send(request)
        except httpx.HTTPError as reason:
            raise PeerUnreachable(org=org, reason=type(reason).__name__, party=org, stage="assembly.peers") from None
        if self._horizon is not None:
            self._horizon.reach(answer.headers.get(HEADER))
        if answer.is_success:
            if len(answer.content) > _ANSWER_BYTES_MAX:
                raise PeerRefused(
                    org=org,
                    reason=Text(zh="答复过长", en="too long an answer"),
                    advice="",
                    party=org,
                    stage="assembly.peers",
                )
            return answer.content
        raise _told(org, answer)


def _told(org: str, answer: httpx.Response) -> PuhuiError:
    try:
        told = answer.json()["error"]
        told["code"]
    except (ValueError, KeyError, TypeError):
        return PeerRefused(org=org, reason=f"HTTP {answer.status_code}", advice="", party=org, stage="assembly.peers")
    return RefusedByPeer({**told, "party": told.get("party") or org})


def _text(said: Any) -> Text:
    """Both languages of a peer's sentence; whatever is no sentence is left out."""
    words = said if isinstance(said, Mapping) else {}
    return Text(zh=str(words.get("zh", "")), en=str(words.get("en", "")))
