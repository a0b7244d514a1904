"""Merging fine bins into few: the partition of highest information value under a trend, exactly and fast.

Dynamic programming over (number of bins, first and last fine bin of the latest bin): with 20 fine bins and at most 8
merged ones it takes milliseconds where a general solver takes tenths of a second, and equal inputs give equal bins.

>>> merge(np.array([90, 80, 60, 65, 20]), np.array([10, 20, 40, 35, 80]), Shape.FALLING, max_bins=5, min_count=50).ends
(1, 2, 4, 5)
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Shape(StrEnum):
    """How WOE runs over the merged bins, from the lowest values to the highest."""

    RISING = "rising"
    FALLING = "falling"
    PEAK = "peak"
    VALLEY = "valley"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Merged:
    """Bin `n` holds the fine bins from `ends[n - 1]` (or 0) up to, but not with, `ends[n]`."""

    ends: tuple[int, ...]
    iv: float


@dataclass(frozen=True, slots=True)
class _Paths:
    """`best[k, i, j]`: the highest IV of k + 1 bins that cover 0 … j, the last being i … j; `before[k, i, j]` is the
    first fine bin of the one before it."""

    best: Floats
    before: NDArray[np.int64]

    def trace(self, k: int, i: int, j: int) -> list[tuple[int, int]]:
        """The bins of a path, in order, as (first, last)."""
        bins = [(i, j)]
        while k:
            i, j, k = int(self.before[k, i, j]), i - 1, k - 1
            bins.append((i, j))
        return bins[::-1]


def merge(
    good: NDArray[np.int64],
    bad: NDArray[np.int64],
    shape: Shape,
    *,
    max_bins: int,
    min_count: float,
    smoothing: float = 0.5,
) -> Merged:
    """The best partition of fine bins with these counts. One bin, if no more of `min_count` rows can be made."""
    fine = len(good)
    whole = Merged((fine,), 0.0)
    if fine < 2:
        return whole
    value, woe = _cells(good, bad, min_count, smoothing)
    sign = -1.0 if shape in (Shape.FALLING, Shape.VALLEY) else 1.0
    forth = _paths(value, sign * woe, max_bins, free=shape is Shape.FREE)
    if shape not in (Shape.PEAK, Shape.VALLEY):
        ends = forth.best[:, :, -1]
        k, i = (int(n) for n in np.unravel_index(np.argmax(ends), ends.shape))
        return _merged(forth.trace(k, i, fine - 1), ends[k, i]) if np.isfinite(ends[k, i]) else whole
    # Up to the top bin from the left, and up to it from the right: the top bin is counted once.
    back = _paths(value[::-1, ::-1].T, sign * woe[::-1, ::-1].T, max_bins, free=False)
    mirrored = back.best[:, ::-1, ::-1].transpose(0, 2, 1)
    found, top = -np.inf, (0, 0, 0, 0)
    for left in range(max_bins):
        for right in range(max_bins - left):
            total = forth.best[left] + mirrored[right] - np.where(np.isfinite(value), value, 0.0)
            i, j = (int(n) for n in np.unravel_index(np.argmax(total), total.shape))
            if total[i, j] > found:
                found, top = float(total[i, j]), (left, right, i, j)
    if not np.isfinite(found):
        return whole
    left, right, i, j = top
    rest = [(fine - 1 - b, fine - 1 - a) for a, b in back.trace(right, fine - 1 - j, fine - 1 - i)]
    return _merged(forth.trace(left, i, j) + rest[-2::-1], found)


def _merged(bins: list[tuple[int, int]], iv: float) -> Merged:
    return Merged(tuple(last + 1 for _, last in bins), float(iv))


def _cells(
    good: NDArray[np.int64], bad: NDArray[np.int64], min_count: float, smoothing: float
) -> tuple[Floats, Floats]:
    """IV and WOE of every run i … j of fine bins; IV is -inf where the run is too small or no run."""
    goods, bads = (np.concatenate([[0.0], np.cumsum(counts)]) for counts in (good, bad))
    g = goods[None, 1:] - goods[:-1, None]
    b = bads[None, 1:] - bads[:-1, None]
    run = np.triu(np.ones_like(g, dtype=np.bool_))
    with np.errstate(invalid="ignore", divide="ignore"):
        woe = np.log((g + smoothing) / goods[-1]) - np.log((b + smoothing) / bads[-1])
        value = (g / goods[-1] - b / bads[-1]) * woe
    return np.where(run & (g + b >= min_count), value, -np.inf), np.where(run, woe, np.nan)


def _paths(value: Floats, woe: Floats, max_bins: int, *, free: bool) -> _Paths:
    fine = len(value)
    best = np.full((max_bins, fine, fine), -np.inf)
    before = np.zeros((max_bins, fine, fine), dtype=np.int64)
    best[0, 0] = value[0]
    for i in range(1, fine):
        starts = np.argsort(woe[:i, i - 1], kind="stable")  # runs that end just before i, by rising WOE
        rising = woe[starts, i - 1]
        # How many of them lie strictly below each run i … j.
        below = np.full(fine - i, i) if free else np.searchsorted(rising, woe[i, i:], side="left")
        for k in range(1, max_bins):
            reach = best[k - 1, starts, i - 1]
            top = np.maximum.accumulate(reach)
            first = np.maximum.accumulate(np.where(reach == top, np.arange(i), 0))
            some = below > 0
            last = np.maximum(below - 1, 0)
            best[k, i, i:] = np.where(some, top[last] + value[i, i:], -np.inf)
            before[k, i, i:] = starts[first[last]]
    return _Paths(best, before)
