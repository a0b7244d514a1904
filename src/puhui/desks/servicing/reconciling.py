"""The core system's daily file beside our closed business date: looked at, kept, shown again.

The command and the portal take the same way. What came of a file is kept before it is answered, so nobody has to keep
the answer; the same file again answers what is kept, unless our books have changed so that it comes out otherwise.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from puhui.desks.tables.writing import Value, as_csv, as_workbook
from puhui.desks.views.reconciling import (
    ReconciliationItem,
    ReconciliationList,
    ReconciliationSum,
    ReconciliationSummary,
    ReconciliationView,
)
from puhui.kernel import Language
from puhui.kernel.ids import LoanId, NotAnId, ReconciliationId
from puhui.lending import store
from puhui.lending.accruing import store as nights
from puhui.lending.accruing.running import accruals
from puhui.lending.errors import LoanUnknown, NotAccruedYet
from puhui.lending.loan import Loan
from puhui.lending.office import LoanOffice
from puhui.lending.reconciling import CoreDay, Difference, parse_core_day, reconcile
from puhui.lending.reconciling import store as kept
from puhui.lending.reconciling.comparing import LABELS
from puhui.lending.reconciling.layout import BALANCES
from puhui.lending.reconciling.store import Look, Outcome, Sum
from puhui.storage import Database

SHOWN_MAX = 1_000
HEADS = (
    *("business_date", "loan", "what", "label", "ours_yuan", "core_yuan", "difference_yuan"),
    *("cause", "text", "reference"),
)


class ReconcilingDesk:
    """One bank's, safe from many threads."""

    def __init__(self, *, office: LoanOffice, database: Database) -> None:
        self._office, self._database = office, database

    def reconcile(self, file: bytes, by: str) -> Look:
        """Compare, and keep what came of it; raises `CoreFileBroken`, `NotAccruedYet`."""
        core = parse_core_day(file)
        with self._database.reading() as connection:
            run = nights.run(connection, core.business_date)
            if run is None or run.closed_at is None:
                raise NotAccruedYet(day=core.business_date, stage="desks.servicing")
            ours = {str(row["loan"]): row for row in accruals(connection, core.business_date).to_dicts()}

            def loan_of(id: str) -> Loan | None:
                try:
                    return store.loan(connection, LoanId(id))
                except (LoanUnknown, NotAnId):
                    return None

            outcome = _outcome(core, ours, reconcile(core, ours, loan_of))
        look = Look(
            id=ReconciliationId.new(self._office.clock, self._office.entropy),
            business_date=core.business_date,
            file_digest=self._office.digest(file).hex(),
            at=self._office.now(),
            by=by,
            outcome=outcome,
        )
        with self._database.transaction() as connection:
            return kept.keep(connection, look, self._office.digest(outcome.encoded()).hex())

    def looks(self, after: str, limit: int, language: Language) -> ReconciliationList:
        """What was reconciled, the latest business date first; the differences stand in each look alone."""
        with self._database.reading() as connection:
            total, found = kept.looks(connection, after=after, limit=limit + 1)
        items = [ReconciliationSummary(**_summary(one, language)) for one in found[:limit]]
        return ReconciliationList(items=items, total=total, next=items[-1].id if len(found) > limit else None)

    def look(self, id_: str, language: Language) -> ReconciliationView:
        """One of them with its differences, the first `SHOWN_MAX`; raises `ReconciliationUnknown`."""
        look = self._look(id_)
        first = look.outcome.differences[:SHOWN_MAX]
        items = [_item(one, language) for one in first]
        return ReconciliationView(**_summary(look, language), items=items)

    def table(self, id_: str, form: Literal["csv", "xlsx"], language: Language) -> bytes:
        """All its differences as a file, in yuan; raises `ReconciliationUnknown`."""
        look = self._look(id_)
        rows = [_row(look, one, language) for one in look.outcome.differences]
        return as_csv(HEADS, rows) if form == "csv" else as_workbook("differences", HEADS, rows)

    def _look(self, id_: str) -> Look:
        with self._database.reading() as connection:
            return kept.look(connection, id_)


def _outcome(core: CoreDay, ours: Mapping[str, Mapping[str, Any]], found: list[Difference]) -> Outcome:
    loans = {loan for loan, _ in core.balances} | {one.loan for one in core.movements} | set(ours)
    sums = []
    for what in BALANCES:
        theirs = sum(fen for (_, name), fen in core.balances.items() if name == what)
        sums.append(Sum(what, sum(int(one[what]) for one in ours.values()), theirs))
    return Outcome(
        loans=len(loans),
        differing=len({one.loan for one in found}),
        balances=len(core.balances),
        movements=len(core.movements),
        sums=tuple(sums),
        differences=tuple(found),
    )


def _summary(look: Look, language: Language) -> dict[str, Any]:
    outcome = look.outcome
    sums = [
        ReconciliationSum(
            what=one.what,
            label=LABELS[one.what].in_(language),
            ours_fen=one.ours_fen,
            core_fen=one.core_fen,
            difference_fen=one.core_fen - one.ours_fen,
        )
        for one in outcome.sums
    ]
    return {
        "id": str(look.id),
        "business_date": look.business_date,
        "at": look.at,
        "by": look.by,
        "file_digest": look.file_digest,
        "loans": outcome.loans,
        "differing": outcome.differing,
        "balances": outcome.balances,
        "movements": outcome.movements,
        "differences": len(outcome.differences),
        "sums": sums,
    }


def _item(one: Difference, language: Language) -> ReconciliationItem:
    return ReconciliationItem(
        loan=one.loan,
        here=one.cause != "loan_not_here",
        what=one.what,
        label=one.label.in_(language),
        ours_fen=one.ours_fen,
        core_fen=one.core_fen,
        difference_fen=one.difference_fen,
        cause=one.cause,
        text=one.text.in_(language),
        reference=one.reference,
    )


def _row(look: Look, one: Difference, language: Language) -> list[Value]:
    money = [_yuan(fen) for fen in (one.ours_fen, one.core_fen, one.difference_fen)]
    what, why = (one.what, one.label.in_(language)), (one.cause, one.text.in_(language), one.reference)
    return [look.business_date, one.loan, *what, *money, *why]


def _yuan(fen: int) -> Decimal:
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))
