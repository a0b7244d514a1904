"""Repaying a part of the principal before it is due, by the contract's terms. Pure.

The prepaid principal and the interest earned so far fall due that day as a bill of their own; the bills ahead are made
anew for what is still lent. Either each becomes lower, or there are fewer of them (`PrepaymentEffect`). The period that
has begun is charged by the day from there; a month that has not begun is charged whole, as the contract's method says.

>>> from puhui.lending.agreed import PrepaymentEffect
>>> PrepaymentEffect("lower_instalments").name
'LOWER_INSTALMENTS'
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from puhui.kernel import yuan
from puhui.kernel.ids import RequestId
from puhui.lending.agreed import Payment, PlannedBill, PrepaymentEffect, Revision, RevisionCause
from puhui.lending.errors import PrepaymentNotAgreed
from puhui.lending.loan import Loan, book_of, plan_payment, standing
from puhui.lending.schedule import interest_of_fen_days, level_payment, round_half_up
from puhui.lending.walking import Book, Line
from puhui.market import Repayment

_STAGE = "lending.prepaying"


def is_prepayment(loan: Loan, amount_fen: int, on: date) -> bool:
    """Whether so much repays principal early: more than the present bill, and less than all.

    Where the present bill is the last one it holds interest of days to come: what goes beyond the interest so far is
    principal then, if the contract takes so little. A line that is drawn at will knows no prepayment.
    """
    now = standing(loan, on)
    if loan.repayment is Repayment.REVOLVING or amount_fen >= now.payoff_fen:
        return False
    if now.bill_fen < now.payoff_fen:
        return amount_fen > now.bill_fen
    terms = loan.prepayment
    return terms is not None and amount_fen - now.due.total_fen - now.accrued_fen >= max(1, terms.least_fen)


def plan_prepayment(loan: Loan, amount_fen: int, on: date, request: RequestId) -> tuple[Revision, Payment]:
    """The revision that `amount_fen` (with fee and interest so far) brings about, and the payment that it is.

    Raises `PrepaymentNotAgreed` where the contract says nothing of it, asks for more at once, or where bills that were
    deferred or paid ahead stand open: then the present bill or all of it can be paid.
    """
    book, terms = book_of(loan, on), loan.prepayment
    if terms is None:
        raise _refused("合同没有约定部分提前还本", "the contract says nothing of a partial prepayment")
    ahead = [line for line in book.ahead() if line.open]
    if any(line.accrues_to != line.due_on for line in ahead) or any(line.paid_principal for line in ahead):
        reason = "尚有展期或已预付的账单", "bills that were deferred or paid ahead stand open"
        raise _refused(*reason)
    earned = book.interest_so_far()
    rest = amount_fen - book.due().total_fen - earned
    principal = round_half_up(Fraction(rest) / (1 + Fraction(terms.fee_rate))) if rest > 0 else 0
    if principal < terms.least_fen:
        least = yuan(terms.least_fen)
        raise _refused(f"提前偿还的本金不得少于 {least} 元", f"at least {least} yuan of principal are prepaid at once")
    number = max(line.number for line in book.lines) + 1
    today = PlannedBill(number, min(ahead[0].starts_on, on), on, on, principal, earned)
    bills = list(_bills(loan, book, ahead, principal, on))
    revision = Revision(
        seq=loan.next_seq,
        on=on,
        payments_before=len(loan.payments),
        reference=str(request),
        cause=RevisionCause.PREPAYMENT,
        bills=(today, *bills),
        removed=tuple(line.number for line in ahead[len(bills) :]),
        fee_fen=rest - principal,
    )
    revised = replace(loan, revisions=(*loan.revisions, revision))
    return revision, plan_payment(revised, amount_fen, on, request)


def _bills(loan: Loan, book: Book, ahead: list[Line], prepaid: int, on: date) -> Iterator[PlannedBill]:
    """The bills ahead for what is left, each in the place and under the number of one that stood."""
    balance = sum(line.open_principal for line in ahead) - prepaid
    rate, by_month = Fraction(loan.annual_rate), loan.repayment in _BY_MONTH
    part = _part(loan, balance, len(ahead))
    for line in ahead:
        last = line is ahead[-1]
        whole = round_half_up(balance * rate / 12)
        repaid = balance if last else min(_principal(loan, part, whole), balance)
        starts_on = max(line.starts_on, on)
        days = (line.due_on - starts_on).days
        begun = line.starts_on < on
        interest = whole if by_month and not begun else interest_of_fen_days(balance * days, rate, loan.day_count)
        if begun:
            # What was paid ahead of its day for more than the days so far stands against the rest of the period.
            interest = line.paid_interest + max(0, interest - max(0, line.paid_interest - book.earned(line)))
        elif line.paid_interest:
            interest = max(interest, line.paid_interest)
        balance -= repaid
        yield PlannedBill(line.number, starts_on, line.due_on, line.due_on, repaid, interest)
        if not balance and not any(one.paid_interest for one in ahead[ahead.index(line) + 1 :]):
            return


_BY_MONTH = (Repayment.EQUAL_INSTALMENTS, Repayment.EQUAL_PRINCIPAL)


def _part(loan: Loan, balance: int, bills: int) -> int:
    """What each bill repays: of equal instalments interest and principal together, otherwise principal alone."""
    assert loan.prepayment is not None  # asked by the caller
    shorter = loan.prepayment.effect is PrepaymentEffect.SHORTEN_TERM
    lent, months = (loan.principal_fen, loan.term_months) if shorter else (balance, bills)
    if loan.repayment is Repayment.EQUAL_INSTALMENTS:
        return level_payment(lent, Fraction(loan.annual_rate), months)
    if loan.repayment is Repayment.EQUAL_PRINCIPAL:
        return round_half_up(Fraction(lent, months))
    return 0  # interest first: all principal with the last bill


def _principal(loan: Loan, part: int, interest: int) -> int:
    return max(0, part - interest) if loan.repayment is Repayment.EQUAL_INSTALMENTS else part


def _refused(zh: str, en: str) -> PrepaymentNotAgreed:
    return PrepaymentNotAgreed(reason=zh, reason_en=en, stage=_STAGE)
