"""The desk: ask all banks together whether a debtor is late, under its grants for monitoring, and keep the answer.

The computation goes on by itself in the node's jobs; what it told is read when somebody looks, and kept. A node that
was down loses nothing: a job that it cut off has failed, and can be asked for again while its grants have uses.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.desks.actors import Actor
from puhui.desks.computing import ComputingDesk
from puhui.desks.localising import localised
from puhui.desks.problems import of_computation
from puhui.desks.screening.elsewhere import holders_of, sum_spec, under_grants
from puhui.desks.screening.errors import TooFewBanks
from puhui.desks.servicing.all_banks import AllBanks, own_row, read_all_banks
from puhui.desks.store import document, put_document
from puhui.desks.views.servicing import AllBanksView
from puhui.desks.warning.debtors import debtor_of, holding, monitoring_grants
from puhui.desks.warning.scope import DEBTS
from puhui.kernel import Language
from puhui.kernel.ids import LoanId
from puhui.ledger import Ledger
from puhui.lending import store
from puhui.lending.office import LoanOffice
from puhui.lending.quality import RETAIL
from puhui.privacy.jobs import JobState
from puhui.privacy.jobs.model import OPEN_STATES
from puhui.privacy.policy import PROVIDERS_MIN
from puhui.storage import Database

WITHIN = timedelta(minutes=10)
"""How long a computation may take until it ends by itself."""

_KIND = "all-banks"
_FOUR = Decimal("0.0001")
_STAGE = "desks.servicing"
Kept = dict[str, Any]


class AllBanksDesk:
    """One bank's questions about what its debtors owe at all banks. Safe from many threads; one desk a node."""

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

    def ask(self, loan: str, actor: Actor, language: Language) -> AllBanksView:
        """Begin the sum about a loan's debtor and return at once; one that runs already is shown as it is.

        With fewer than three banks nothing begins, and that is what is kept and shown. Raises `LoanUnknown`.
        """
        uscc = self._debtor(loan)
        with self._one:
            kept = self._kept(uscc)
            if kept is None or self._state(kept) != "running":
                kept = self._begin(uscc, actor)
                self._put(uscc, kept)
        return self._view(loan, uscc, kept, language)

    def told(self, loan: str, language: Language) -> AllBanksView:
        """How far a debtor's sum is, and what it told."""
        uscc = self._debtor(loan)
        self._read(uscc)
        return self._view(loan, uscc, self._kept(uscc), language)

    def late(self, uscc: str) -> bool | None:
        """Whether more than a fifth of its debts at all banks is late; None where nobody asked, or too long ago."""
        found = self._read(uscc)
        return None if found is None else found.late(self._office.today())

    def _read(self, uscc: str) -> AllBanks | None:
        kept = self._kept(uscc)
        if kept is None or kept["told"] is not None:
            return None if kept is None else AllBanks.of_document(kept["told"])
        job = self._computing.job(kept["job"])
        if job.state is not JobState.DONE:
            return None
        _, result = self._computing.result(job.id)
        on = self._office.day_of(job.over_at or self._office.now())
        told = read_all_banks(job.id, result, uscc, as_of=on, holders=len(job.spec.parties), own=self._figures(uscc))
        self._put(uscc, kept | {"told": told.document()})
        return told

    def _begin(self, uscc: str, actor: Actor) -> Kept:
        now = self._office.now()
        with self._database.transaction() as connection:
            debtor = debtor_of(connection, uscc)
        subject, bank = debtor.subject, str(self._office.organisation)
        grants = holding(monitoring_grants(self._ledger, debtor, bank, now, joint=True))
        kept: Kept = {"asked_by": actor.name, "asked_at": now.isoformat(), "told": None, "job": None}
        holders = holders_of(grants)
        if holders < PROVIDERS_MIN:
            return kept | {"told": AllBanks(holders, self._office.today()).document()}
        job = self._computing.begin(
            own_row(subject),
            lambda mine: sum_spec(grants, subject, mine, self._ledger, values=DEBTS),
            under=under_grants(grants, subject),
            deadline=now + WITHIN,
        )
        return kept | {"job": job}

    def _debtor(self, loan: str) -> str:
        with self._database.transaction() as connection:
            return store.loan(connection, LoanId(loan)).uscc

    def _state(self, kept: Kept) -> str:
        if kept["job"] is None:
            return "failed"
        state = self._computing.job(kept["job"]).state
        return "running" if state in OPEN_STATES else "done" if state is JobState.DONE else "failed"

    def _kept(self, uscc: str) -> Kept | None:
        with self._database.transaction() as connection:
            return document(connection, _KIND, uscc)

    def _put(self, uscc: str, kept: Kept) -> None:
        with self._database.transaction() as connection:
            put_document(connection, _KIND, uscc, kept, uscc=uscc, at=datetime.fromisoformat(kept["asked_at"]))

    def _view(self, loan: str, uscc: str, kept: Kept | None, language: Language) -> AllBanksView:
        told: Kept = {"loan": loan, "state": "waiting", "asked_at": None, "computation": None}
        told |= {"problem": None, "figures": None}
        if kept is not None:
            told |= {"state": self._state(kept), "asked_at": kept["asked_at"]}
            too_few = None if kept["job"] else TooFewBanks(holders=kept["told"]["holders"], stage=_STAGE)
            told["problem"] = of_computation(self._computing, kept["job"], too_few)
            if kept["job"] is not None:
                told["computation"] = self._computing.computation(kept["job"], language)
            if kept["told"] is not None:
                told["figures"] = self._figures_document(uscc, AllBanks.of_document(kept["told"]))
        return AllBanksView.model_validate(localised(told, language))

    def _figures_document(self, uscc: str, found: AllBanks) -> Kept:
        with self._database.transaction() as connection:
            segment = debtor_of(connection, uscc).segment
        share = found.share
        return found.document() | {
            "share": None if share is None else format(share.quantize(_FOUR), "f"),
            "late": found.late(self._office.today()),
            "applies": segment not in RETAIL,
        }
