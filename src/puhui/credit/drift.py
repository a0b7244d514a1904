"""Columns that moved: how far each one's values shifted inside the training rows, before anything is fitted.

A column whose coding changed, or whose applicants became others, says in the later rows something else than in the
earlier ones; a model learns the mixture and serves on the later kind. No outcome is looked at, so leaving such columns
out cannot favour the rows that a model is tried on.

PSI over the tenths of the earlier rows (numbers) or the values of at least 5 % of either part (categories; the others
together), with a group of its own for absence. Few rows move by chance: PSI of two samples of one population is about
`(1/n + 1/m) · χ²` (from about five later rows a group), so a column counts as moved beyond 0.25 *and* beyond what
chance gives once in a thousand.

>>> rng = np.random.default_rng(1)
>>> later = np.arange(2000) >= 1000
>>> same, coded = rng.normal(size=2000), np.where(later, rng.normal(size=2000), 0.0)
>>> [one.column for one in movements({"same": same, "coded": coded}, later) if one.moved]
['coded']
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from puhui.credit.binning import Bools
from puhui.credit.compiled import as_category
from puhui.credit.errors import NothingToLearnFrom
from puhui.credit.validation import psi
from puhui.kernel import Text

PSI_MAJOR = 0.25
_CHANCE = 0.001
_RARE = 0.05
_GROUPS = 10


@dataclass(frozen=True, slots=True)
class Movement:
    """A column's PSI from earlier to later rows, and the PSI that chance alone gives once in a thousand."""

    column: str
    psi: float
    by_chance: float

    @property
    def moved(self) -> bool:
        """Whether it moved by more than chance and more than a model should bear."""
        return self.psi > max(PSI_MAJOR, self.by_chance)


def movements(frame: Mapping[str, NDArray[Any]], later: Bools) -> list[Movement]:
    """Every column's movement between the rows that are not `later` and those that are, in the frame's order.

    Raises `NothingToLearnFrom` when either part is empty.
    """
    rows, late = len(later), int(later.sum())
    if late in (0, rows):
        reason = Text(zh=f"较早 {rows - late} 行、较晚 {late} 行", en=f"{rows - late} earlier and {late} later rows")
        raise NothingToLearnFrom(reason=reason, stage="credit.drift")
    found = []
    for name, values in frame.items():
        group = _groups(values, later)
        count = int(group.max()) + 1
        parts = [np.bincount(group[part], minlength=count).astype(np.float64) for part in (~later, later)]
        used = int(((parts[0] + parts[1]) > 0).sum())
        by_chance = float(chi2.ppf(1 - _CHANCE, used - 1)) * (1 / (rows - late) + 1 / late) if used > 1 else 0.0
        found.append(Movement(name, round(psi(*parts), 4), round(by_chance, 4)))
    return found


def _groups(values: NDArray[Any], later: Bools) -> NDArray[np.int64]:
    """Which group each value falls into; 0 is absence."""
    if values.dtype.kind == "f":
        known = np.isfinite(values)
        before = values[known & ~later]
        edges = np.unique(np.quantile(before, np.linspace(0, 1, _GROUPS + 1)[1:-1])) if len(before) else np.zeros(0)
        # A value that fills many tenths is a group by itself: what lies above it is another.
        at = np.searchsorted(edges, values, side="left") + np.searchsorted(edges, values, side="right")
        return np.where(known, at + 1, 0)
    spelt = np.array([as_category(value) or "" for value in values.tolist()], dtype=object)
    names, at = np.unique(spelt, return_inverse=True)
    shares = [np.bincount(at[part], minlength=len(names)) / part.sum() for part in (~later, later)]
    common = np.maximum(*shares) >= _RARE
    number = np.where(common, np.cumsum(common) + 1, 1)
    return np.where(spelt == "", 0, number[at])
