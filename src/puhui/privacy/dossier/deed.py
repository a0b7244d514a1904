"""A job as one node knows it, and what became of it. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from puhui.privacy.model import JobSpec, Op, Party

LISTED = frozenset({Op.MATCH, Op.LOOKUP})


class End(StrEnum):
    """What became of a job, as its parties' nodes told this one."""

    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUSED = "refused"  # by this node
    REFUSED_ELSEWHERE = "refused_elsewhere"  # by another party's node


@dataclass(frozen=True, slots=True)
class Deed:
    """A job of the period, as this node's desk and its record of leakage know it. `number` counts them from 1.

    `by` is who ended it and `code` why, where it did not end well. `counted`: something may have been learnt by it.
    `found` is how many keys matched, where this node had the result. `under` are this node's grants or its mandate.
    `denied` are the agreements that this node put a denial on before a draw. `unsent` says what of this job the node
    still owes the ledger: its denial, its end.
    """

    number: int
    job: str
    at: datetime
    me: str
    initiator: str
    spec: JobSpec
    end: End
    by: str
    code: str
    counted: bool
    found: int | None = None
    named: bool = False
    under: tuple[str, ...] = ()
    denied: frozenset[str] = frozenset()
    unsent: frozenset[str] = frozenset()

    @property
    def mine(self) -> Party | None:
        """This node's part; None where it only receives."""
        return next((party for party in self.spec.parties if party.name == self.me), None)

    @property
    def lists(self) -> bool:
        """Whether its answer tells of single members of a list."""
        return self.spec.op in LISTED

    @property
    def untold(self) -> bool:
        """Whether this node refused what it asked for itself, before it invited anybody."""
        return self.end is End.REFUSED and self.initiator == self.me

    @property
    def dataset(self) -> str:
        """What this node's part reads; empty for a table of its own, or no part."""
        return self.mine.dataset if self.mine else ""

    @property
    def others(self) -> list[str]:
        """Who else was in it, as a party or a receiver."""
        held = [*(party.name for party in self.spec.parties), *self.spec.receivers]
        return [org for org in dict.fromkeys(held) if org != self.me]

    @property
    def takers(self) -> list[str]:
        """The other institutions that were to receive something of this node's data."""
        mine = self.mine
        brings = mine is not None and bool(mine.columns)
        return [org for org in dict.fromkeys(self.spec.receivers) if org != self.me] if brings else []

    @property
    def sources(self) -> list[Party]:
        """The other parties of whose data this node was to receive something."""
        if self.me not in self.spec.receivers:
            return []
        return [party for party in self.spec.parties if party.name != self.me and party.columns]
