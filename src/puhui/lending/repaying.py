"""Money comes back, or does not."""

from dataclasses import replace

from sqlalchemy.engine import Connection

from puhui.kernel.ids import LoanId, RequestId
from puhui.lending import store
from puhui.lending.errors import RequestReused
from puhui.lending.loan import Loan, OverdueLoan, plan_payment, standing, with_state
from puhui.lending.office import LoanOffice

_STAGE = "lending.repaying"


def repay(connection: Connection, office: LoanOffice, id: LoanId, amount_fen: int, *, request: RequestId) -> Loan:
    """Take a repayment today. The same request again changes nothing.

    Raises `RequestReused` when the same request names another amount, `RepaymentNotPositive`,
    `RepaymentExceedsDebt` (which says what is owed), `PartialEarlyRepayment`, `LoanAlreadySettled`.
    """
    loan = store.loan(connection, id)
    for known in loan.payments:
        if known.request == request:
            if known.amount_fen != amount_fen:
                raise RequestReused(request=request, application=id, stage=_STAGE)
            return loan
    payment = plan_payment(loan, amount_fen, office.today(), request)
    paid = with_state(replace(loan, payments=(*loan.payments, payment)), payment.on)
    paid = store.save_loan(connection, paid)
    document = {"loan": id, "payment": payment, "outstanding_fen": standing(paid, payment.on).outstanding_fen}
    store.record(connection, office, id, "repayment.received", document)
    if paid.state == "settled":
        store.record(connection, office, id, "loan.settled", {"loan": id, "settled_on": payment.on})
    return paid


def review(connection: Connection, office: LoanOffice, id: LoanId) -> Loan:
    """Look at a loan today, as the daily job does: a loan that became overdue is marked, and that is an event."""
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
    return saved
