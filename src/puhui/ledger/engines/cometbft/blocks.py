"""A block as consensus decided it, what came of it, and where the chain stands after it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

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
