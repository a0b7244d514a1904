"""Why a link does not come about: knocks at the peers' doors while the engine still tries.

The engine retries for minutes over a refused certificate and then says only that it failed. So another thread shakes
hands with each peer by the standard library's TLS, under the same certificates: a refused certificate is told at
once, and a link that is not there in time ends the worker. The process exits from here: the engine has no other exit.
"""

import contextlib
import os
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import Self

from puhui.kernel import PuhuiError
from puhui.privacy.errors import PeerUnreachable, WrongCertificate
from puhui.privacy.order import Order
from puhui.privacy.reporting import Teller

_FIRST_AFTER_S = 2.0
_AGAIN_AFTER_S = 0.5
_ANSWER_WITHIN_S = 1.0
_TOLD = 3


class Watch:
    """While this context is open, somebody knocks, and when `connect_s` are over the worker ends."""

    def __init__(self, order: Order, teller: Teller) -> None:
        self._order, self._teller = order, teller
        self._linked = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="knocking", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._linked.set()

    def _watch(self) -> None:
        order = self._order
        ends = time.monotonic() + order.connect_s
        wait = _FIRST_AFTER_S
        while not self._linked.wait(wait):
            wait = _AGAIN_AFTER_S
            for peer, address in zip(order.spec.parties, order.links[0], strict=True):
                refused = None if peer is order.me or self._linked.is_set() else knock(order, peer.name, address)
                if refused:
                    self._end(WrongCertificate(peer=refused, party=order.me.name, stage="linking"))
            if time.monotonic() > ends:
                self._end(PeerUnreachable(within_s=round(order.connect_s), party=order.me.name, stage=self._teller.at))

    def _end(self, error: PuhuiError) -> None:
        if not self._linked.is_set():
            self._teller.error(error)
            os._exit(_TOLD)


def knock(order: Order, peer: str, address: str) -> str | None:
    """Whose certificate is refused: `peer`'s by us, ours by the peer, or nobody's as far as one can see now."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # the authority signs for this job alone; whoever it signed for is a party
    context.load_verify_locations(order.place("ca.crt"))
    context.load_cert_chain(order.place("tls.crt"), order.place("tls.key"))
    host, _, port = address.rpartition(":")
    with (
        contextlib.suppress(OSError),
        socket.create_connection((host, int(port)), timeout=_ANSWER_WITHIN_S) as plain,
    ):
        try:
            with context.wrap_socket(plain) as sealed:
                sealed.recv(1)  # a refusal of our certificate comes after the handshake (TLS 1.3)
        except ssl.SSLCertVerificationError:
            return peer
        except ssl.SSLError as refusal:
            return order.me.name if "ALERT" in (refusal.reason or "") else None
    return None
