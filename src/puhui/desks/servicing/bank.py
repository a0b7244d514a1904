"""The bank's desk for its loans: quotes and statements, classes, and requests for relief decided by its people.

Each step is one transaction: the lending room's state and event, and the news that the portal is owed.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.bank.books import LoanBook, repayment_of
from puhui.desks.localising import localised
from puhui.desks.servicing.documents import Document, quality_document, quote_document
from puhui.desks.views import (
    QualityView,
    QuoteView,
    ReliefAnswer,
    ReliefList,
    ReliefProposal,
    ReliefView,
    StatementView,
)
from puhui.kernel import Language
from puhui.kernel.ids import LoanId, ReliefId
from puhui.lending import relief as easing
from puhui.lending import store
from puhui.lending.accruing.running import AccrualTotals, Told, accrue, accrue_due
from puhui.lending.listing import Sought
from puhui.lending.loan import Loan, standing
from puhui.lending.office import LoanOffice
from puhui.lending.quality import Claim, Classified, by_itself, of_debtor
from puhui.storage import Database


class ServicingDesk:
    """One bank's care of what it has lent. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        book: LoanBook,
        database: Database,
        late_at_all_banks: Callable[[str], bool | None],
        wake: Callable[[], None],
    ) -> None:
        self._office, self._book, self._database, self._wake = office, book, database, wake
        self._late_at_all_banks = late_at_all_banks

    def quote(self, id_: str, amount_fen: int | None, language: Language) -> QuoteView:
        """What the loan owes today, and what a payment would do."""
        with self._database.transaction() as connection:
            loan = store.loan(connection, LoanId(id_))
        return QuoteView.model_validate(localised(quote_document(loan, self._day(loan), amount_fen), language))

    def statement(self, id_: str, language: Language) -> StatementView:
        """The loan's statement up to today."""
        return StatementView.model_validate(localised(self.statement_document(id_), language))

    def statement_document(self, id_: str) -> Document:
        """The same in both languages."""
        with self._database.transaction() as connection:
            return self._book.statement(connection, store.loan(connection, LoanId(id_)))

    def quality(self, id_: str, language: Language) -> QualityView:
        """The loan's class today, with the debtor's other loans here in mind, and what all banks said together."""
        with self._database.transaction() as connection:
            uscc = store.loan(connection, LoanId(id_)).uscc
        late = self._late_at_all_banks(uscc)
        with self._database.transaction() as connection:
            loan = store.loan(connection, LoanId(id_))
            found = self._classified(connection, loan, late)
        return QualityView.model_validate(localised(quality_document(loan, found, self._office.today()), language))

    def reliefs(self, uscc: str | None, language: Language) -> ReliefList:
        """Requests for relief, newest first."""
        with self._database.transaction() as connection:
            found = easing.store.cases(connection, uscc=uscc)
            items = [self._book.relief(connection, case, for_bank=True) for case in found]
        return ReliefList.model_validate({"items": localised(items, language)})

    def relief(self, id_: str, language: Language) -> ReliefView:
        """One request, with its conditions as they stand today."""
        with self._database.transaction() as connection:
            told = self._book.relief(connection, easing.store.case(connection, ReliefId(id_)), for_bank=True)
        return ReliefView.model_validate(localised(told, language))

    def owner_of_relief(self, id_: str) -> str:
        """The borrower's code; raises `ReliefUnknown`."""
        with self._database.transaction() as connection:
            return easing.store.case(connection, ReliefId(id_)).uscc

    def propose(self, id_: str, request: ReliefProposal, actor: Actor, language: Language) -> ReliefView:
        """An officer answers what asks, and would grant it."""
        terms = None
        if request.renewal is not None:
            terms = easing.RenewalTerms(
                annual_rate=Decimal(request.renewal.annual_rate),
                term_months=request.renewal.term_months,
                repayment=repayment_of(request.renewal.repayment),
            )
        with self._database.transaction() as connection:
            case = easing.propose_relief(
                connection,
                self._office,
                ReliefId(id_),
                answers=self._answers(request.answers, actor),
                renewal=terms,
                by=actor.name,
            )
            self._tell(connection, case.loan)
        self._wake()
        return self.relief(id_, language)

    def confirm(self, id_: str, actor: Actor, language: Language) -> ReliefView:
        """A second person says yes."""
        with self._database.transaction() as connection:
            case = easing.confirm_relief(connection, self._office, ReliefId(id_), by=actor.name)
            self._tell(connection, case.loan)
        self._wake()
        return self.relief(id_, language)

    def decline(self, id_: str, reason: str, actor: Actor, language: Language) -> ReliefView:
        """Refuse it, and say why."""
        with self._database.transaction() as connection:
            case = easing.decline_relief(connection, self._office, ReliefId(id_), reason=reason, by=actor.name)
            self._tell(connection, case.loan)
        self._wake()
        return self.relief(id_, language)

    def accrue(self, day: date | None = None, told: Told | None = None) -> AccrualTotals:
        """Accrue every loan for a business date, today unless it is given; a closed date is answered as it was."""
        return accrue(self._database, self._office, day or self._office.today(), told=told)

    def accrue_due(self) -> int:
        """Accrue the dates that have come since the last one; how many."""
        closed = accrue_due(self._database, self._office)
        if closed:
            self._wake()
        return closed

    def _answers(self, given: Sequence[ReliefAnswer], actor: Actor) -> list[easing.Answer]:
        now = self._office.now()
        return [easing.Answer(one.code, one.holds, one.seen, actor.name, now) for one in given]

    def _classified(self, connection: Connection, loan: Loan, late: bool | None) -> Classified:
        application = store.application(connection, loan.application)
        debts = [
            one
            for one in store.loans(connection, Sought(uscc=loan.uscc)).items
            if one.state != "settled" or one.id == loan.id
        ]
        claims = []
        for one in debts:
            now = standing(one, self._day(one))
            claims.append(Claim(str(one.id), now.outstanding_fen, by_itself(one, now)))
        segment = application.applicant.segment
        found = of_debtor(claims, segment=segment, late_at_all_banks=late, on=self._office.today())
        return found[str(loan.id)]

    def _tell(self, connection: Connection, loan: LoanId) -> None:
        self._book.tell(connection, store.application(connection, store.loan(connection, loan).application))

    def _day(self, loan: Loan) -> date:
        return max(self._office.today(), loan.last_event_on)
