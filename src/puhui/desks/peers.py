"""The other nodes, as desks call them; `assembly.peers` signs and sends."""

from typing import Protocol

from puhui.exchange import Peers as Asked


class Peers(Asked, Protocol):
    """Signed calls to other nodes. Each raises the node's own error, or a retriable one when it does not answer."""

    def __contains__(self, org: str) -> bool:
        """Whether a node of that organisation is known here."""
        ...

    def post(self, org: str, path: str, body: bytes) -> bytes:
        """Post bytes to `path` below `/peer/v1`; the answer's bytes."""
        ...
