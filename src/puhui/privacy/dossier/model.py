"""What a dossier is made of: one node's record of a period, as values. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from puhui.credit.defaults import Defaults
from puhui.kernel import Text
from puhui.privacy.leakage import Gauge, JobRow, Standing, Total


@dataclass(frozen=True, slots=True)
class OnLedger:
    """A job as the ledger has it: the entry that opened it, and what each party said of its end."""

    index: int
    entry: str
    program: str
    closed: Mapping[str, str]

    @classmethod
    def parse(cls, state: Mapping[str, Any]) -> Self:
        """Of the state under `computations/<job>`."""
        closed = {org: str(said["outcome"]) for org, said in state["closed"].items()}
        return cls(state["index"], str(state["entry"]), str(state["program"]), closed)


@dataclass(frozen=True, slots=True)
class Spent:
    """How much of a budget a counterparty has used at the end of the period."""

    counterparty: str
    dataset: str
    gauge: Gauge
    spent: int
    limit: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One node's private computations from `since` on and before `until`, made at `made_at`.

    `on_ledger` has the jobs that the ledger knows; None where no ledger could be read.
    """

    me: str
    names: Mapping[str, Text]
    since: datetime
    until: datetime
    made_at: datetime
    jobs: Sequence[JobRow]
    totals: Sequence[Total]
    budgets: Sequence[Spent]
    limits: Defaults
    on_ledger: Mapping[str, OnLedger] | None

    def name(self, org: str) -> Text:
        """An organisation's name, or its id."""
        return self.names.get(org, Text(zh=org, en=org))

    def having(self, *standings: Standing) -> list[JobRow]:
        """The jobs that came to one of these."""
        return [job for job in self.jobs if job.standing in standings]

    @property
    def took_part(self) -> list[JobRow]:
        """The jobs of which somebody may have learnt something."""
        return self.having(Standing.ACCEPTED, Standing.LEARNT, Standing.FAILED)

    def others(self, job: JobRow) -> list[str]:
        """Who else was in a job, as a party or a receiver."""
        held = [*(party.name for party in job.spec.parties), *job.spec.receivers]
        return [org for org in dict.fromkeys(held) if org != job.me]

    def not_on_ledger(self) -> list[JobRow]:
        """The jobs that this node took part in and the ledger does not know, or knows with another program."""
        if self.on_ledger is None:
            return []
        return [job for job in self.took_part if not self._agrees(job)]

    def _agrees(self, job: JobRow) -> bool:
        known = (self.on_ledger or {}).get(job.job)
        return known is not None and known.program == job.spec.program


Ledger = Callable[[str], Mapping[str, Any] | None]
"""What the ledger's state has under a key, None where nothing."""
