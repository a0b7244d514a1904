"""A loan's statement: every movement since the disbursement, how it was used, and the principal after it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from puhui.lending.agreed import Change, Drawing, Payment, Revision, Waiver
from puhui.lending.loan import Loan
from puhui.lending.penalty import Debt


@dataclass(frozen=True, slots=True)
class Movement:
    """One line: `kind` is `disbursed`, `repaid`, `renewed`, `drawn`, `waived`, `prepayment` or `deferral`.

    `used` is how a payment was used, or what was waived; the last two kinds move no money.
    """

    on: date
    kind: str
    amount_fen: int
    used: Debt
    balance_fen: int


def movements(loan: Loan) -> list[Movement]:
    """All movements in order. The balance of the last is what is outstanding. A waiver of nothing is none."""
    return list(_movements(loan))


def paid_in_all(loan: Loan) -> Debt:
    """What was paid, part by part."""
    total = Debt()
    for payment in loan.payments:
        total = Debt(
            total.costs_fen + payment.used.costs_fen,
            total.penalty_fen + payment.used.penalty_fen,
            total.compound_fen + payment.used.compound_fen,
            total.interest_fen + payment.used.interest_fen,
            total.principal_fen + payment.used.principal_fen,
        )
    return total


def _movements(loan: Loan) -> Iterator[Movement]:
    balance, changes = loan.paid_out_fen, loan.changes
    yield Movement(loan.disbursed_on, "disbursed", balance, Debt(), balance)
    for count, payment in enumerate((*loan.payments, None)):
        while changes and (payment is None or changes[0].payments_before <= count):
            change = changes.pop(0)
            balance += change.amount_fen if isinstance(change, Drawing) else 0
            if not isinstance(change, Waiver) or change.penalty_fen + change.compound_fen:
                yield _of_change(change, balance)
        if payment is not None:
            balance -= payment.used.principal_fen
            yield _of_payment(payment, balance)


def _of_payment(payment: Payment, balance: int) -> Movement:
    kind = "repaid" if payment.source == "cash" else "renewed"
    return Movement(payment.on, kind, payment.amount_fen, payment.used, balance)


def _of_change(change: Change, balance: int) -> Movement:
    match change:
        case Drawing():
            return Movement(change.on, "drawn", change.amount_fen, Debt(), balance)
        case Waiver():
            waived = Debt(penalty_fen=change.penalty_fen, compound_fen=change.compound_fen)
            return Movement(change.on, "waived", waived.total_fen, waived, balance)
        case Revision():
            return Movement(change.on, change.cause.value, 0, Debt(), balance)
