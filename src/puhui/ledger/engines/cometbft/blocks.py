"""A block as consensus decided it, what came of it, and where the chain stands after it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from puhui.kernel.errors import PuhuiError
from puhui.ledger.engines.cometbft.validators import Update
from puhui.ledger.model import Verdict


@dataclass(frozen=True, slots=True)
class Block:
    """What consensus decided: transactions in order, its time, who of the validators voted for the last one, and who
    was caught voting twice (addresses in hex)."""

    height: int
    time_ms: int
    transactions: Sequence[bytes]
    voted: Sequence[str] = ()
    double_votes: Sequence[tuple[str, int]] = ()  # address, height


@dataclass(frozen=True, slots=True)
class Moved:
    """The ledger that a chain goes on with, as the chain's genesis names it: its entries, and the decisions on them."""

    size: int
    root: bytes
    journal: bytes

    def as_map(self) -> dict[str, Any]:
        """As it stands in the genesis."""
        return {"size": self.size, "root": self.root.hex(), "journal": self.journal.hex()}

    @classmethod
    def parse(cls, value: Any) -> Self:
        """As it stood there; raises `ValueError`, `TypeError` or `LookupError` on anything else."""
        if set(value) != {"size", "root", "journal"} or type(value["size"]) is not int:
            raise ValueError("must hold exactly size, root and journal")
        return cls(value["size"], bytes.fromhex(value["root"]), bytes.fromhex(value["journal"]))


@dataclass(frozen=True, slots=True)
class Position:
    """Where the chain stands, beside the log: what the app hash needs and the tables do not say."""

    height: int
    journal: bytes
    proved: int  # the log's size up to which a quorum has cosigned
    head_height: int  # the block since which cosignatures are awaited: it made the newest head, or let validators in
    uncut: int  # bytes of statements since the last border between two snapshot chunks
    handed: int  # the number of the era up to which each era's nodes have handed over to the next

    def to_text(self) -> str:
        """As it is stored."""
        return json.dumps([self.height, self.proved, self.head_height, self.uncut, self.handed])

    @classmethod
    def parse(cls, text: str, journal: str) -> Self:
        """As it was stored."""
        height, proved, head_height, uncut, handed = json.loads(text)
        return cls(height, bytes.fromhex(journal), proved, head_height, uncut, handed)


@dataclass(frozen=True, slots=True)
class Executed:
    """A block's outcome: each statement's answer, whether each transaction was in order, and the app hash after it."""

    block: Block
    answers: Sequence[tuple[bytes, Verdict | PuhuiError]]
    in_order: Sequence[bool]
    app_hash: bytes
    updates: Sequence[Update] = ()  # what becomes of CometBFT's validators
