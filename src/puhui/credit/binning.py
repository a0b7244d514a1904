"""Binning: a column and its outcomes in, an attribute with weights of evidence out. Deterministic.

`WOE_i = ln(((good_i + 0.5) / goods) / ((bad_i + 0.5) / bads))`: half a count is added to every cell (SAS HPBIN's
WOEADJUST), so that an empty cell says much but not everything. Positive is better than average. Information value:
`IV = Σ (share of goods - share of bads) · WOE`.

A bin's evidence counts only from `MIN_EVIDENCE` rows on: a rarer missing or pooled bin gets WOE 0 (the odds stay as
they were) and is marked as not informative. The bin of an absent source always does.

>>> rng = np.random.default_rng(1)
>>> x = rng.normal(size=4000)
>>> bad = rng.random(4000) < 1 / (1 + np.exp(2 + x))
>>> attribute = bin_numbers("x", x, bad, Binning(trend=Trend.RISING))
>>> woes = [item.woe for item in attribute.bins if item.woe is not None and item.informative]
>>> len(woes) <= 8, woes == sorted(woes)
(True, True)
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute, Bin, BinKind
from puhui.credit.compiled import as_category
from puhui.credit.merging import Merged, Shape, merge
from puhui.kernel import Text

MIN_EVIDENCE = 20  # rows below which a bin of its own would be noise
PRIOR_ROWS = 20.0  # rows of average outcome that each category's bad rate is shrunk by before categories are ordered
_SPIKE_GAIN = 1.10  # a spike becomes a code of its own where that lifts the IV by this factor
_SMALL_GAIN = 0.005
_TURN_GAIN = 1.25  # a peak or valley is taken where it lifts the IV by this factor over a monotone run
_DISCRETE = 20  # numbers with no more distinct values have no spikes
_FINE = 20  # fine bins that are merged

Bools = NDArray[np.bool_]


class Trend(StrEnum):
    """How WOE (and so points) may run over a numeric attribute's intervals."""

    AUTO = "auto"  # rising or falling, or one peak or valley where the data insist
    RISING = "rising"  # more is better
    FALLING = "falling"  # less is better
    FREE = "free"


_SHAPES = {
    Trend.AUTO: (Shape.RISING, Shape.FALLING, Shape.PEAK, Shape.VALLEY),
    Trend.RISING: (Shape.RISING,),
    Trend.FALLING: (Shape.FALLING,),
    Trend.FREE: (Shape.FREE,),
}
_TURNING = frozenset({Shape.PEAK, Shape.VALLEY})


@dataclass(frozen=True, slots=True)
class Binning:
    """How one column is binned: at most `max_bins` ordinary bins, each of at least `min_share` of the rows.

    Categories may have more and smaller bins: a bank or a trade has no neighbours in an order to be merged with.
    """

    trend: Trend = Trend.AUTO
    max_bins: int = 8
    min_share: float = 0.05
    max_categories: int = 20
    min_category_share: float = 0.01
    smoothing: float = 0.5
    special: tuple[float, ...] = ()  # codes, not quantities; each gets a bin of its own
    find_spikes: bool = True


def woe(good: NDArray[np.float64], bad: NDArray[np.float64], smoothing: float = 0.5) -> NDArray[np.float64]:
    """The weight of evidence of each cell: `ln(share of goods / share of bads)`, smoothed."""
    shares: NDArray[np.float64] = np.log((good + smoothing) / good.sum()) - np.log((bad + smoothing) / bad.sum())
    return shares


def information_value(good: NDArray[np.float64], bad: NDArray[np.float64], smoothing: float = 0.5) -> float:
    """The IV of a table of counts: < 0.02 useless, < 0.1 weak, < 0.3 medium, < 0.5 strong, above suspicious."""
    return float((good / good.sum() - bad / bad.sum()) @ woe(good, bad, smoothing))


def bin_numbers(name: str, values: NDArray[np.float64], bad: Bools, rules: Binning) -> Attribute:
    """Bin a numeric column ; NaN and infinities are missing. Labels and points are left to the caller."""
    special = list(rules.special)
    attribute = _bin_numbers(name, values, bad, rules, special)
    if rules.find_spikes:
        for spike in _spikes(values, rules.min_share, special):
            tried = _bin_numbers(name, values, bad, rules, [*special, spike])
            if (tried.iv or 0.0) > max(_SPIKE_GAIN * (attribute.iv or 0.0), (attribute.iv or 0.0) + _SMALL_GAIN):
                attribute = tried
                special.append(spike)
    return attribute


