"""What a dossier is made of: one node's record of a period and what the ledger says of it, as values. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from puhui.credit.defaults import Defaults
from puhui.kernel import Text
from puhui.privacy.dossier.agreements import GrantsUsed, Mandated
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.jobs.model import permit_program
from puhui.privacy.leakage import Gauge, Standing, Total

COUNTED = (Standing.ACCEPTED, Standing.LEARNT, Standing.FAILED)
Ledger = Callable[[str], Any]
"""What the ledger's state has under a key, None where nothing."""


class Undenied(StrEnum):
    """Why a refusal under a mandate of ours has no denial on the ledger."""

    UNSENT = "unsent"  # this node has written it down and not delivered it yet
    MISSING = "missing"  # this node has delivered it, and the ledger that was read has none
    NONE = "none"  # this node wrote none down: beyond a day's bound, or before the invitation had proved to be real


_OUTCOMES = {
    End.DONE: "done",
    End.CANCELLED: "cancelled",
    End.FAILED: "failed",
    End.REFUSED: "refused",
    End.REFUSED_ELSEWHERE: "refused",
}


@dataclass(frozen=True, slots=True)
class OnLedger:
    """A job as the ledger has it: the entry that opened it, what each party said of its end, and by which entry."""

    index: int
    entry: str
    program: str
    closed: Mapping[str, str]
    closings: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, state: Mapping[str, Any]) -> Self:
        """Of the state under `computations/<job>`."""
        closed = {org: str(said["outcome"]) for org, said in state["closed"].items()}
        closings = {org: int(said["index"]) for org, said in state["closed"].items() if "index" in said}
        return cls(state["index"], str(state["entry"]), str(state["program"]), closed, closings)


