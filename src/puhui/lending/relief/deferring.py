"""Moving what falls due to a later day, to the fen. Pure.

Bills that fall due before the new day and are not paid give up the parts that are moved:

- interest moves as it is, and earns nothing on the way;
- principal moves, and costs the contract's interest by the day for the days that it is kept longer. That interest falls
  due with the bills of the periods in which it is earned; where no period covers those days, with the new day.

For days that were charged at the penalty rate nothing more is charged, unless that penalty is waived: then they cost
the contract's interest as if the money had not been late.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from puhui.lending.agreed import PlannedBill, Revision, RevisionCause
from puhui.lending.errors import DeferralNotPossible
from puhui.lending.loan import Loan, book_of
from puhui.lending.relief.case import DeferredParts
from puhui.lending.schedule import interest_of_fen_days
from puhui.lending.walking import Book, Line

_STAGE = "lending.relief.deferring"


@dataclass(frozen=True, slots=True)
class Kept:
    """A sum that is kept from its old due day (or from the day it was charged otherwise) to the new one."""

    fen: int
    start: date
    end: date

    def fen_days(self, begin: date, end: date) -> int:
        """What of it lies between two days."""
        return self.fen * max(0, (min(self.end, end) - max(self.start, begin)).days)


def affected(book: Book, until: date, parts: DeferredParts) -> list[Line]:
    """The bills of which something would be moved."""
    return [line for line in book.lines if line.due_on < until and any(_moved(line, parts))]


def plan_deferral(
    loan: Loan, on: date, until: date, parts: DeferredParts, *, penalty_waived: bool, reference: str
) -> Revision:
    """The revision that moves `parts` of all open bills due before `until` to that day.

    Raises `DeferralNotPossible`: the day is not ahead, nothing falls due before it, or a revolving line would be moved
    in part.
    """
    book = book_of(loan, on)
    moved = affected(book, until, parts)
    if until <= on:
        raise _refused("新的到期日须晚于今天", "the new day does not lie ahead")
    if not moved:
        raise _refused("此前没有可延期的应还款", "nothing that could be moved falls due before it")
    if book.revolving and parts is not DeferredParts.BOTH:
        raise _refused("循环额度只能本息一并延期", "a revolving line is deferred with principal and interest together")
    bills = _moved_line(book, moved, until) if book.revolving else _bills(book, until, parts)
    kept = [] if parts is DeferredParts.INTEREST else list(_kept(moved, on, until, penalty_waived=penalty_waived))
    extra = kept if not book.revolving else [Kept(one.fen, one.start, min(one.end, on)) for one in kept]
    return Revision(
        seq=loan.next_seq,
        on=on,
        payments_before=len(loan.payments),
        reference=reference,
        cause=RevisionCause.DEFERRAL,
        bills=tuple(_with_interest(loan, book, list(bills), extra, until)),
    )


def moved_fen(book: Book, until: date, parts: DeferredParts) -> int:
    """How much money would be moved: what a second person's signature may hang on."""
    return sum(sum(_moved(line, parts)) for line in affected(book, until, parts))


def _moved(line: Line, parts: DeferredParts) -> tuple[int, int]:
    principal = 0 if parts is DeferredParts.INTEREST else line.open_principal
    return principal, 0 if parts is DeferredParts.PRINCIPAL else line.open_interest


def _bills(book: Book, until: date, parts: DeferredParts) -> Iterator[PlannedBill]:
    number = max(line.number for line in book.lines)
    for line in affected(book, until, parts):
        principal, interest = _moved(line, parts)
        if parts is DeferredParts.BOTH:
            yield _as_agreed(line, due_on=until)
            continue
        number += 1
        if parts is DeferredParts.PRINCIPAL:
            yield _as_agreed(line, principal=line.paid_principal)
            yield PlannedBill(number, line.due_on, line.due_on, until, principal, 0)
        else:
            left = _as_agreed(line, interest=line.paid_interest)
            yield replace(left, starts_on=left.accrues_to)  # its period's interest is another bill's now
            yield PlannedBill(number, line.starts_on, line.accrues_to, until, 0, interest)


def _moved_line(book: Book, moved: list[Line], until: date) -> Iterator[PlannedBill]:
    """A revolving line's bills: on what is drawn interest goes on growing until the new day."""
    for line in moved:
        bill = _as_agreed(line, due_on=until)
        yield replace(bill, accrues_to=until) if line is book.drawn else bill


def _kept(moved: list[Line], on: date, until: date, *, penalty_waived: bool) -> Iterator[Kept]:
    for line in moved:
        if line.open_principal:
            yield Kept(line.open_principal, line.due_on if penalty_waived else max(line.due_on, on), until)


def _with_interest(
    loan: Loan, book: Book, bills: list[PlannedBill], kept: list[Kept], until: date
) -> Iterator[PlannedBill]:
    """The bills, and those of periods in which more is lent than was planned, with the interest on it."""
    revised = {bill.number: bill for bill in bills}
    periods = [line for line in book.lines if line.accrues_to > book.day and line.accrues_to > line.starts_on]
    covered: list[tuple[date, date]] = []
    for line in periods if not book.revolving else []:
        covered.append((max(line.starts_on, book.day), line.accrues_to))
        more = _interest(loan, kept, *covered[-1])
        if more:
            bill = revised.get(line.number, _as_agreed(line))
            revised[line.number] = replace(bill, interest_fen=bill.interest_fen + more)
    yield from revised.values()
    number = max([*revised, *(line.number for line in book.lines)])
    for begin, end in _gaps(covered, kept):
        if more := _interest(loan, kept, begin, end):
            number += 1
            yield PlannedBill(number, begin, end, until, 0, more)


def _gaps(covered: list[tuple[date, date]], kept: list[Kept]) -> Iterator[tuple[date, date]]:
    """The spans of the kept days that no period of a bill covers."""
    if not kept:
        return
    at, until = min(one.start for one in kept), max(one.end for one in kept)
    for begin, end in sorted(covered):
        if at < begin:
            yield at, begin
        at = max(at, end)
    if at < until:
        yield at, until


def _interest(loan: Loan, kept: list[Kept], begin: date, end: date) -> int:
    fen_days = sum(one.fen_days(begin, end) for one in kept)
    return interest_of_fen_days(fen_days, Fraction(loan.annual_rate), loan.day_count)


def _as_agreed(
    line: Line, *, due_on: date | None = None, principal: int | None = None, interest: int | None = None
) -> PlannedBill:
    return PlannedBill(
        line.number,
        line.starts_on,
        line.accrues_to,
        due_on or line.due_on,
        line.principal if principal is None else principal,
        line.interest if interest is None else interest,
    )


def _refused(zh: str, en: str) -> DeferralNotPossible:
    return DeferralNotPossible(reason=zh, reason_en=en, stage=_STAGE)
