"""What a change of rules would have done to past applications: before it goes live, and on facts as they were.

Both files decide every application anew from its recorded facts. What comes out: approvals, referrals and refusals
under each, the bad rate among those let through whose outcome is known, the limits, who changes sides (the swap set),
and all of it by grade and industry. Let through is whom the rules do not turn away: approved at once, or referred to an
officer, who lends to some. What cannot be known is said: who was turned away has no outcome, so the bad rate of those
newly let in is not known; what stands in for it is the mean PD of their scores, which is a forecast and is called one.

Intervals are 95 %: Wilson's for a share, Bonett and Price's (2012) for the paired difference of two shares.

>>> from puhui.decisions import adjust, shipped
>>> old = shipped("standard")
>>> past = [Past(id=str(age), facts=facts_of({"age_m": age}), bad=age == 13) for age in range(6, 36)]
>>> told = backtest(old, adjust(old, {"age_m_min": 24}, version="x"), past)
>>> told.all.old.declined.count, told.all.new.declined.count
(6, 18)
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from puhui.decisions.adjusting import Difference, differences
from puhui.decisions.decision_file import parse
from puhui.decisions.errors import NothingToSimulate
from puhui.decisions.evaluating import Outcome, Severity, Verdict, evaluate
from puhui.decisions.facts import Fact, facts_of
from puhui.kernel import Text

_Z = 1.959963984540054
UNKNOWN = "-"
GROUPS_MAX = 30


@dataclass(frozen=True, slots=True)
class Past:
    """One past application. `bad`: whether its loan went bad; None where nobody can know."""

    id: str
    facts: Mapping[str, Fact]
    bad: bool | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A count of a total, with its 95 % interval."""

    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval."""
        if not self.of:
            return None
        z2, share = _Z * _Z, self.count / self.of
        centre, width = (
            share + z2 / (2 * self.of),
            _Z * math.sqrt(share * (1 - share) / self.of + z2 / (4 * self.of * self.of)),
        )
        below = 1 + z2 / self.of
        return max(0.0, (centre - width) / below), min(1.0, (centre + width) / below)


@dataclass(frozen=True, slots=True)
class Group:
    """Some applications together: how many, what is known of their loans, their limits, and the PD of their scores."""

    applications: int
    bad: Share
    limit_fen: int
    pd_mean: float | None

    @property
    def without_outcome(self) -> int:
        """Of how many nobody can know whether they are good."""
        return self.applications - self.bad.of


@dataclass(frozen=True, slots=True)
class Side:
    """What one decision file does to a population."""

    approved: Share
    referred: Share
    declined: Share
    approvals: Group
    let_through: Group


@dataclass(frozen=True, slots=True)
class Shift:
    """A paired difference of two shares of one population, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Compared:
    """One population under both files.

    `approval` and `passing`: how the shares approved and let through change. `swaps`: those let through by both
    (`kept`), by the old alone (`lost`), by the new alone (`won`), and turned away by both (`out`).
    """

    name: str
    old: Side
    new: Side
    approval: Shift
    passing: Shift
    swaps: Mapping[str, Group]
    moves: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Fires:
    """How often a rule turns somebody away or refers, under each file; None where the file has no such rule."""

    code: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One past application with what it gets before and after a change."""

    past: Past
    old: Outcome
    new: Outcome

    @property
    def side(self) -> str:
        """`kept`, `lost`, `won` or `out`: who lets it through."""
        before, after = (one.verdict is not Verdict.DECLINE for one in (self.old, self.new))
        return "kept" if before and after else "lost" if before else "won" if after else "out"

    def number(self, name: str) -> Decimal | None:
        """A fact that is a number."""
        one = self.past.facts.get(name)
        return None if one is None or one.absent else one.number

    def word(self, name: str) -> str:
        """A fact as text."""
        one = self.past.facts.get(name)
        return UNKNOWN if one is None or one.absent else str(one.value)


@dataclass(frozen=True, slots=True)
class Backtest:
    """The whole simulation."""

    rules: tuple[str, str]
    changes: tuple[Difference, ...]
    all: Compared
    by_grade: tuple[Compared, ...]
    by_industry: tuple[Compared, ...]
    fires: tuple[Fires, ...]
    swapped: Mapping[str, tuple[str, ...]]


def backtest(old: bytes, new: bytes, past: Sequence[Past], *, tell: Callable[[int], None] | None = None) -> Backtest:
    """Decide every past application by both files. `tell` hears how many are done.

    Raises `NothingToSimulate` where there are none, and what `evaluate` raises.
    """
    if not past:
        raise NothingToSimulate(reason=Text(zh="没有申请", en="no application"), stage="decisions.backtesting")
    rows = []
    for count, one in enumerate(past, start=1):
        rows.append(Pair(one, evaluate(old, one.facts), evaluate(new, one.facts)))
        if tell is not None and (count % 100 == 0 or count == len(past)):
            tell(count)
    before, after = parse(old), parse(new)
    names = (f"{before.style} {before.version}", f"{after.style} {after.version}")
    return compare(rows, names, tuple(differences(old, new)))


def compare(rows: Sequence[Pair], names: tuple[str, str], changes: tuple[Difference, ...] = ()) -> Backtest:
    """What two sides that go by `names` do to the same applications, of which there is at least one."""
    return Backtest(
        rules=names,
        changes=changes,
        all=_compared("all", rows),
        by_grade=_by(rows, "grade"),
        by_industry=_by(rows, "industry_section"),
        fires=_fires(rows),
        swapped={side: tuple(row.past.id for row in rows if row.side == side) for side in ("lost", "won")},
    )


def _compared(name: str, rows: Sequence[Pair]) -> Compared:
    sides = {side: [row for row in rows if row.side == side] for side in ("kept", "lost", "won", "out")}
    moves = Counter(f"{row.old.verdict.value} → {row.new.verdict.value}" for row in rows)
    return Compared(
        name=name,
        old=_side(rows, [row.old.verdict for row in rows]),
        new=_side(rows, [row.new.verdict for row in rows]),
        approval=paired(
            sum(_approves(row, "new") for row in rows), sum(_approves(row, "old") for row in rows), len(rows)
        ),
        passing=paired(len(sides["won"]), len(sides["lost"]), len(rows)),
        swaps={side: _group(inside) for side, inside in sides.items()},
        moves=dict(sorted(moves.items())),
    )


def _approves(row: Pair, file: str) -> bool:
    """Whether that file alone approves at once."""
    alone, other = (row.new, row.old) if file == "new" else (row.old, row.new)
    return alone.verdict is Verdict.APPROVE and other.verdict is not Verdict.APPROVE


def paired(won: int, lost: int, of: int) -> Shift:
    """The change of a share when `won` of `of` gain it and `lost` lose it (Bonett and Price 2012)."""
    value = (won - lost) / of
    first, second = (won + 1) / (of + 2), (lost + 1) / (of + 2)
    width = _Z * math.sqrt((first + second - (first - second) ** 2) / (of + 2))
    return Shift(value, max(-1.0, first - second - width), min(1.0, first - second + width))


def _side(rows: Sequence[Pair], verdicts: Sequence[Verdict]) -> Side:
    count = Counter(verdicts)
    approved = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict is Verdict.APPROVE]
    through = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict is not Verdict.DECLINE]
    return Side(
        approved=Share(count[Verdict.APPROVE], len(rows)),
        referred=Share(count[Verdict.REFER], len(rows)),
        declined=Share(count[Verdict.DECLINE], len(rows)),
        approvals=_group(approved),
        let_through=_group(through),
    )


def _group(rows: Sequence[Pair]) -> Group:
    known = [row.past.bad for row in rows if row.past.bad is not None]
    pds = [float(pd) for row in rows if (pd := row.number("pd")) is not None]
    return Group(
        applications=len(rows),
        bad=Share(sum(known), len(known)),
        limit_fen=sum(int(limit) for row in rows if (limit := row.number("limit_fen")) is not None),
        pd_mean=sum(pds) / len(pds) if pds else None,
    )


def _by(rows: Sequence[Pair], name: str) -> tuple[Compared, ...]:
    """The same by a fact's value, the most frequent first; at most `GROUPS_MAX`."""
    values = [value for value, _ in Counter(row.word(name) for row in rows).most_common(GROUPS_MAX)]
    return tuple(_compared(value, [row for row in rows if row.word(name) == value]) for value in sorted(values))


def _fires(rows: Sequence[Pair]) -> tuple[Fires, ...]:
    counts = []
    for outcomes in ([row.old for row in rows], [row.new for row in rows]):
        fired = dict.fromkeys((finding.code for finding in outcomes[0].findings), 0)
        for outcome in outcomes:
            for finding in outcome.with_severity(Severity.KO, Severity.REFER):
                fired[finding.code] += 1
        counts.append(fired)
    codes = list(dict.fromkeys([*counts[0], *counts[1]]))
    return tuple(Fires(code, counts[0].get(code), counts[1].get(code)) for code in codes)


__all__ = [
    "Backtest",
    "Compared",
    "Fires",
    "Group",
    "Pair",
    "Past",
    "Share",
    "Side",
    "backtest",
    "compare",
    "facts_of",
    "paired",
]
