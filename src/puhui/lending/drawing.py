"""Drawing what is left of a revolving line, or was repaid of it, and closing the line before it matures (随借随还)."""

from sqlalchemy.engine import Connection

from puhui.kernel import yuan
from puhui.kernel.ids import LoanId, RequestId
from puhui.lending import store
from puhui.lending.agreed import Drawing
from puhui.lending.errors import DrawingRefused, RequestReused
from puhui.lending.loan import Loan, SettledLoan, changed, standing
from puhui.lending.office import LoanOffice
from puhui.lending.repaying import record_settled

_STAGE = "lending.drawing"


def available_fen(loan: Loan, on_standing_fen: int) -> int:
    """What may still be drawn of a line with so much outstanding."""
    return loan.principal_fen - on_standing_fen if loan.redraws and loan.closed_on is None else 0


def draw(connection: Connection, office: LoanOffice, id: LoanId, amount_fen: int, *, request: RequestId) -> Loan:
    """Lend out of a line today. The same request again changes nothing.

    Raises `RequestReused`, `DrawingRefused`: not a line, settled or matured, overdue, or more than is available.
    """
    loan = store.loan(connection, id)
    for known in loan.drawings:
        if known.request == request:
            if known.amount_fen != amount_fen:
                raise RequestReused(request=request, application=id, stage=_STAGE)
            return loan
    on = office.today()
    now = _open_line(loan, office)
    if amount_fen <= 0 or amount_fen > available_fen(loan, now):
        left = yuan(available_fen(loan, now))
        raise _refused(id, f"可提用额度为 {left} 元", f"{left} yuan may be drawn")
    drawing = Drawing(loan.next_seq, on, len(loan.payments), request, amount_fen)
    drawn = store.save_loan(connection, changed(loan, on, drawings=(*loan.drawings, drawing)))
    outstanding = standing(drawn, on).outstanding_fen
    store.record(connection, office, id, "loan.drawn", {"loan": id, "drawing": drawing, "outstanding_fen": outstanding})
    return drawn


def close(connection: Connection, office: LoanOffice, id: LoanId) -> Loan:
    """End a line on which nothing is owed any more; again, it answers the settled loan. Raises `DrawingRefused`."""
    loan = store.loan(connection, id)
    if isinstance(loan, SettledLoan):
        return loan
    _open_line(loan, office)
    if owed := standing(loan, office.today()).payoff_fen:
        raise _refused(id, f"尚欠 {yuan(owed)} 元", f"{yuan(owed)} yuan are still owed")
    ended = store.save_loan(connection, changed(loan, office.today(), closed_on=office.today()))
    record_settled(connection, office, ended)
    return ended


def _open_line(loan: Loan, office: LoanOffice) -> int:
    """What is outstanding on a line that is in order."""
    now = standing(loan, office.today())
    if not loan.redraws:
        raise _refused(loan.id, "合同没有约定循环用款", "its contract lends once")
    if now.settled or office.today() >= loan.matures_on:
        raise _refused(loan.id, "额度已到期或已结清", "the line has matured or is settled")
    if now.days_past_due:
        raise _refused(loan.id, "贷款已逾期", "the loan is overdue")
    return now.outstanding_fen


def _refused(id: LoanId, zh: str, en: str) -> DrawingRefused:
    return DrawingRefused(loan=id, reason=zh, reason_en=en, stage=_STAGE)