def bin_categories(name: str, values: NDArray[Any], bad: Bools, rules: Binning) -> Attribute:
    """Bin a column of categories: rare ones are pooled in `other`, the rest ordered by shrunk bad rate and merged."""
    spelt = [as_category(value) for value in values.tolist()]
    known = np.array([value is not None for value in spelt], dtype=np.bool_)
    texts = np.array([value or "" for value in spelt], dtype=object)
    names, codes, counts = np.unique(texts[known].astype(str), return_inverse=True, return_counts=True)
    bads = np.bincount(codes, weights=bad[known].astype(float), minlength=len(names))
    frequent = counts >= MIN_EVIDENCE
    if not frequent.any():
        frequent = counts == counts.max(initial=0)
    rates = (bads + PRIOR_ROWS * bad.mean()) / (counts + PRIOR_ROWS)
    rate_of_row = np.where(frequent, rates, np.nan)[codes] if len(names) else np.empty(0)
    fits = np.isfinite(rate_of_row)
    edges = _edges(rate_of_row[fits], bad[known][fits], for_categories(rules), len(values))
    group = np.searchsorted(edges, rates, side="right")
    bins = [
        _filled(
            Bin(BinKind.CATEGORY, 0.0, values=tuple(names[frequent & (group == number)].tolist())), rows, bad, rules
        )
        for number in range(len(edges) + 1)
        if (rows := _scatter(known, fits & (group[codes] == number))).any()
    ]
    pooled = _scatter(known, ~fits)
    bins.append(_filled(Bin(BinKind.OTHER, 0.0), pooled, bad, rules))
    bins.append(_filled(Bin(BinKind.MISSING, 0.0), ~known, bad, rules))
    return finished(name, False, bins, rules)


def for_categories(rules: Binning) -> Binning:
    """The rules by which categories, ordered by their shrunk bad rates, are merged."""
    share, most = rules.min_category_share, rules.max_categories
    return replace(rules, trend=Trend.FALLING, min_share=share, max_bins=most)


def _bin_numbers(name: str, values: NDArray[np.float64], bad: Bools, rules: Binning, special: list[float]) -> Attribute:
    finite = np.isfinite(values)
    ordinary = finite & ~np.isin(values, special)
    edges = _edges(values[ordinary], bad[ordinary], rules, len(values))
    at = np.searchsorted(edges, values, side="right")
    bounds = [None, *edges.tolist(), None]
    bins = [
        _filled(Bin(BinKind.INTERVAL, 0.0, low, high), ordinary & (at == number), bad, rules)
        for number, (low, high) in enumerate(pairwise(bounds))
    ]
    bins += [_filled(Bin(BinKind.SPECIAL, 0.0, values=(code,)), values == code, bad, rules) for code in special]
    bins.append(_filled(Bin(BinKind.MISSING, 0.0), ~finite, bad, rules))
    return finished(name, True, bins, rules)


def _edges(values: NDArray[np.float64], bad: Bools, rules: Binning, rows: int) -> NDArray[np.float64]:
    """Inner edges of the best ordinary bins; none where the values or outcomes do not vary."""
    if len(values) < 2 * MIN_EVIDENCE or bad.all() or not bad.any():
        return np.empty(0)
    distinct, at = np.unique(values, return_inverse=True)
    starts = _fine(at, bad, len(distinct))
    fine = np.searchsorted(starts, at, side="right")
    good_counts = np.bincount(fine[~bad], minlength=len(starts) + 1)
    bad_counts = np.bincount(fine[bad], minlength=len(starts) + 1)
    best = merge_by_trend(good_counts, bad_counts, rules, rows)
    return np.array([between(distinct, starts[end - 1]) for end in best.ends[:-1]])


