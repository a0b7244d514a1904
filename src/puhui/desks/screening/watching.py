"""The list of fraud, by private lookup: is this enterprise, or its representative, on it.

The list stays with its holder, who learns how many names were looked up and not which; it is asked under a mandate of
the holder's. The names stand in this bank's own part of the job; of the answer the bank keeps who was on the list.
"""

import csv
import io
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from puhui.consent import Mandate, MandateStanding, mandates_of
from puhui.desks.actors import Actor
from puhui.desks.cases import Case
from puhui.desks.computing import ComputingDesk
from puhui.desks.localising import both, localised
from puhui.desks.problems import of_job
from puhui.desks.screening.errors import ListUnreadable, NoListToAsk, NotAnIdNumber
from puhui.desks.store import document, put_document
from puhui.desks.views import ComputationRequest, WatchRequest, WatchView
from puhui.exchange import listed
from puhui.kernel import Language, Text
from puhui.kernel.identifiers import is_resident_id
from puhui.kernel.ids import DatasetId, OrgId
from puhui.ledger import Ledger
from puhui.lending.office import LoanOffice
from puhui.privacy.jobs import JobState
from puhui.privacy.jobs.model import OPEN_STATES
from puhui.storage import Database

LIST = "fraud-list"
_MINUTES = 10
_KIND = "watch"
_PROGRAM = "lookup/1"
_WHO = ("enterprise", "representative")
_STAGE = "desks.screening"

Kept = dict[str, Any]


class WatchDesk:
    """One bank's lookups in the list of fraud. Safe from many threads; one desk a node.

    `holders` are the organisations that may hold the list; `name_of` is what they are called; `keep` has what was told
    of an application kept for its next assessment.
    """

    def __init__(
        self,
        *,
        computing: ComputingDesk,
        holders: Callable[[], Sequence[str]],
        name_of: Callable[[str], Text],
        keep: Callable[[str, Kept], None],
        office: LoanOffice,
        database: Database,
        ledger: Ledger,
    ) -> None:
        self._computing, self._holders, self._name_of, self._keep = computing, holders, name_of, keep
        self._office, self._database, self._ledger = office, database, ledger
        self._one = threading.Lock()  # of two who ask at once, one does

    def ask(self, case: Case, request: WatchRequest, actor: Actor, language: Language) -> WatchView:
        """Begin the lookup and return at once; one that runs already is shown as it is.

        Raises `NotAnIdNumber`, `NoListToAsk`, and what refuses the computation before anybody is invited.
        """
        id_, number = str(case.application.id), request.id_number.strip().upper()
        if number and not is_resident_id(number, self._office.today()):
            raise NotAnIdNumber(stage=_STAGE)
        with self._one:
            kept = self._kept(id_)
            if kept is None or self._state(kept) != "running":
                kept = self._begin([str(case.subject.uscc), *([number] if number else [])], actor, language)
                self._put(id_, kept)
        return self._view(id_, kept, language)

    def finding(self, id_: str, language: Language) -> WatchView:
        """How far an application's lookup is, and what it told."""
        self.settle(id_)
        return self._view(id_, self._kept(id_), language)

    def settle(self, id_: str) -> None:
        """Have what a lookup told kept, once it is over; raises `ListUnreadable`."""
        kept = self._kept(id_)
        if kept is None or kept["told"] is not None or self._computing.job(kept["job"]).state is not JobState.DONE:
            return
        job = self._computing.job(kept["job"])
        _, result = self._computing.result(job.id)
        on = self._office.day_of(job.over_at or self._office.now())
        told = _read(result, kept["asked"], DatasetId(job.spec.parties[0].dataset), job.id)
        told |= {"provenance": {"job": job.id, "op": "lookup", "as_of": on.isoformat()}}
        self._keep(id_, told)
        self._put(id_, kept | {"told": told})

    def _begin(self, names: Sequence[str], actor: Actor, language: Language) -> Kept:
        mandate = self._mandate()
        key = listed(mandate.terms.dataset).key
        table = "\n".join((key, *names)) + "\n"
        told = {"op": "lookup", "mandates": [str(mandate.terms.id)], "table": table, "minutes": _MINUTES}
        asked = ComputationRequest.model_validate(told)
        job = self._computing.propose(asked, language).job
        at = self._office.now().isoformat()
        who = list(_WHO[: len(names)])
        return {"job": job, "asked": who, "asked_by": actor.name, "asked_at": at, "told": None} | {
            "holder": str(mandate.terms.custodian)
        }

    def _mandate(self) -> Mandate:
        """The mandate to ask under: the one with the most uses left; raises `NoListToAsk`."""
        now, me = self._office.now(), self._office.organisation
        found = [
            one
            for holder in self._holders()
            for one in mandates_of(self._ledger, OrgId(holder), now)
            if one.terms.receiver == me
            and one.terms.program == _PROGRAM
            and one.terms.dataset.partition("/")[2] == LIST
            and one.standing is MandateStanding.ACTIVE
        ]
        if not found:
            raise NoListToAsk(party=str(me), stage=_STAGE)
        return max(found, key=lambda one: one.terms.uses - one.used)

    def _state(self, kept: Kept) -> str:
        state = self._computing.job(kept["job"]).state
        return "running" if state in OPEN_STATES else "done" if state is JobState.DONE else "failed"

    def _kept(self, id_: str) -> Kept | None:
        with self._database.transaction() as connection:
            return document(connection, _KIND, id_)

    def _put(self, id_: str, kept: Kept) -> None:
        with self._database.transaction() as connection:
            put_document(connection, _KIND, id_, kept, uscc="", at=datetime.fromisoformat(kept["asked_at"]))

    def _view(self, id_: str, kept: Kept | None, language: Language) -> WatchView:
        told: dict[str, Any] = {"application": id_, "state": "waiting", "asked_at": None, "computation": None}
        told |= {"problem": None, "finding": None}
        if kept is not None:
            told |= {"state": self._state(kept), "asked_at": kept["asked_at"]}
            told["computation"] = self._computing.computation(kept["job"], language)
            job = self._computing.job(kept["job"])
            told["problem"] = of_job(job.error) if job.state not in OPEN_STATES and job.error is not None else None
            told["finding"] = kept["told"] and self._finding(kept)
        return WatchView.model_validate(localised(told, language))

    def _finding(self, kept: Kept) -> Kept:
        told = kept["told"]
        made = told["provenance"]
        shown = {name: told[name] for name in ("hit", "asked", "on", "level")}
        return shown | {"holder": both(self._name_of(kept["holder"])), "as_of": made["as_of"], "job": made["job"]}


def _read(result: bytes, asked: Sequence[str], dataset: DatasetId, job: str) -> Kept:
    """Who of those asked is on the list, by the order in which they were asked; raises `ListUnreadable`."""
    try:
        rows = list(csv.DictReader(io.StringIO(result.decode())))
        answers = [row["on_list"] == "yes" for row in rows]
        levels = [level for row in rows for level in (row["level"] or "").split("|") if level]
    except (ValueError, KeyError, TypeError, AttributeError):
        answers, levels = [], []
    if len(answers) != len(asked):
        raise ListUnreadable(job=job, stage=_STAGE)
    order = listed(dataset).levels
    gravest = min(levels, key=order.index, default=None)
    on = [who for who, hit in zip(asked, answers, strict=True) if hit]
    return {"hit": bool(on), "asked": list(asked), "on": on, "level": gravest}
