"""The book of one loan, walked from its disbursement through payments and changes to a day. Exact, pure.

`walk` is the one way to learn what a loan owes; `loan.standing` and `loan.plan_payment` ask it, and
`accruing.positions` takes from it what a whole book of loans needs to be accrued at once.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from puhui.lending.agreed import AgreedLoan, Drawing, PlannedBill, Revision, Waiver
from puhui.lending.penalty import Debt, allocate
from puhui.lending.schedule import interest_of_fen_days, round_half_up
from puhui.market import Repayment


@dataclass(slots=True)
class Line:
    """A bill while the book is walked."""

    number: int
    starts_on: date
    accrues_to: date
    due_on: date
    principal: int
    interest: int
    paid_principal: int = 0
    paid_interest: int = 0

    @property
    def open_principal(self) -> int:
        """Principal that is not paid."""
        return self.principal - self.paid_principal

    @property
    def open_interest(self) -> int:
        """Interest that is not paid."""
        return self.interest - self.paid_interest

    @property
    def open(self) -> int:
        """All that is not paid."""
        return self.open_principal + self.open_interest


@dataclass(slots=True)
class Book:
    """A loan's lines and what has accrued on them. Sums that lie overdue are kept in fen-days and rounded once."""

    loan: AgreedLoan
    day: date = field(init=False)
    lines: list[Line] = field(init=False)
    overdue_fen_days: int = 0
    unpaid_interest_fen_days: int = 0
    drawn_fen_days: int = 0
    paid_penalty: int = 0
    paid_compound: int = 0
    open_costs: int = 0

    def __post_init__(self) -> None:
        self.day = self.loan.disbursed_on
        self.lines = [
            Line(one.number, one.starts_on, one.due_on, one.due_on, one.principal_fen, one.interest_fen)
            for one in self.loan.instalments()
        ]
        if self.revolving:
            self.drawn.interest = 0  # grows by the day instead

    @property
    def revolving(self) -> bool:
        """Whether interest grows by the day on what is drawn."""
        return self.loan.repayment is Repayment.REVOLVING

    @property
    def drawn(self) -> Line:
        """The one bill of a revolving line's principal."""
        return next(line for line in self.lines if line.number == 1)

    @property
    def _rate(self) -> Fraction:
        return Fraction(self.loan.annual_rate)

    def accrue_to(self, day: date) -> None:
        """Let the days up to `day` (not included) pass."""
        if self.revolving:  # before lateness: what has grown by the due day is what lies unpaid after it
            line = self.drawn
            days = max(0, (min(day, line.accrues_to) - self.day).days)
            self.drawn_fen_days += line.open_principal * days
            line.interest = interest_of_fen_days(self.drawn_fen_days, self._rate, self.loan.day_count)
        for line in self.lines:
            if line.due_on >= day:
                break
            late = (day - max(self.day, line.due_on)).days
            self.overdue_fen_days += line.open_principal * late
            self.unpaid_interest_fen_days += line.open_interest * late
        self.day = day

    def change(self, change: Revision | Waiver | Drawing) -> None:
        """Take up an agreed change on its day."""
        match change:
            case Revision():
                self._revise(change)
            case Waiver():
                self.paid_penalty += change.penalty_fen
                self.paid_compound += change.compound_fen
            case Drawing():
                self.drawn.principal += change.amount_fen

    def due(self) -> Debt:
        """What is owed on this day."""
        rate = self._rate * Fraction(self.loan.penalty_multiplier)
        lines = self._due_lines()
        return Debt(
            costs_fen=self.open_costs,
            penalty_fen=interest_of_fen_days(self.overdue_fen_days, rate, self.loan.day_count) - self.paid_penalty,
            compound_fen=interest_of_fen_days(self.unpaid_interest_fen_days, rate, self.loan.day_count)
            - self.paid_compound,
            interest_fen=sum(line.open_interest for line in lines),
            principal_fen=sum(line.open_principal for line in lines),
        )

    def pay(self, amount: int, *, settles: bool) -> Debt:
        """Use a payment; answers how."""
        due = self.due()
        used = allocate(min(amount, due.total_fen), due)
        self.open_costs -= used.costs_fen
        self.paid_penalty += used.penalty_fen
        self.paid_compound += used.compound_fen
        self._spread(self._due_lines(), used.interest_fen, used.principal_fen)
        rest = amount - used.total_fen
        if settles:
            ahead = self._settle()
        else:
            line = self.present()
            interest = min(rest, line.open_interest) if line else 0
            ahead = Debt(interest_fen=interest, principal_fen=rest - interest)
            self._spread([line] if line else [], ahead.interest_fen, ahead.principal_fen)
        return replace(
            used,
            costs_fen=used.costs_fen + ahead.costs_fen,
            interest_fen=used.interest_fen + ahead.interest_fen,
            principal_fen=used.principal_fen + ahead.principal_fen,
        )

    def ahead(self) -> list[Line]:
        """The bills that are not due yet."""
        return [line for line in self.lines if line.due_on > self.day]

    def present(self) -> Line | None:
        """The first bill that is not due yet and not paid."""
        return next((line for line in self.lines if line.due_on > self.day and line.open), None)

    def early_fee(self) -> int:
        """What the contract asks for repaying all principal ahead today."""
        terms = self.loan.prepayment
        if terms is None or self.revolving:
            return 0
        return round_half_up(sum(line.open_principal for line in self.ahead()) * Fraction(terms.fee_rate))

    def interest_so_far(self) -> int:
        """Interest earned and not due yet that is not paid."""
        return sum(max(0, self.earned(line) - line.paid_interest) for line in self.ahead())

    def earned(self, line: Line) -> int:
        """A line's interest up to today; never more than the bill says, and all of it once its period is over."""
        if self.revolving and line is self.drawn:
            return line.interest
        if self.day >= line.accrues_to:
            return line.interest
        days = (self.day - line.starts_on).days
        if days <= 0:
            return 0
        lent = sum(one.open_principal for one in self.ahead())
        return min(interest_of_fen_days(lent * days, self._rate, self.loan.day_count), line.interest)

    def _settle(self) -> Debt:
        """Pay all principal ahead, of the interest ahead only that of the days so far, and what the contract asks."""
        costs, interest, principal = self.early_fee(), 0, 0
        owed = [(line, max(0, self.earned(line) - line.paid_interest)) for line in self.ahead()]
        for line, part in owed:
            interest += part
            principal += line.open_principal
            line.paid_principal = line.principal
            line.paid_interest += part
            line.interest = line.paid_interest
        return Debt(costs_fen=costs, interest_fen=interest, principal_fen=principal)

    def _revise(self, revision: Revision) -> None:
        held = {line.number: line for line in self.lines if line.number not in revision.removed}
        held |= {bill.number: _line(bill, held.get(bill.number)) for bill in revision.bills}
        if self.revolving:
            held[self.drawn.number].interest = self.drawn.interest  # grown, not agreed
        self.lines = sorted(held.values(), key=lambda line: (line.due_on, line.number))
        self.open_costs += revision.fee_fen

    def _due_lines(self) -> list[Line]:
        return [line for line in self.lines if line.due_on <= self.day]

    @staticmethod
    def _spread(lines: list[Line], interest: int, principal: int) -> None:
        for line in lines:
            part = min(interest, line.open_interest)
            line.paid_interest += part
            interest -= part
            part = min(principal, line.open_principal)
            line.paid_principal += part
            principal -= part


def walk(loan: AgreedLoan, on: date | None = None) -> Book:
    """The book of `loan` on `on`, or as its last event left it; `on` must not lie before that."""
    book, changes = Book(loan), loan.changes
    for count, payment in enumerate(loan.payments):
        while changes and changes[0].payments_before <= count:
            _take(book, changes.pop(0))
        book.accrue_to(payment.on)
        book.pay(payment.amount_fen, settles=payment.settles)
    for change in changes:
        _take(book, change)
    if on is not None:
        book.accrue_to(on)
    return book


def _take(book: Book, change: Revision | Waiver | Drawing) -> None:
    book.accrue_to(change.on)
    book.change(change)


def _line(bill: PlannedBill, before: Line | None) -> Line:
    paid = (0, 0) if before is None else (before.paid_principal, before.paid_interest)
    return Line(bill.number, bill.starts_on, bill.accrues_to, bill.due_on, bill.principal_fen, bill.interest_fen, *paid)
