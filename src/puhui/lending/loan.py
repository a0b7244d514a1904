"""A loan: its contract, its schedule, and what happened since. Everything else is derived from these. Pure.

`standing(loan, day)` walks payments and changes from the disbursement to `day` and says what is owed, how late the
loan is and what its instalments look like. Nothing accrued is stored, so it does not matter how often anyone looked: a
penalty is the sum over all days, rounded once.

How a payment is used: what is due, in the order of `penalty.Debt` (older instalments first); then the present bill,
that is the next instalment, interest before principal. A payment of exactly what settles the loan settles it, with
interest for the days so far and no more. Interest that was paid with a bill ahead of its day is not given back. What
lies between the present bill and all of it is a prepayment: `prepaying` says by the contract's terms what becomes of
the bills ahead. A revolving line that may be drawn again stays open when nothing is drawn, until it matures.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import ClassVar

from puhui.kernel import yuan
from puhui.kernel.ids import RequestId
from puhui.lending.agreed import AgreedLoan, Payment
from puhui.lending.classification import LoanClass, classify
from puhui.lending.errors import (
    DayBeforeLastEvent,
    LoanAlreadySettled,
    PartialEarlyRepayment,
    RepaymentExceedsDebt,
    RepaymentNotPositive,
)
from puhui.lending.penalty import Debt
from puhui.lending.walking import Book, Line, walk

__all__ = ["STATES", "ActiveLoan", "Bill", "Loan", "OverdueLoan", "Payment", "SettledLoan", "Standing"]
__all__ += ["plan_payment", "standing", "with_state"]
_STAGE = "lending.loan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveLoan(AgreedLoan):
    """Paid out and in order."""

    state: ClassVar[str] = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueLoan(AgreedLoan):
    """Something that was due is not paid."""

    state: ClassVar[str] = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLoan(AgreedLoan):
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

    `due` is owed now; `bill_fen` is that and the rest of the present bill; `payoff_fen` settles the loan; `accrued_fen`
    is interest earned that is not due yet.
    """

    on: date
    due: Debt
    bill_fen: int
    payoff_fen: int
    outstanding_fen: int
    accrued_fen: int
    days_past_due: int
    settled: bool
    bills: tuple[Bill, ...]

    @property
    def loan_class(self) -> LoanClass:
        """The best class that the lateness allows."""
        return classify(self.days_past_due)


def standing(loan: Loan, on: date) -> Standing:
    """How the loan stands on `on`; raises `DayBeforeLastEvent`."""
    return _standing(loan, book_of(loan, on))


def book_of(loan: Loan, on: date) -> Book:
    """The loan's book on `on`; raises `DayBeforeLastEvent`."""
    if on < loan.last_event_on:
        raise DayBeforeLastEvent(day=on, last=loan.last_event_on, stage=_STAGE)
    return walk(loan, on)


def plan_payment(loan: Loan, amount_fen: int, on: date, request: RequestId, *, source: str = "cash") -> Payment:
    """How `amount_fen` on `on` would be used.

    Raises `LoanAlreadySettled`, `RepaymentNotPositive`, `RepaymentExceedsDebt`, `PartialEarlyRepayment`.
    """
    book = book_of(loan, on)
    now = _standing(loan, book)
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
    return Payment(request, on, amount_fen, book.pay(amount_fen, settles=settles), settles, source)


def with_state(loan: Loan, on: date) -> Loan:
    """The loan in the type of its state on `on`."""
    now = standing(loan, on)
    kind = SettledLoan if now.settled else OverdueLoan if now.days_past_due else ActiveLoan
    return kind(**{item.name: getattr(loan, item.name) for item in fields(loan)})


def changed(loan: Loan, on: date, **parts: object) -> Loan:
    """The loan with other parts, in the type of its state on `on`."""
    return with_state(replace(loan, **parts), on)  # type: ignore[arg-type]


def _stays_open(loan: AgreedLoan, on: date) -> bool:
    return loan.redraws and loan.closed_on is None and loan.renewed_by is None and on < loan.matures_on


def _standing(loan: Loan, book: Book) -> Standing:
    due, present, ahead = book.due(), book.present(), book.ahead()
    late = [(book.day - line.due_on).days for line in book.lines if line.due_on < book.day and line.open]
    accrued = book.interest_so_far()
    cleared = due.total_fen == 0 and not any(line.open for line in book.lines)
    return Standing(
        on=book.day,
        due=due,
        bill_fen=due.total_fen + (present.open if present else 0),
        payoff_fen=due.total_fen + sum(line.open_principal for line in ahead) + accrued + book.early_fee(),
        outstanding_fen=sum(line.open_principal for line in book.lines),
        accrued_fen=accrued,
        days_past_due=max(late, default=0),
        settled=cleared and not _stays_open(loan, book.day),
        bills=tuple(_bill(line, book.day) for line in book.lines),
    )


def _bill(line: Line, day: date) -> Bill:
    if not line.open:
        state = "paid"
    elif line.due_on < day:
        state = "overdue"
    elif line.due_on == day:
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
