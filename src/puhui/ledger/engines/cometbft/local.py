"""A network of several nodes on one machine, for tests, benchmarks and a city on a laptop: their folders, not their
lives.

Each node has a folder with its ledger file and CometBFT's home. Their sockets lie in a short folder of their own.
"""

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from puhui.kernel.clock import Clock
from puhui.kernel.ids import OrgId
from puhui.kernel.ports import reserved_port
from puhui.ledger.engines.cometbft.blocks import Moved
from puhui.ledger.engines.cometbft.home import Card, Pace, SyncStart, configure, found_home, genesis
from puhui.ledger.engines.store import FILE

HOST = "127.0.0.1"
CARDS = "cards.json"
_HELD = ExitStack()


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where one node lives."""

    org: OrgId
    folder: Path
    sockets: Path
    open_rpc: str  # where it serves headers to nodes that start from a snapshot

    @property
    def home(self) -> Path:
        """CometBFT's folder."""
        return self.folder / "cometbft"

    @property
    def ledger(self) -> Path:
        """The ledger file."""
        return self.folder / FILE

    @property
    def application_socket(self) -> Path:
        """Where the application listens."""
        return self.sockets / f"{self.org}.app"

    @property
    def rpc_socket(self) -> Path:
        """Where CometBFT listens to its own node."""
        return self.sockets / f"{self.org}.rpc"


def local_network(
    program: Path,
    folder: Path,
    orgs: Sequence[OrgId],
    *,
    chain: str,
    clock: Clock,
    pace: Pace | None = None,
    founders: Sequence[OrgId] | None = None,
    moved: Moved | None = None,
) -> list[NodePlace]:
    """The places of a network's nodes in `folder`: founded when it is empty, and found again when it is not.

    `founders` are the validators of its genesis: all, unless they are named. The others follow the chain. `moved` is
    the ledger that it goes on with, which is to be put into each place (`moving.seed`).
    """
    sockets = Path(tempfile.mkdtemp(prefix="puhui-"))
    open_ports = free_ports(len(orgs))
    places = [
        NodePlace(org, folder / org, sockets, f"{HOST}:{port}") for org, port in zip(orgs, open_ports, strict=True)
    ]
    if not (folder / CARDS).exists():
        ports = free_ports(len(orgs))
        for place in places:
            place.folder.mkdir(parents=True, exist_ok=True)
        cards = [
            found_home(program, place.home, place.org, host=HOST, port=port)
            for place, port in zip(places, ports, strict=True)
        ]
        founding = [card for card in cards if founders is None or card.org in founders]
        (folder / "genesis.json").write_bytes(genesis(founding, chain, clock, moved))
        (folder / CARDS).write_text(json.dumps([asdict(card) for card in cards]))
    for place in places:
        configure_place(folder, place, pace or Pace.one_machine())
    return places


def configure_place(folder: Path, place: NodePlace, pace: Pace, start: SyncStart | None = None) -> None:
    """Write one node's configuration anew; with `start`, to begin from a snapshot."""
    cards = [Card(**card) for card in json.loads((folder / CARDS).read_text())]
    configure(
        place.home,
        (folder / "genesis.json").read_bytes(),
        next(card for card in cards if card.org == place.org),
        cards,
        application=place.application_socket,
        rpc=place.rpc_socket,
        pace=pace,
        open_rpc=place.open_rpc,
        start=start,
    )


def free_ports(count: int) -> list[int]:
    """Ports that are nobody else's as long as this process lives, so that a node may stop and listen again."""
    return [int(_HELD.enter_context(reserved_port(HOST)).rpartition(":")[2]) for _ in range(count)]
