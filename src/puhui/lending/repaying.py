"""Money comes back, or does not: repayments, prepayments, lateness, and the end of a loan."""

from dataclasses import fields, replace

from sqlalchemy.engine import Connection

from puhui.kernel.ids import LoanId, RequestId
from puhui.lending import store
from puhui.lending.errors import RequestReused
from puhui.lending.loan import Loan, OverdueLoan, SettledLoan, changed, plan_payment, standing, with_state
from puhui.lending.office import LoanOffice
from puhui.lending.penalty import Debt
from puhui.lending.prepaying import is_prepayment, plan_prepayment

_STAGE = "lending.repaying"


def repay(connection: Connection, office: LoanOffice, id: LoanId, amount_fen: int, *, request: RequestId) -> Loan:
    """Take a repayment today. The same request again changes nothing.

    Raises `RequestReused` when the same request names another amount, `RepaymentNotPositive`,
    `RepaymentExceedsDebt` (which says what is owed), `PrepaymentNotAgreed`, `PartialEarlyRepayment`,
    `LoanAlreadySettled`.
    """
    loan = store.loan(connection, id)
    for known in loan.payments:
        if known.request == request:
            if known.amount_fen != amount_fen:
                raise RequestReused(request=request, application=id, stage=_STAGE)
            return loan
    on = office.today()
    if is_prepayment(loan, amount_fen, on):
        revision, payment = plan_prepayment(loan, amount_fen, on, request)
        loan = replace(loan, revisions=(*loan.revisions, revision))
        store.record(connection, office, id, "bills.revised", {"loan": id, "revision": revision})
    else:
        payment = plan_payment(loan, amount_fen, on, request)
    paid = store.save_loan(connection, changed(loan, on, payments=(*loan.payments, payment)))
    document = {"loan": id, "payment": payment, "outstanding_fen": standing(paid, on).outstanding_fen}
    store.record(connection, office, id, "repayment.received", document)
    record_settled(connection, office, paid)
    return paid


def next_request(loan: Loan) -> RequestId:
    """The number under which the next movement of the loan as it stands is asked for.

    Whoever looks at the same state gets the same number: of two payments of it, from a double click, a second window or
    an answer that got lost, one is taken. It is new once anything has moved.
    """
    moved = len(loan.payments) + loan.next_seq
    return RequestId(f"req_{loan.id.partition('_')[2][:19]}{moved:07d}")


def record_settled(connection: Connection, office: LoanOffice, loan: Loan) -> None:
    """Record the end of a loan that has just come to it: what was lent and paid in all, for its certificate."""
    if not isinstance(loan, SettledLoan):
        return
    paid = [payment.used for payment in loan.payments]
    document = {
        "loan": loan.id,
        "contract_digest": loan.contract_digest,
        "settled_on": office.today(),
        "lent_fen": loan.paid_out_fen + sum(one.amount_fen for one in loan.drawings),
        "paid": {part.name: sum(getattr(used, part.name) for used in paid) for part in fields(Debt)},
    }
    store.record(connection, office, loan.id, "loan.settled", document)


def review(connection: Connection, office: LoanOffice, id: LoanId) -> Loan:
    """Look at a loan today, as the daily job does: a loan that became overdue is marked, and that is an event.

    A revolving line on which nothing is drawn ends on the day it matures.
    """
    loan = store.loan(connection, id)
    today = office.today()
    now = with_state(loan, today)
    if now.state == loan.state:
        return loan
    saved = store.save_loan(connection, now)
    if isinstance(saved, OverdueLoan):
        held = standing(saved, today)
        document = {
            "loan": id,
            "on": today,
            "days_past_due": held.days_past_due,
            "class": int(held.loan_class),
            "due": held.due,
        }
        store.record(connection, office, id, "loan.overdue", document)
    record_settled(connection, office, saved)
    return saved
