"""Our business date beside the core's: every difference to the fen, and what it comes of where that can be told. Pure.

A cause is a hypothesis that gives the core's number exactly: a movement that one side has not booked, a loan that one
side does not have, a day more or less, the other day count, or a rounding of at most a fen a bill. What none explains
is `unexplained`: a person looks.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from puhui.kernel import Text
from puhui.lending.accruing.running import as_of, one_by_one
from puhui.lending.loan import Loan
from puhui.lending.reconciling.layout import BALANCES, CoreDay
from puhui.lending.schedule import DayCount
from puhui.lending.statement import movements

_CAUSES = {
    "loan_not_here": Text(zh="本系统没有该贷款", en="this system has no such loan"),
    "loan_not_in_core": Text(zh="核心系统没有该贷款", en="the core has no such loan"),
    "movement_not_here": Text(zh="核心已记账，本系统没有", en="the core booked it, this system did not"),
    "movement_not_in_core": Text(zh="本系统已记账，核心没有", en="this system booked it, the core did not"),
    "unmatched_movement": Text(zh="由未对上的流水引起", en="follows from a movement that only one side has"),
    "day_more": Text(zh="核心多计一天", en="the core counts a day more"),
    "day_less": Text(zh="核心少计一天", en="the core counts a day less"),
    "day_count": Text(zh="核心按另一年天数计息", en="the core counts by the other days of a year"),
    "rounding": Text(zh="取整差异", en="rounding"),
    "unexplained": Text(zh="原因不明，须人工核对", en="unexplained: a person looks"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """`core_fen` − `ours_fen` is not zero. `what` is a balance or a kind of movement; `reference` the core's own."""

    loan: str
    what: str
    ours_fen: int
    core_fen: int
    cause: str
    reference: str = ""

    @property
    def difference_fen(self) -> int:
        """The core's less ours."""
        return self.core_fen - self.ours_fen

    @property
    def text(self) -> Text:
        """The cause in words."""
        return _CAUSES[self.cause]


def reconcile(core: CoreDay, ours: Mapping[str, Mapping[str, int]], loan_of: Callable[[str], Loan]) -> list[Difference]:
    """Every difference of the day, by loan. `ours` are our balances by loan and name; `loan_of` a loan that we have."""
    theirs = {loan for loan, _ in core.balances}
    found = [
        Difference(loan, what, 0, fen, "loan_not_here")
        for (loan, what), fen in core.balances.items()
        if loan not in ours and fen
    ]
    for id in sorted(ours):
        if id not in theirs:
            found += [Difference(id, what, fen, 0, "loan_not_in_core") for what in BALANCES if (fen := ours[id][what])]
            continue
        loan = loan_of(id)
        unmatched = list(_movements(core, loan))
        found += unmatched
        found += _balances(core, loan, ours[id], unmatched)
    return sorted(found, key=lambda one: (one.loan, one.what))


def _movements(core: CoreDay, loan: Loan) -> Iterator[Difference]:
    here = Counter((one.kind, one.amount_fen) for one in movements(loan) if one.on == core.business_date)
    here = Counter({key: count for key, count in here.items() if key[1]})
    for one in core.movements:
        if one.loan != loan.id:
            continue
        if here[one.what, one.amount_fen] > 0:
            here[one.what, one.amount_fen] -= 1
        else:
            yield Difference(str(loan.id), one.what, 0, one.amount_fen, "movement_not_here", one.reference)
    for (kind, fen), count in here.items():
        for _ in range(count):
            yield Difference(str(loan.id), kind, fen, 0, "movement_not_in_core")


def _balances(
    core: CoreDay, loan: Loan, ours: Mapping[str, int], unmatched: Sequence[Difference]
) -> Iterator[Difference]:
    day = core.business_date
    for what in BALANCES:
        theirs = core.balances.get((str(loan.id), what), 0)
        if theirs != ours[what]:
            yield Difference(str(loan.id), what, ours[what], theirs, _cause(loan, day, what, ours, theirs, unmatched))


def _cause(  # noqa: PLR0917 - one hypothesis after the other about one number
    loan: Loan, day: date, what: str, ours: Mapping[str, int], theirs: int, unmatched: Sequence[Difference]
) -> str:
    if unmatched:
        return "unmatched_movement"
    other = DayCount.ACT_365 if loan.day_count is DayCount.ACT_360 else DayCount.ACT_360
    then = as_of(loan, day)
    guesses: list[tuple[str, Callable[[], Mapping[str, int]]]] = [
        ("day_more", lambda: one_by_one(then, day + timedelta(days=1))),
        ("day_count", lambda: one_by_one(replace(then, day_count=other), day)),
    ]
    if then.last_event_on < day:
        guesses.insert(1, ("day_less", lambda: one_by_one(then, day - timedelta(days=1))))
    for cause, guess in guesses:
        if guess()[what] == theirs:
            return cause
    bills = len(then.bills())
    return "rounding" if what != "outstanding_fen" and abs(theirs - ours[what]) <= bills else "unexplained"
