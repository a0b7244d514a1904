"""A loan: its contract, its schedule, and the payments so far. Everything else is derived from these. Pure.

`standing(loan, day)` walks the payments from the disbursement to `day` and says what is owed, how late the loan is and
what its instalments look like. Nothing accrued is stored, so it does not matter how often anyone looked: a penalty is
the sum over all days, rounded once.

How a payment is used: what is due, in the order of `penalty.Debt` (older instalments first); then the present bill,
that is the next instalment, interest before principal. A payment of exactly what settles the loan settles it, with
interest for the days so far and no more. Interest that was paid with a bill ahead of its day is not given back.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from puhui.kernel import yuan
from puhui.kernel.ids import ApplicationId, LoanId, OrgId, RequestId
from puhui.lending.classification import LoanClass, classify
from puhui.lending.errors import (
    DayBeforeLastEvent,
    LoanAlreadySettled,
    PartialEarlyRepayment,
    RepaymentExceedsDebt,
    RepaymentNotPositive,
)
from puhui.lending.penalty import Debt, allocate
from puhui.lending.schedule import DayCount, Instalment, interest_of_fen_days, months_after, schedule
from puhui.market import Repayment

_STAGE = "lending.loan"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received, and how it was used."""

    request: RequestId
    on: date
    amount_fen: int
    used: Debt
    settles: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loan:
    id: LoanId
    application: ApplicationId
    uscc: str
    lender: OrgId
    contract_digest: str
    principal_fen: int
    annual_rate: Decimal
    term_months: int
    repayment: Repayment
    day_count: DayCount
    penalty_multiplier: Decimal
    disbursed_on: date
    disbursed_at: datetime
    payments: tuple[Payment, ...]
    version: int

    state: ClassVar[str]

    @property
    def matures_on(self) -> date:
        """The day of the last instalment."""
        return months_after(self.disbursed_on, self.term_months)

    def instalments(self) -> list[Instalment]:
        """The schedule of the contract."""
        return schedule(
            self.principal_fen,
            self.annual_rate,
            self.term_months,
            self.repayment,
            self.disbursed_on,
            day_count=self.day_count,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveLoan(_Loan):
    """Paid out and in order."""

    state: ClassVar[str] = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueLoan(_Loan):
    """Something that was due is not paid."""

    state: ClassVar[str] = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLoan(_Loan):
    """All is paid."""

    state: ClassVar[str] = "settled"


Loan = ActiveLoan | OverdueLoan | SettledLoan
STATES: dict[str, type[Loan]] = {kind.state: kind for kind in (ActiveLoan, OverdueLoan, SettledLoan)}


@dataclass(frozen=True, slots=True)
class Bill:
    """One instalment with what was paid of it. `state`: `upcoming`, `due`, `overdue`, `paid`."""

    number: int
    due_on: date
    principal_fen: int
    interest_fen: int
    paid_principal_fen: int
    paid_interest_fen: int
    state: str

    @property
    def total_fen(self) -> int:
        """Principal and interest."""
        return self.principal_fen + self.interest_fen

    @property
    def paid_fen(self) -> int:
        """What was paid of both."""
        return self.paid_principal_fen + self.paid_interest_fen


@dataclass(frozen=True, slots=True)
class Standing:
    """How a loan stands on a day, before anything else is paid on it.

    `due` is owed now; `bill_fen` is that and the rest of the present bill; `payoff_fen` settles the loan.
    """

    on: date
    due: Debt
    bill_fen: int
    payoff_fen: int
    outstanding_fen: int
    days_past_due: int
    settled: bool
    bills: tuple[Bill, ...]

    @property
    def loan_class(self) -> LoanClass:
        """The best class that the lateness allows."""
        return classify(self.days_past_due)


def standing(loan: Loan, on: date) -> Standing:
    """How the loan stands on `on`; raises `DayBeforeLastEvent`."""
    last = max((payment.on for payment in loan.payments), default=loan.disbursed_on)
    if on < last:
        raise DayBeforeLastEvent(day=on, last=last, stage=_STAGE)
    book = _Book(loan)
    for payment in loan.payments:
        book.accrue_to(payment.on)
        book.pay(payment.amount_fen, settles=payment.settles)
    book.accrue_to(on)
    return book.standing()


def plan_payment(loan: Loan, amount_fen: int, on: date, request: RequestId) -> Payment:
    """How `amount_fen` on `on` would be used.

    Raises `LoanAlreadySettled`, `RepaymentNotPositive`, `RepaymentExceedsDebt`, `PartialEarlyRepayment`.
    """
    now = standing(loan, on)
    if now.settled:
        raise LoanAlreadySettled(loan=loan.id, stage=_STAGE)
    if amount_fen <= 0:
        raise RepaymentNotPositive(amount=yuan(amount_fen), stage=_STAGE)
    if amount_fen > now.payoff_fen:
        raise RepaymentExceedsDebt(amount=yuan(amount_fen), day=on, owed=yuan(now.payoff_fen), stage=_STAGE)
    settles = amount_fen == now.payoff_fen
    if not settles and amount_fen > now.bill_fen:
        raise PartialEarlyRepayment(
            amount=yuan(amount_fen), bill=yuan(now.bill_fen), owed=yuan(now.payoff_fen), stage=_STAGE
        )
    book = _Book(loan)
    for payment in loan.payments:
        book.accrue_to(payment.on)
        book.pay(payment.amount_fen, settles=payment.settles)
    book.accrue_to(on)
    return Payment(request, on, amount_fen, book.pay(amount_fen, settles=settles), settles)


def with_state(loan: Loan, on: date) -> Loan:
    """The loan in the type of its state on `on`."""
    now = standing(loan, on)
    kind = SettledLoan if now.settled else OverdueLoan if now.days_past_due else ActiveLoan
    return kind(**{item.name: getattr(loan, item.name) for item in fields(loan)})


@dataclass(slots=True)
class _Line:
    """A bill while the book is walked. Sums that lie overdue are kept in fen-days and rounded once."""

    number: int
    due_on: date
    starts_on: date
    principal: int
    interest: int
    paid_principal: int = 0
    paid_interest: int = 0

    @property
    def open_principal(self) -> int:
        return self.principal - self.paid_principal

    @property
    def open_interest(self) -> int:
        return self.interest - self.paid_interest

    @property
    def open(self) -> int:
        return self.open_principal + self.open_interest


@dataclass(slots=True)
class _Book:
    loan: Loan
    day: date = field(init=False)
    lines: list[_Line] = field(init=False)
    overdue_fen_days: int = 0
    unpaid_interest_fen_days: int = 0
    drawn_fen_days: int = 0
    paid_penalty: int = 0
    paid_compound: int = 0

    def __post_init__(self) -> None:
        self.day = self.loan.disbursed_on
        self.lines = [
            _Line(one.number, one.due_on, one.starts_on, one.principal_fen, one.interest_fen)
            for one in self.loan.instalments()
        ]
        if self._revolving:
            self.lines[0].interest = 0  # grows by the day instead

    @property
    def _revolving(self) -> bool:
        return self.loan.repayment is Repayment.REVOLVING

    @property
    def _rate(self) -> Fraction:
        return Fraction(self.loan.annual_rate)

    def accrue_to(self, day: date) -> None:
        """Let the days up to `day` (not included) pass."""
        for line in self.lines:
            late = (day - max(self.day, line.due_on)).days
            if late > 0:
                self.overdue_fen_days += line.open_principal * late
                self.unpaid_interest_fen_days += line.open_interest * late
        if self._revolving:
            line = self.lines[0]
            days = max(0, (min(day, line.due_on) - self.day).days)
            self.drawn_fen_days += line.open_principal * days
            line.interest = interest_of_fen_days(self.drawn_fen_days, self._rate, self.loan.day_count)
        self.day = day

    def due(self) -> Debt:
        """What is owed on this day."""
        rate = self._rate * Fraction(self.loan.penalty_multiplier)
        lines = self._due_lines()
        return Debt(
            penalty_fen=interest_of_fen_days(self.overdue_fen_days, rate, self.loan.day_count) - self.paid_penalty,
            compound_fen=interest_of_fen_days(self.unpaid_interest_fen_days, rate, self.loan.day_count)
            - self.paid_compound,
            interest_fen=sum(line.open_interest for line in lines),
            principal_fen=sum(line.open_principal for line in lines),
        )

    def pay(self, amount: int, *, settles: bool) -> Debt:
        """Use a payment; answers how."""
        used = allocate(min(amount, self.due().total_fen), self.due())
        self.paid_penalty += used.penalty_fen
        self.paid_compound += used.compound_fen
        self._spread(self._due_lines(), used.interest_fen, used.principal_fen)
        rest = amount - used.total_fen
        if settles:
            ahead = self._settle()
        else:
            line = self._present()
            interest = min(rest, line.open_interest) if line else 0
            ahead = Debt(interest_fen=interest, principal_fen=rest - interest)
            self._spread([line] if line else [], ahead.interest_fen, ahead.principal_fen)
        return replace(
            used,
            interest_fen=used.interest_fen + ahead.interest_fen,
            principal_fen=used.principal_fen + ahead.principal_fen,
        )

    def standing(self) -> Standing:
        """How the loan stands now."""
        due, present = self.due(), self._present()
        ahead = [line for line in self.lines if line.due_on > self.day]
        late = [(self.day - line.due_on).days for line in self.lines if line.due_on < self.day and line.open]
        outstanding = sum(line.open_principal for line in self.lines)
        return Standing(
            on=self.day,
            due=due,
            bill_fen=due.total_fen + (present.open if present else 0),
            payoff_fen=due.total_fen + sum(line.open_principal for line in ahead) + self._interest_so_far(),
            outstanding_fen=outstanding,
            days_past_due=max(late, default=0),
            settled=due.total_fen == 0 and not any(line.open for line in self.lines),
            bills=tuple(self._bill(line) for line in self.lines),
        )

    def _settle(self) -> Debt:
        """Pay all principal ahead, and of the interest ahead only that of the days so far."""
        interest, present = self._interest_so_far(), self._present()
        principal = 0
        for line in self.lines:
            if line.due_on > self.day:
                principal += line.open_principal
                line.paid_principal = line.principal
                line.paid_interest += interest if line is present else 0
                line.interest = line.paid_interest
        return Debt(interest_fen=interest, principal_fen=principal)

    def _interest_so_far(self) -> int:
        """Interest of the present period up to today that is not paid yet; never more than the bill says."""
        line = self._present()
        if line is None:
            return 0
        if self._revolving:
            return line.open_interest
        lent = sum(one.open_principal for one in self.lines if one.due_on > self.day)
        days = max(0, (self.day - line.starts_on).days)
        accrued = interest_of_fen_days(lent * days, self._rate, self.loan.day_count)
        return max(0, min(accrued, line.interest) - line.paid_interest)

    def _present(self) -> _Line | None:
        """The first bill that is not due yet and not paid."""
        return next((line for line in self.lines if line.due_on > self.day and line.open), None)

    def _due_lines(self) -> list[_Line]:
        return [line for line in self.lines if line.due_on <= self.day]

    @staticmethod
    def _spread(lines: list[_Line], interest: int, principal: int) -> None:
        for line in lines:
            part = min(interest, line.open_interest)
            line.paid_interest += part
            interest -= part
            part = min(principal, line.open_principal)
            line.paid_principal += part
            principal -= part

    def _bill(self, line: _Line) -> Bill:
        if not line.open:
            state = "paid"
        elif line.due_on < self.day:
            state = "overdue"
        elif line.due_on == self.day:
            state = "due"
        else:
            state = "upcoming"
        return Bill(
            line.number,
            line.due_on,
            line.principal,
            line.interest,
            line.paid_principal,
            line.paid_interest,
            state,
        )
