"""Binning by counts alone: for outcomes that the column's owner must not see, and a column that their owner must not.

The column's owner cuts it into fine bins without outcomes (`FineBins.cut`). Who knows the outcomes learns of each bin
only how many rows were good and bad, and only of groups that have enough of both: `pooled` joins the bins that have
not, so that every row is in a group that may be shown and none can be found by subtraction. `attribute_of` merges the
groups by the rules of `binning.py`.

An interval that has not enough joins the next that has; a category joins those that no bin names; a missing or other
bin joins the largest group. At least `MIN_EVIDENCE` rows: it then shares that group's WOE; fewer: it stays neutral.

>>> values = np.repeat([1.0, 2.0, 3.0, np.nan], 40)
>>> fine = FineBins.cut("x", values)
>>> fine.edges, fine.rows, fine.place(np.array([0.0, 2.4, np.nan])).tolist()
((2.0, 2.5), (40, 40, 40, 40), [0, 1, 3])
>>> groups = pooled(fine, [True, False, True, True])
>>> groups.tolist()
[0, 2, 2, 3]
>>> found, _ = attribute_of(fine, groups, good=[30, 0, 40, 30], bad=[10, 0, 40, 10])
>>> [(item.kind.value, item.count) for item in found.bins[:3]]
[('interval', 40), ('interval', 80), ('missing', 40)]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute, Bin, BinKind
from puhui.credit.binning import MIN_EVIDENCE, PRIOR_ROWS, Binning, between, finished, for_categories, merge_by_trend
from puhui.credit.compiled import as_category
from puhui.credit.grades import Floats

FINE = 12  # fine bins of a quantity
NAMED = 24  # categories with a bin of their own: the most frequent
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FineBins:
    """Intervals between `edges`, or `categories` and the bin of all others; then the bin of missing values.

    `rows` counts them where they were cut.
    """

    name: str
    numeric: bool
    edges: tuple[float, ...]
    categories: tuple[str, ...]
    rows: tuple[int, ...]

    @classmethod
    def cut(cls, name: str, values: NDArray[Any]) -> Self:
        """Fine bins of about equal size: a float array is a quantity, an object array categories."""
        if values.dtype.kind == "f":
            uncounted = cls(name, True, _edges(values[np.isfinite(values)]), (), ())
        else:
            spelt = [text for value in values.tolist() if (text := as_category(value)) is not None]
            names, counts = np.unique(np.array(spelt, dtype=str), return_counts=True)
            some = np.flatnonzero(counts >= MIN_EVIDENCE)
            chosen = some[np.argsort(-counts[some], kind="stable")][:NAMED]
            uncounted = cls(name, False, (), tuple(sorted(names[chosen].tolist())), ())
        counted = np.bincount(uncounted.place(values), minlength=uncounted.bins)
        return cls(name, uncounted.numeric, uncounted.edges, uncounted.categories, tuple(counted.tolist()))

    @property
    def bins(self) -> int:
        """How many bins there are."""
        return self.named + (1 if self.numeric else 2)

    @property
    def named(self) -> int:
        """How many of them, the first ones, are intervals or categories."""
        return len(self.edges) + 1 if self.numeric else len(self.categories)

    def place(self, values: NDArray[Any]) -> Places:
        """The bin of each value, as the finished attribute will place it."""
        if self.numeric:
            at = np.searchsorted(np.array(self.edges), values, side="right")
            return np.where(np.isfinite(values), at, self.bins - 1)
        table: dict[str | None, int] = {text: at for at, text in enumerate(self.categories)}
        table[None] = self.bins - 1
        return np.array([table.get(as_category(value), self.named) for value in values.tolist()], dtype=np.int64)

    def as_map(self) -> dict[str, Any]:
        """For the owner of the outcomes: what the finished attribute will show anyway, and the counts."""
        return {
            "name": self.name,
            "numeric": self.numeric,
            "edges": [edge.hex() for edge in self.edges],
            "categories": list(self.categories),
            "rows": list(self.rows),
        }

    @classmethod
    def of_map(cls, said: dict[str, Any]) -> Self:
        """The inverse of `as_map`; raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        edges = tuple(float.fromhex(edge) for edge in said["edges"])
        categories = tuple(str(one) for one in said["categories"])
        bins = cls(str(said["name"]), bool(said["numeric"]), edges, categories, tuple(int(one) for one in said["rows"]))
        if len(bins.rows) != bins.bins or any(low >= high for low, high in pairwise(edges)):
            raise ValueError("bins that are none")
        return bins


def apart(fine: FineBins) -> Places:
    """Every bin that has rows a group of its own, named by its number; -1 for one that has none."""
    return np.array([at if rows else -1 for at, rows in enumerate(fine.rows)])


def pooled(fine: FineBins, reaches: Sequence[bool]) -> Places:
    """The group of each bin, given which have enough good and bad rows; all -1 where no interval or category has.

    Of the groups only that of the other categories can still have too few: see `pooled_again`.
    """
    groups = apart(fine)
    named, rows = fine.named, np.array(fine.rows)
    enough = [at for at in range(named) if reaches[at]]
    if not enough:
        return np.full(fine.bins, -1)
    if fine.numeric:
        for at in range(named):
            groups[at] = next((one for one in enough if one >= at), enough[-1])
    else:
        for at in range(named + 1):
            if rows[at] and not (at < named and reaches[at]):
                groups[at] = named
    missing = fine.bins - 1
    if rows[missing] and not reaches[missing]:
        groups[missing] = _largest(fine, groups)
    return groups


