"""How a node stands beside the network: whether it serves, how far its ledger is, what seat its organisation has."""

import contextlib
import threading
import time
from dataclasses import dataclass

from puhui.assembly.fetching import fetch_name
from puhui.assembly.peers import Peers
from puhui.assembly.remote_ledger import RemoteNode
from puhui.assembly.settings import Peer, Settings, read_signer
from puhui.assembly.signatures import CallSigner
from puhui.kernel import Clock, Entropy, PuhuiError
from puhui.kernel.suites import suite

_PAUSE_S = 0.2


@dataclass(frozen=True, slots=True)
class Standing:
    """What was seen. Sizes are None where nobody answered; `consensus` is None where nobody told."""

    serves: bool
    size: int | None
    network_size: int | None
    consensus: bool | None

    @property
    def level(self) -> bool:
        """Whether it serves, and has all that the network had when it was asked."""
        return self.serves and self.size is not None and self.size >= (self.network_size or 0)


def standing(settings: Settings, clock: Clock, entropy: Entropy, wait_s: float = 0) -> Standing:
    """Look at a node and its peers; look again until it is level, for so long."""
    own = Peer(
        org=settings.org,
        name_zh=settings.name_zh,
        name_en=settings.name_en,
        role=settings.role,
        url=settings.address,
        contact=settings.contact,
    )
    peers = Peers([own, *settings.peers], CallSigner(read_signer(settings.folder), clock, entropy))
    deadline, pause = time.monotonic() + wait_s, threading.Event()  # never set
    try:
        while not (seen := _look(settings, peers)).level and time.monotonic() < deadline:
            pause.wait(_PAUSE_S)
        return seen
    finally:
        peers.close()


def _look(settings: Settings, peers: Peers) -> Standing:
    of = suite(settings.suite)
    others = [size for peer in settings.peers if (size := _size(RemoteNode(peers, peer.org, of))) is not None]
    own = RemoteNode(peers, settings.org, of)
    serves = False
    with contextlib.suppress(PuhuiError):
        serves = fetch_name(settings.address)[0] == settings.org
    consensus = None
    for node in [own, *(RemoteNode(peers, peer.org, of) for peer in settings.peers)]:
        with contextlib.suppress(PuhuiError, KeyError):  # one that catches up may not know it yet
            consensus = bool(node.membership()["members"][settings.org]["consensus"])
            break
    return Standing(serves, _size(own), max(others, default=None), consensus)


def _size(node: RemoteNode) -> int | None:
    try:
        return node.size()
    except PuhuiError:
        return None