def merge_by_trend(good: NDArray[np.int64], bad: NDArray[np.int64], rules: Binning, rows: int) -> Merged:
    """The best ordinary bins of a column's fine ones, given their counts: of the shapes that the rules allow, a turning
    one only where the data insist. `rows` is how many the column has in all."""
    found = {
        shape: merge(
            good,
            bad,
            shape,
            max_bins=rules.max_bins,
            min_count=max(rules.min_share * rows, MIN_EVIDENCE),
            smoothing=rules.smoothing,
        )
        for shape in _SHAPES[rules.trend]
    }
    straight = [merged for shape, merged in found.items() if shape not in _TURNING]
    turning = [merged for shape, merged in found.items() if shape in _TURNING]
    best = max(straight, key=lambda merged: merged.iv)
    turned = max(turning, key=lambda merged: merged.iv, default=best)
    if turned.iv > max(_TURN_GAIN * best.iv, best.iv + _SMALL_GAIN):
        best = turned
    return best


def _fine(at: NDArray[np.int64], bad: Bools, distinct: int) -> NDArray[np.int64]:
    """Where fine bins after the first start, as ranks of distinct values: all of few, else the leaves of a tree."""
    if distinct <= _FINE:
        return np.arange(1, distinct)
    from sklearn.tree import DecisionTreeClassifier

    smallest = max(MIN_EVIDENCE // 2, len(at) // 50)
    tree = DecisionTreeClassifier(max_leaf_nodes=_FINE, min_samples_leaf=smallest, random_state=0)
    splits = tree.fit(at.reshape(-1, 1), bad).tree_
    thresholds = splits.threshold[splits.children_left >= 0]
    starts: NDArray[np.int64] = np.unique(np.floor(thresholds).astype(np.int64) + 1)
    return starts


def between(distinct: NDArray[np.float64], start: int) -> float:
    """A short number above the value before `start`, up to the value there."""
    low, high = float(distinct[start - 1]), float(distinct[start])
    for digits in range(1, 17):
        short = float(f"{low / 2 + high / 2:.{digits}g}")
        if low < short <= high:
            return short
    return high


def _spikes(values: NDArray[np.float64], min_share: float, special: list[float]) -> list[float]:
    """Values at the ends of the range that are too frequent to be quantities: 0 for unknown, 9999999 for none."""
    finite = values[np.isfinite(values)]
    distinct, counts = np.unique(finite[~np.isin(finite, special)], return_counts=True)
    if len(distinct) <= _DISCRETE:
        return []
    found = [number for number in (0, 1, len(distinct) - 1) if counts[number] >= min_share * len(values)]
    if 1 in found and 0 not in found:
        found.remove(1)
    return [float(distinct[number]) for number in found]


def _scatter(known: Bools, chosen: Bools) -> Bools:
    rows = np.zeros(len(known), dtype=np.bool_)
    rows[known] = chosen
    return rows


def _filled(item: Bin, rows: Bools, bad: Bools, rules: Binning) -> Bin:
    """The bin with its counts and WOE; a rare missing or pooled bin stays neutral and uninformative."""
    count = int(rows.sum())
    bads = int((rows & bad).sum())
    rare = item.kind in (BinKind.OTHER, BinKind.MISSING) and count < MIN_EVIDENCE
    evidence = (count - bads + rules.smoothing) / (~bad).sum() / ((bads + rules.smoothing) / bad.sum())
    return replace(
        item,
        count=count,
        bad_rate=round(bads / count, 6) if count else None,
        woe=0.0 if rare else round(float(np.log(evidence)), 6),
        informative=not rare,
    )


def finished(name: str, numeric: bool, bins: list[Bin], rules: Binning) -> Attribute:
    """The attribute of bins with counts: the bin of an absent source, the information value and the trend added."""
    bins.append(Bin(BinKind.NOT_GRANTED, 0.0, woe=0.0, informative=False))
    counts = np.array([item.count or 0 for item in bins], dtype=float)
    bads = np.round(counts * np.array([item.bad_rate or 0.0 for item in bins]))
    present = counts > 0
    iv = information_value((counts - bads)[present], bads[present], rules.smoothing)
    return Attribute(
        name=name,
        label=Text(zh=name, en=name),
        source="data",
        numeric=numeric,
        bins=tuple(bins),
        iv=round(iv, 6),
        trend=_trend(bins),
    )


def _trend(bins: list[Bin]) -> str | None:
    run = [item.woe or 0.0 for item in bins if item.kind is BinKind.INTERVAL]
    steps = [right > left for left, right in pairwise(run)]
    if not steps:
        return None
    if all(steps):
        return "rising"
    if not any(steps):
        return "falling"
    turns = sum(left != right for left, right in pairwise(steps))
    if turns == 1:
        return "peak" if steps[0] else "valley"
    return "free"
