"""The chain of a consortium that orders its entries by consensus: its founding, and all of it on one machine.

In a network of many machines each organisation makes its own home and card (`joining.make_node`, `moving.prepare`), the
founders' cards are put together, and everybody gets the same genesis.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from puhui.assembly.consensus import ConsensusLedger, comet_program
from puhui.assembly.files import replace_file
from puhui.assembly.network import Network
from puhui.assembly.settings import Settings, read_signer
from puhui.kernel import Clock
from puhui.kernel.ids import OrgId
from puhui.ledger.engines.cometbft import Card, Moved, found_home, genesis

_CHAIN_ID_CHARS = 50  # CometBFT's limit
_READY_WITHIN_S = 120.0


def make_card(settings: Settings, public_host: str) -> Card:
    """Make a node's CometBFT home and its card, dialled at `public_host`; raises `CometMissing`."""
    assert settings.comet is not None
    card = found_home(
        comet_program(), settings.comet_home, OrgId(settings.org), host=public_host, port=settings.comet.port
    )
    replace_file(settings.card_file, f"{json.dumps(asdict(card), indent=1)}\n".encode())
    return card


def network_of(cards: Sequence[Card], origin: str, clock: Clock, moved: Moved | None = None) -> Network:
    """A new chain whose validators are the cards' holders; `moved` is the ledger that it goes on with."""
    return Network(origin, genesis(cards, origin[-_CHAIN_ID_CHARS:], clock, moved), tuple(cards))


def found_chain(nodes: Sequence[Settings], clock: Clock) -> Network:
    """Found the chain whose validators are the `witness` nodes among these; every folder gets `network.json`."""
    founders = [node for node in nodes if node.comet is not None and node.witness]
    cards = tuple(make_card(node, node.comet.listen) for node in founders if node.comet is not None)
    network = network_of(cards, nodes[0].origin, clock)
    for node in nodes:
        node.network_file.write_bytes(network.to_bytes())
    return network


@contextmanager
def running_chain(nodes: Sequence[Settings], clock: Clock) -> Iterator[dict[str, ConsensusLedger]]:
    """The consensus nodes' ledgers by organisation, each beside its CometBFT process, all in this process."""
    ledgers: dict[str, ConsensusLedger] = {}
    try:
        for node in nodes:
            if node.comet is not None:
                ledgers[node.org] = ConsensusLedger(node, read_signer(node.folder), clock)
                ledgers[node.org].start()
        for ledger in ledgers.values():
            ledger.wait_until_ready(peers=len(ledgers) - 1, within_s=_READY_WITHIN_S)
        yield ledgers
    finally:
        for ledger in ledgers.values():
            ledger.terminate()
        for ledger in ledgers.values():
            ledger.stop()