@dataclass(frozen=True, slots=True)
class Spent:
    """How much of a budget a counterparty has used at the end of the period."""

    counterparty: str
    dataset: str
    gauge: Gauge
    spent: int
    limit: int

    @property
    def share(self) -> float:
        """Of the limit, at most 1."""
        return min(self.spent / self.limit, 1.0) if self.limit else 1.0

    @property
    def left(self) -> int:
        """What it may still learn."""
        return max(self.limit - self.spent, 0)


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Invitations of one caller that were refused, for one cause, before they became a job here."""

    caller: str
    code: str
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called. Whoever is not in it goes by its id."""

    organisations: Mapping[str, Text] = field(default_factory=dict)
    datasets: Mapping[str, Text] = field(default_factory=dict)
    purposes: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerSide:
    """What the ledger says of the period; `source` is whose copy of it was read, empty for this node's own.

    `jobs` are those that it knows. `mandates` are those given and received that were good for a use in the period.
    """

    source: str
    jobs: Mapping[str, OnLedger]
    mandates: Sequence[Mandated]
    grants: Sequence[GrantsUsed]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One node's private computations from `since` on and before `until`, made at `made_at`.

    `ledger` is None where none could be read. `totals` and `budgets` are of this node's own record. `suite` is what
    its settings name, empty where they were not read.
    """

    me: str
    names: Names
    since: datetime
    until: datetime
    made_at: datetime
    deeds: Sequence[Deed]
    totals: Sequence[Total]
    budgets: Sequence[Spent]
    turned_away: Sequence[TurnedAway]
    limits: Defaults
    ledger: LedgerSide | None
    suite: str = ""

    def having(self, *ends: End) -> list[Deed]:
        """The jobs that came to one of these."""
        return [deed for deed in self.deeds if deed.end in ends]

    def of_us(self) -> list[Deed]:
        """The jobs by which another was to learn of this node's data."""
        return [deed for deed in self.deeds if deed.takers]

    def by_us(self) -> list[Deed]:
        """The jobs by which this node was to learn of others' data."""
        return [deed for deed in self.deeds if deed.sources]

    def mandate_of(self, deed: Deed) -> list[tuple[Mandated, int | None]]:
        """The mandates that a job named, used or was denied under, as the ledger tells, and which use it was."""
        if self.ledger is None:
            return []
        told = [(one, one.use_of(deed.job), one.denial_of(deed.job)) for one in self.ledger.mandates]
        return [(one, use.n if use else None) for one, use, denial in told if use or denial or one.id in deed.under]

    def in_force_for(self, deed: Deed) -> list[Mandated]:
        """The mandates that could have been shown for a job: of its parties, data, kind and purpose, in force then."""
        if self.ledger is None:
            return []
        held = {(party.name, party.dataset) for party in deed.spec.parties if party.dataset}
        return [
            one
            for one in self.ledger.mandates
            if (one.custodian, one.dataset) in held
            and one.receiver in deed.spec.receivers
            and (one.program, one.purpose) == (permit_program(deed.spec), deed.spec.purpose)
            and one.opened_at <= deed.at < (one.withdrawn_at or one.expires)
        ]

    def rows_of(self, dataset: str) -> int | None:
        """How long a list of this node's was at its last match or lookup in the period."""
        rows = [deed.mine.rows for deed in self.deeds if deed.mine and deed.dataset == dataset and deed.lists]
        return rows[-1] if rows else None

    def not_on_ledger(self) -> list[Deed]:
        """The counted jobs that the ledger does not know, or knows with another program."""
        if self.ledger is None:
            return []
        known = {deed.job for deed in self.on_ledger()}
        return [deed for deed in self.deeds if deed.counted and deed.job not in known]

    def on_ledger(self) -> list[Deed]:
        """The jobs, refused and cancelled ones too, that the ledger has with the same program."""
        if self.ledger is None:
            return []
        known = {job: told.program for job, told in self.ledger.jobs.items()}
        return [deed for deed in self.deeds if known.get(deed.job) == deed.spec.program]

    def ends_told(self, deed: Deed) -> Mapping[str, str]:
        """What each institution of a job said of its end on the ledger; those that said nothing yet are not in it."""
        known = self.ledger.jobs.get(deed.job) if self.ledger else None
        return known.closed if known else {}

    def ends_missing(self) -> list[tuple[Deed, list[str]]]:
        """The jobs that are over here, and that the ledger has, whose end somebody did not record: and who."""
        over = [deed for deed in self.on_ledger() if deed.end is not End.UNDER_WAY]
        silent = [(deed, [org for org in [deed.me, *deed.others] if org not in self.ends_told(deed)]) for deed in over]
        return [(deed, orgs) for deed, orgs in silent if orgs]

    def ends_agreed(self) -> list[Deed]:
        """The jobs whose end every institution of it recorded, all as this node's own record has it."""
        return [
            deed
            for deed in self.on_ledger()
            if all(self.ends_told(deed).get(org) == _OUTCOMES.get(deed.end, "") for org in [deed.me, *deed.others])
        ]

    def ends_differing(self) -> list[Deed]:
        """The jobs that somebody recorded with another end than this node's own record has."""
        return [
            deed
            for deed in self.on_ledger()
            if any(said != _OUTCOMES.get(deed.end, said) for said in self.ends_told(deed).values())
        ]

    def refused_under_mandate(self) -> list[Deed]:
        """What this node refused to others that showed a mandate of its own, as far as its record names one."""
        refused = [deed for deed in self.having(End.REFUSED) if not deed.untold and not deed.named]
        ours = {one.id for one in self.ledger.mandates if one.custodian == self.me} if self.ledger else set()
        return [deed for deed in refused if deed.under or any(one.id in ours for one, _ in self.mandate_of(deed))]

    def undenied(self) -> list[tuple[Deed, Undenied]]:
        """Of those, the ones that the ledger has no denial of, each with why."""
        if self.ledger is None:
            return []
        held = self.ledger.mandates
        without = [deed for deed in self.refused_under_mandate() if not any(one.denial_of(deed.job) for one in held)]
        return [(deed, self._why_undenied(deed)) for deed in without]

    def _why_undenied(self, deed: Deed) -> Undenied:
        if "denial" in deed.unsent:
            return Undenied.UNSENT
        return Undenied.MISSING if deed.denied else Undenied.NONE

    def unrecorded(self) -> list[Deed]:
        """The jobs that came to nothing before they began and that the ledger does not know; they count nowhere."""
        known = {deed.job for deed in self.on_ledger()}
        return [deed for deed in self.deeds if not deed.counted and deed.job not in known]

    def without_job(self) -> list[tuple[Mandated, int]]:
        """Uses that the ledger counts under our own mandates in the period, and that no job of our record is."""
        if self.ledger is None:
            return []
        jobs = [deed.job for deed in self.deeds]
        ours = [one for one in self.ledger.mandates if one.custodian == self.me]
        return [(one, use.n) for one in ours for use in one.uses_without(jobs)]
