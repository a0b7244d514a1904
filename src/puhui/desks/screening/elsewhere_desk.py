"""The desk: ask other banks together what an enterprise has there, and see what came of it.

The computation goes on by itself in the node's jobs; what it told is read when somebody looks, and kept. A node that
was down loses nothing: a job that it cut off has failed, and can be asked for again while its grants have uses.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from puhui.consent import find_grants
from puhui.desks.actors import Actor
from puhui.desks.cases import Case
from puhui.desks.computing import ComputingDesk
from puhui.desks.localising import localised
from puhui.desks.problems import of_computation
from puhui.desks.screening.elsewhere import (
    Elsewhere,
    holders_of,
    joint_grants,
    own_table,
    read_sums,
    sum_spec,
    under_grants,
)
from puhui.desks.screening.errors import TooFewBanks
from puhui.desks.screening.linking import read, written
from puhui.desks.screening.store import links_of
from puhui.desks.store import document, put_document
from puhui.desks.views import ElsewhereView
from puhui.kernel import Language
from puhui.ledger import Ledger
from puhui.lending.office import LoanOffice
from puhui.privacy.jobs import JobState
from puhui.privacy.jobs.model import OPEN_STATES
from puhui.privacy.policy import PROVIDERS_MIN
from puhui.storage import Database

WITHIN = timedelta(minutes=10)
"""How long a computation may take until it ends by itself."""

_KIND = "elsewhere"
_STAGE = "desks.screening"

Kept = dict[str, Any]


class ElsewhereDesk:
    """One bank's questions about other banks. Safe from many threads; one desk a node."""

    def __init__(
        self,
        *,
        computing: ComputingDesk,
        figures: Callable[[str], Mapping[str, int]],
        office: LoanOffice,
        database: Database,
        ledger: Ledger,
    ) -> None:
        self._computing, self._figures = computing, figures
        self._office, self._database, self._ledger = office, database, ledger
        self._one = threading.Lock()  # of two who ask at once, one does

    def ask(self, case: Case, actor: Actor, language: Language) -> ElsewhereView:
        """Begin the sum and return at once; one that runs already is shown as it is.

        With fewer than three banks nothing begins, and that is what is kept and shown.
        """
        id_ = str(case.application.id)
        with self._one:
            kept = self._kept(id_)
            if kept is None or self._state(kept) != "running":
                kept = self._begin(case, actor)
                self._put(id_, kept)
        return self._view(id_, kept, language)

    def elsewhere(self, id_: str, language: Language) -> ElsewhereView:
        """How far an application's sum is, and what it told."""
        self.figures(id_)
        return self._view(id_, self._kept(id_), language)

    def figures(self, id_: str) -> Elsewhere | None:
        """What the application's latest sum told; None while it runs, where it failed, and where nobody asked."""
        kept = self._kept(id_)
        if kept is None or kept["told"] is not None:
            return None if kept is None else Elsewhere.of_document(kept["told"])
        job = self._computing.job(kept["job"])
        if job.state is not JobState.DONE:
            return None
        _, result = self._computing.result(job.id)
        on = self._office.day_of(job.over_at or self._office.now())
        asked = read(job.spec.words("tags"))
        told = read_sums(job.id, result, kept["uscc"], on, len(job.spec.parties), asked=asked)
        self._put(id_, kept | {"told": told.document()})
        return told

    def _begin(self, case: Case, actor: Actor) -> Kept:
        now, subject = self._office.now(), case.subject
        grants = joint_grants(find_grants(self._ledger, case.application.granted, now))
        kept: Kept = {"uscc": str(subject.uscc), "asked_by": actor.name, "asked_at": now.isoformat(), "told": None}
        holders = holders_of(grants)
        if holders < PROVIDERS_MIN:
            none = Elsewhere(holders=holders, as_of=self._office.today())
            return kept | {"job": None, "told": none.document()}
        with self._database.transaction() as connection:
            tags = written(links_of(connection, case.application.id))
        job = self._computing.begin(
            own_table(subject, self._figures(subject.uscc)),
            lambda mine: sum_spec(grants, subject, mine, self._ledger, tags=tags),
            under=under_grants(grants, subject),
            deadline=now + WITHIN,
        )
        return kept | {"job": job}

    def _state(self, kept: Kept) -> str:
        if kept["job"] is None:
            return "failed"
        state = self._computing.job(kept["job"]).state
        return "running" if state in OPEN_STATES else "done" if state is JobState.DONE else "failed"

    def _kept(self, id_: str) -> Kept | None:
        with self._database.transaction() as connection:
            return document(connection, _KIND, id_)

    def _put(self, id_: str, kept: Kept) -> None:
        with self._database.transaction() as connection:
            put_document(connection, _KIND, id_, kept, uscc=kept["uscc"], at=datetime.fromisoformat(kept["asked_at"]))

    def _view(self, id_: str, kept: Kept | None, language: Language) -> ElsewhereView:
        told: dict[str, Any] = {"application": id_, "state": "waiting", "asked_at": None, "computation": None}
        told |= {"problem": None, "figures": None}
        if kept is not None:
            told |= {"state": self._state(kept), "asked_at": kept["asked_at"], "figures": kept["told"]}
            told["problem"] = self._problem(kept)
            if kept["job"] is not None:
                told["computation"] = self._computing.computation(kept["job"], language)
        return ElsewhereView.model_validate(localised(told, language))

    def _problem(self, kept: Kept) -> Kept | None:
        too_few = None if kept["job"] else TooFewBanks(holders=kept["told"]["holders"], stage=_STAGE)
        return of_computation(self._computing, kept["job"], too_few)
