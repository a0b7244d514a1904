"""The network as one node tells another about it: where the nodes answer, and the chain that orders the entries. Pure.

Nothing in it needs to be believed. Calls to an address are signed for the organisation behind it; a chain that is not
the members' own makes a log whose heads no quorum of the trust file has signed (`assembly.trusting`).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from puhui.assembly.errors import NetworkMalformed
from puhui.assembly.settings import Peer
from puhui.kernel import PuhuiError, Text
from puhui.kernel.ids import OrgId
from puhui.ledger.engines.cometbft import Card

VERSION = 1
_TOP = {"v", "origin", "genesis", "cards", "nodes"}


@dataclass(frozen=True, slots=True)
class Network:
    """`network.json`: the chain's genesis (empty where one node orders), consensus nodes' cards, all nodes' addresses.

    A node keeps it in its folder, without `nodes`, which stand in its settings.
    """

    origin: str
    genesis: bytes = b""
    cards: tuple[Card, ...] = ()
    nodes: tuple[Peer, ...] = ()

    def with_card(self, card: Card) -> Self:
        """The same, with this card among the others or in its older one's place."""
        others = tuple(one for one in self.cards if one.org != card.org)
        return replace(self, cards=(*others, card))

    def to_bytes(self) -> bytes:
        """The file."""
        return json.dumps(
            {
                "v": VERSION,
                "origin": self.origin,
                "genesis": self.genesis.decode(),
                "cards": [asdict(card) for card in self.cards],
                "nodes": [peer.model_dump(mode="json") for peer in self.nodes],
            },
            ensure_ascii=False,
            indent=1,
        ).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read the file; raises `NetworkMalformed`."""
        try:
            value = json.loads(data)
            known = set(value) == _TOP and value["v"] == VERSION
            network = cls(
                origin=str(value["origin"]),
                genesis=str(value["genesis"]).encode(),
                cards=tuple(read_card(card) for card in value["cards"]),
                nodes=tuple(Peer.model_validate(peer) for peer in value["nodes"]),
            )
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ValidationError) as reason:
            raise NetworkMalformed(reason=str(reason), stage="assembly.network") from None
        except PuhuiError as reason:
            raise NetworkMalformed(reason=reason.cause_text.en, stage="assembly.network") from None
        if not known:
            raise NetworkMalformed(
                reason=Text(
                    zh=f"须恰好包含 {', '.join(sorted(_TOP))}", en=f"must hold exactly {', '.join(sorted(_TOP))}"
                ),
                stage="assembly.network",
            )
        return network

    @classmethod
    def load(cls, file: Path) -> Self | None:
        """The network of a node's folder; None where there is none."""
        return cls.parse(file.read_bytes()) if file.exists() else None


def read_card(value: Any) -> Card:
    """A card from JSON; raises `ValueError`, `TypeError`, `LookupError` or `NotAnId` on anything else."""
    card = Card(**{**value, "org": OrgId(value["org"])})
    if not all(type(text) is str for text in (card.address, card.public_key, card.node_id, card.host)):
        raise ValueError("a card's fields are texts")
    if type(card.port) is not int or not 0 < card.port < 65536:
        raise ValueError("a card's port is a port")
    if not (card.node_id + card.address).isalnum() or any(sign in card.host for sign in '"\\\n, @'):
        raise ValueError("a card's address is no address")  # it goes into a configuration file
    return card


def same_chain(networks: Sequence[Network]) -> bool:
    """Whether they all speak of one chain."""
    return len({(one.origin, one.genesis) for one in networks}) <= 1
