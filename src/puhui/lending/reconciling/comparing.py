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
from puhui.lending.reconciling.layout import BALANCES, CoreDay, CoreMovement
from puhui.lending.schedule import DayCount
from puhui.lending.statement import movements

_CAUSES = {
    "loan_not_here": Text(zh="本系统没有该贷款", en="this system has no such loan"),
    "not_in_our_close": Text(
        zh="本系统有该贷款，但不在该日计提之内（计提后放款，或已结清）",
        en="this system has the loan, outside that day's close: paid out after it, or settled",
    ),
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


LABELS = {
    "outstanding_fen": Text(zh="未偿本金", en="principal outstanding"),
    "due_principal_fen": Text(zh="到期未还本金", en="principal due"),
    "due_interest_fen": Text(zh="到期未还利息", en="interest due"),
    "accrued_fen": Text(zh="应计利息", en="interest accrued"),
    "penalty_fen": Text(zh="罚息", en="penalty interest"),
    "compound_fen": Text(zh="复利", en="compound interest"),
    "disbursed": Text(zh="放款流水", en="payout"),
    "repaid": Text(zh="还款流水", en="repayment"),
    "drawn": Text(zh="提用流水", en="drawing"),
    "waived": Text(zh="减免流水", en="waiver"),
    "renewed": Text(zh="续贷流水", en="renewal"),
    "prepayment": Text(zh="提前还本流水", en="prepayment"),
    "deferral": Text(zh="延期流水", en="deferral"),
}
"""What people call balances and movements."""


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

    @property
    def label(self) -> Text:
        """What differs, in words."""
        return LABELS[self.what]


def reconcile(
    core: CoreDay, ours: Mapping[str, Mapping[str, int]], loan_of: Callable[[str], Loan | None]
) -> list[Difference]:
    """Every difference of the day, by loan.

    `ours` are the balances of that day's close by loan and name; `loan_of` a loan that we have, whether in it or not.
    """
    balances: dict[str, dict[str, int]] = {}
    for (loan, what), fen in core.balances.items():
        balances.setdefault(loan, {})[what] = fen
    moved: dict[str, list[CoreMovement]] = {}
    for one in core.movements:
        moved.setdefault(one.loan, []).append(one)
    found: list[Difference] = []
    for id in sorted({*balances, *moved} - set(ours)):
        found += _outside(core.business_date, id, balances.get(id, {}), moved.get(id, []), loan_of(id))
    for id in sorted(ours):
        if id not in balances and id not in moved:
            found += [Difference(id, what, fen, 0, "loan_not_in_core") for what in BALANCES if (fen := ours[id][what])]
            continue
        accrued = loan_of(id)
        assert accrued is not None  # it stands in the close
        unmatched = list(_movements(core.business_date, moved.get(id, []), accrued))
        found += unmatched
        found += _balances(core, accrued, ours[id], unmatched)
    return sorted(found, key=lambda one: (one.loan, one.what))


def _outside(
    day: date, id: str, balances: Mapping[str, int], moved: Sequence[CoreMovement], loan: Loan | None
) -> Iterator[Difference]:
    cause = "loan_not_here" if loan is None else "not_in_our_close"
    yield from (Difference(id, what, 0, fen, cause) for what, fen in balances.items() if fen)
    if loan is not None:
        yield from _movements(day, moved, loan)
    else:
        yield from (Difference(id, one.what, 0, one.amount_fen, cause, one.reference) for one in moved)


def _movements(day: date, moved: Sequence[CoreMovement], loan: Loan) -> Iterator[Difference]:
    here = Counter((one.kind, one.amount_fen) for one in movements(loan) if one.on == day)
    here = Counter({key: count for key, count in here.items() if key[1]})
    for one in moved:
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
