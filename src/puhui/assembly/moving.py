"""A node's part in moving the ledger to a CometBFT network, from the vote's end to its first start there.

1. `prepare`, at each consensus organisation: CometBFT's keys, and the card by which the others know the node.
2. `found`, at one of them: the cards and the exported ledger make `network.json`, which names size, root and journal.
3. `seed_node`, at each of them, the node being stopped: its own ledger, executed from the export. Then the settings.
4. `follow_network`, at each participant, the node being stopped: the settings. It mirrors the log from then on.

The settings are written last and at once: a node is either as it was, or it is on CometBFT with everything it needs.
Whatever died in between is run again. Who gathers the cards need not be believed: each consensus node looks for its own
card in the network, and executes the export itself.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from puhui.assembly.chain import make_card, network_of
from puhui.assembly.consensus import load_card
from puhui.assembly.errors import (
    AlreadyMoved,
    CardNotInNetwork,
    FounderFollows,
    NetworkMalformed,
    NotFromAllFounders,
    NotPrepared,
    NotThisLedgersNetwork,
)
from puhui.assembly.files import replace_file
from puhui.assembly.network import Network, read_card
from puhui.assembly.settings import Comet, Settings
from puhui.kernel import Clock, PuhuiError, Text
from puhui.ledger.engines.cometbft import Card, Moved
from puhui.ledger.engines.cometbft.errors import LedgerInTheWay, MoveRefused
from puhui.ledger.engines.cometbft.home import moved_of
from puhui.ledger.engines.cometbft.moving import Progress, Seeded, check_export, export_ledger, seed
from puhui.ledger.engines.cometbft.seeded import is_seeded
from puhui.ledger.trust import Trust


@dataclass(frozen=True, slots=True)
class Switched:
    """What a node was given: the ledger it goes on with, and what was executed; None where it had been before."""

    moved: Moved
    seeded: Seeded | None = None
    already: bool = False  # nothing was left to do


def prepare(settings: Settings, host: str, port: int) -> Card:
    """Make CometBFT's home and the card of a node that others will dial there. The node may be running.

    Run again, it keeps the keys and writes the card anew. Raises `AlreadyMoved` or `CometMissing`.
    """
    if settings.engine == "cometbft":
        raise _already(settings)
    return make_card(settings.model_copy(update={"comet": Comet.reached_at(host, port)}), host)


def found(
    export: Path,
    cards: Sequence[Path],
    out: Path,
    clock: Clock,
    *,
    trust: Trust | None = None,
    progress: Progress | None = None,
) -> tuple[Network, Seeded]:
    """Write to `out` the network of these cards' holders, which goes on with the exported ledger.

    Raises what `check_export` does, `NetworkMalformed` for a card that is none, `NotFromAllFounders`, and
    `LedgerInTheWay` when `out` is there: a second founding would be another chain.
    """
    if out.exists():
        raise LedgerInTheWay(
            path=out, reason=Text(zh="链只创建一次", en="a chain is founded once"), stage="assembly.moving"
        )
    read = [_read_card(path) for path in cards]
    seeded = check_export(export, trust=trust, progress=progress)
    given, needed = sorted(one.org for one in read), sorted(one.org for one in seeded.trust.witnesses)
    if given != needed:
        raise NotFromAllFounders(given=", ".join(given), needed=", ".join(needed), stage="assembly.moving")
    network = network_of(sorted(read, key=lambda one: one.org), seeded.trust.origin, clock, seeded.moved)
    replace_file(out, network.to_bytes())
    return network, seeded


def seed_node(
    settings: Settings,
    export: Path,
    network: Network,
    *,
    trust: Trust,
    progress: Progress | None = None,
) -> Switched:
    """Give a stopped consensus node its ledger from the export, then have it run on CometBFT.

    `trust` is what was trusted before: the export must agree. Raises what the engine's `seed` does,
    `NotThisLedgersNetwork`, `NotPrepared`, `CardNotInNetwork`, and `AlreadyMoved` on another chain.
    """
    moved = _fitting(settings, network)
    if not settings.card_file.exists():
        raise NotPrepared(org=settings.org, folder=settings.folder, party=settings.org, stage="assembly.moving")
    card = load_card(settings)
    if card not in network.cards or card.org != settings.org:
        raise CardNotInNetwork(org=settings.org, path=settings.card_file, party=settings.org, stage="assembly.moving")
    if _is_switched(settings, network) and settings.ledger_file.exists():
        return Switched(moved, already=True)
    seeded = None
    if not is_seeded(settings.ledger_file, moved):
        seeded = seed(settings.ledger_file, export, network.genesis, trust=trust, progress=progress)
    # Death from here on leaves a ledger that is whole, and a node that goes on from here when this is run again.
    _switch(settings, network, Comet.reached_at(card.host, card.port))
    return Switched(moved, seeded)


def follow_network(settings: Settings, network: Network) -> Switched:
    """Have a stopped participant mirror the log from the network's nodes, and verify it as it comes.

    Raises `NotThisLedgersNetwork`, `FounderFollows`, and `AlreadyMoved` on another chain.
    """
    moved = _fitting(settings, network)
    if any(card.org == settings.org for card in network.cards):
        raise FounderFollows(org=settings.org, folder=settings.folder, party=settings.org, stage="assembly.moving")
    if _is_switched(settings, network):
        return Switched(moved, already=True)
    _switch(settings, network, None)
    return Switched(moved)


def _fitting(settings: Settings, network: Network) -> Moved:
    """The ledger that the network goes on with, as its genesis says."""
    if network.origin != settings.origin:
        raise NotThisLedgersNetwork(
            org=settings.org, told=network.origin, ours=settings.origin, party=settings.org, stage="assembly.moving"
        )
    moved = moved_of(network.genesis)
    if moved is None:
        raise MoveRefused(
            reason=Text(zh="该链的创世并未接续任何账本", en="the chain's genesis goes on with no ledger"),
            stage="assembly.moving",
        )
    return moved


def _is_switched(settings: Settings, network: Network) -> bool:
    """Whether the node is on that chain already; raises `AlreadyMoved` when it is on another."""
    if settings.engine != "cometbft":
        return False
    held = Network.load(settings.network_file)
    if held is None or held.genesis != network.genesis:
        raise _already(settings)
    return True


def _switch(settings: Settings, network: Network, comet: Comet | None) -> None:
    replace_file(settings.network_file, network.to_bytes())
    settings.model_copy(update={"engine": "cometbft", "comet": comet}).save(settings.folder)


def _already(settings: Settings) -> AlreadyMoved:
    return AlreadyMoved(org=settings.org, folder=settings.folder, party=settings.org, stage="assembly.moving")


def _read_card(path: Path) -> Card:
    try:
        return read_card(json.loads(path.read_bytes()))
    except PuhuiError as reason:
        raise NetworkMalformed(reason=f"{path}: {reason.cause_text.en}", stage="assembly.moving") from None
    except (OSError, ValueError, LookupError, TypeError) as reason:
        raise NetworkMalformed(reason=f"{path}: {reason}", stage="assembly.moving") from None


__all__ = [
    "Progress",
    "Seeded",
    "Switched",
    "check_export",
    "export_ledger",
    "follow_network",
    "found",
    "prepare",
    "seed_node",
]