def pooled_again(fine: FineBins, groups: Places, reaches: Sequence[bool]) -> Places:
    """The same, the group of other categories joined to the largest if it has not enough itself."""
    if fine.numeric or not (groups == fine.named).any() or reaches[fine.named]:
        return groups
    kept = np.where(groups == fine.named, -1, groups)
    return np.where(groups == fine.named, _largest(fine, kept), groups)


def attribute_of(fine: FineBins, groups: Places, good: Sequence[int], bad: Sequence[int]) -> tuple[Attribute, Floats]:
    """The attribute, and the WOE of each fine bin. `good` and `bad` are by group; together they are all rows."""
    table = _Counted(np.array(good), np.array(bad), Binning())
    woes = np.zeros(fine.bins)
    bins = []
    for chosen in _merged(fine, groups, table):
        item = table.bin(_ordinary(fine, groups, chosen), chosen)
        bins.append(item)
        woes[np.isin(groups, chosen)] = item.woe
    rest = [(BinKind.MISSING, fine.bins - 1)]
    if not fine.numeric:
        rest.insert(0, (BinKind.OTHER, fine.named))
    for kind, at in rest:
        item = _rest(fine, groups, table, (kind, at), float(woes[at]))
        woes[(groups == at) | (np.arange(fine.bins) == at)] = item.woe
        bins.append(item)
    return finished(fine.name, fine.numeric, bins, table.rules), woes


@dataclass(frozen=True, slots=True)
class _Counted:
    good: NDArray[np.int64]
    bad: NDArray[np.int64]
    rules: Binning

    def bin(self, item: Bin, chosen: Sequence[int]) -> Bin:
        """The bin with the counts, bad rate and WOE of these groups."""
        good, bad = (int(counts[list(chosen)].sum()) for counts in (self.good, self.bad))
        half = self.rules.smoothing
        evidence = (good + half) / self.good.sum() / ((bad + half) / self.bad.sum())
        return Bin(
            item.kind,
            0.0,
            item.low,
            item.high,
            item.values,
            count=good + bad,
            bad_rate=round(bad / (good + bad), 6),
            woe=round(float(np.log(evidence)), 6),
            informative=good + bad >= MIN_EVIDENCE,
        )


def _merged(fine: FineBins, groups: Places, table: _Counted) -> list[list[int]]:
    """The groups of intervals or categories, merged into bins: numbers of groups, bin by bin."""
    named = np.unique(groups[: fine.named])
    named = named[named < fine.named]  # not those among the other categories
    rules = table.rules
    if not fine.numeric:
        count = table.good[named] + table.bad[named]
        overall = table.bad.sum() / (table.good.sum() + table.bad.sum())
        rates = (table.bad[named] + PRIOR_ROWS * overall) / (count + PRIOR_ROWS)
        named = named[np.argsort(rates, kind="stable")]
        rules = for_categories(rules)
    ends = merge_by_trend(table.good[named], table.bad[named], rules, int(table.good.sum() + table.bad.sum())).ends
    return [named[start:end].tolist() for start, end in pairwise((0, *ends))]


def _ordinary(fine: FineBins, groups: Places, chosen: list[int]) -> Bin:
    members = np.flatnonzero(np.isin(groups[: fine.named], chosen))
    if not fine.numeric:
        return Bin(BinKind.CATEGORY, 0.0, values=tuple(fine.categories[at] for at in members))
    first, last = int(members[0]), int(members[-1])
    low = fine.edges[first - 1] if first else None
    return Bin(BinKind.INTERVAL, 0.0, low, fine.edges[last] if last < len(fine.edges) else None)


def _rest(fine: FineBins, groups: Places, table: _Counted, which: tuple[BinKind, int], shared: float) -> Bin:
    """The missing or other bin: with counts of its own, with the WOE of the group that it is counted in, or neutral."""
    kind, at = which
    if groups[at] == at or (kind is BinKind.OTHER and (groups == at).any()):
        item = table.bin(Bin(kind, 0.0), [at])
        return item if item.informative else Bin(kind, 0.0, count=item.count, woe=0.0, informative=False)
    if fine.rows[at] >= MIN_EVIDENCE:
        return Bin(kind, 0.0, woe=shared)
    return Bin(kind, 0.0, count=fine.rows[at], woe=0.0, informative=False)


def _largest(fine: FineBins, groups: Places) -> int:
    """The group of intervals or categories with most rows."""
    named = [0] * fine.bins
    for group, rows in zip(groups[: fine.named].tolist(), fine.rows, strict=False):
        if 0 <= group < fine.named:
            named[group] += rows
    return named.index(max(named))


def _edges(values: Floats) -> tuple[float, ...]:
    """Inner edges that cut the values into at most about `FINE` parts; a frequent value is a part of its own."""
    distinct, counts = np.unique(values, return_counts=True)
    full = max(len(values) / FINE, MIN_EVIDENCE)
    starts, held = [], 0
    for at, count in enumerate(counts.tolist()):
        if held >= full or (count >= full and held >= MIN_EVIDENCE):
            starts.append(at)
            held = 0
        held += count
    if starts and held < MIN_EVIDENCE:
        starts.pop()
    return tuple(between(distinct, start) for start in starts)
