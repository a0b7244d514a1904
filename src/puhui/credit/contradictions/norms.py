"""What is usual in an industry: a line of sales over power, a band of tax burdens. Robust, so that a few cheats do
not move it.

The line is Theil and Sen's (the median of all slopes), the spread 1.4826 times the median absolute residual: for a
normal spread that is its standard deviation. Above 2,000 peers every k-th is taken, in the order of the right side.

>>> import numpy as np
>>> kwh = np.geomspace(1_000, 1_000_000, 400)
>>> revenue = 50 * kwh**0.8 * np.exp(0.3 * np.sin(np.arange(400.0)))
>>> line = fit_line(revenue, kwh)
>>> round(line.slope, 2), line.peers, abs(line.off(50 * 10_000**0.8, 10_000.0)) < 0.1
(0.8, 400, True)
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from puhui.credit.grades import Floats

_ROWS_MAX = 2_000
_TO_SD = 1.4826  # of the median absolute deviation of a normal distribution
_SD_MIN = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """`log(left) = level + slope · log(right)`, with the standard deviation of what is off it, seen on `peers`."""

    level: float
    slope: float
    sd: float
    peers: int

    def off(self, left: float, right: float) -> float | None:
        """How many standard deviations a pair is off the line; None where a side is not above zero."""
        if left <= 0 or right <= 0:
            return None
        return (math.log(left) - self.level - self.slope * math.log(right)) / self.sd


@dataclass(frozen=True, slots=True)
class Band:
    """The usual ratio of left to right, with its standard deviation, seen on `peers`."""

    median: float
    sd: float
    peers: int

    def off(self, left: float, right: float) -> float | None:
        """How many standard deviations a ratio is off the median; None where the right side is not above zero."""
        return None if right <= 0 else (left / right - self.median) / self.sd


Norm = Line | Band
Norms = Mapping[str, Norm]  # of one industry, by the code of the check


def fit_line(left: Floats, right: Floats) -> Line:
    """The industry's line from its enterprises' two figures; pairs that are not above zero are left out."""
    from scipy.stats import theilslopes  # a second to import, which a node that only reads norms need not wait for

    kept = (left > 0) & (right > 0)
    x, y = np.log(right[kept]), np.log(left[kept])
    order = np.argsort(x, kind="stable")[:: max(1, -(-len(x) // _ROWS_MAX))]
    if len(order) < 2 or x[order[0]] == x[order[-1]]:
        slope, level = 0.0, float(np.median(y)) if len(y) else 0.0
    else:
        slope = float(theilslopes(y[order], x[order]).slope)
        level = float(np.median(y - slope * x))
    return Line(level, slope, _spread(y - level - slope * x), len(x))


def fit_band(left: Floats, right: Floats) -> Band:
    """The industry's band from its enterprises' two figures; those whose right side is not above zero are left out."""
    kept = right > 0
    ratio = left[kept] / right[kept]
    median = float(np.median(ratio)) if len(ratio) else 0.0
    return Band(median, _spread(ratio - median), len(ratio))


def _spread(off: Floats) -> float:
    return max(_SD_MIN, _TO_SD * float(np.median(np.abs(off)))) if len(off) else _SD_MIN
