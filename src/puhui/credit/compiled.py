"""One attribute as arrays: which bin each value falls in, and what each bin is worth. NumPy only.

>>> from puhui.credit.scorecard import EXAMPLE, Scorecard
>>> compiled = Compiled(Scorecard.parse(EXAMPLE).attributes[0], source=0, weight=1)
>>> places = np.empty(3, dtype=np.uint8)
>>> odd = compiled.place(np.array([24.0, 3.0, np.nan]), places)
>>> [compiled.bins[n].kind.value for n in places.tolist()], compiled.points[places].tolist()
(['interval', 'interval', 'missing'], [2550, -4000, 0])
"""

from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import Attribute, BinKind
from puhui.credit.errors import ColumnNotNumeric
from puhui.credit.grades import Floats
from puhui.credit.information import Points

_FEW = 1_024  # below this, one search beats a comparison per edge
_QUANTILES = (0.10, 0.90)
_ORDER = tuple(BinKind)  # intervals and categories first, then other, special, missing, not granted


class Compiled:
    """One attribute as arrays. Bins stand in the order of `_ORDER`: the last two are missing and not granted."""

    def __init__(self, attribute: Attribute, source: int, weight: int) -> None:
        self.name = attribute.name
        self.attribute = attribute
        self.source = source
        self.weight = weight  # of coverage, in millionths
        self.numeric = attribute.numeric
        ranked = sorted(range(len(attribute.bins)), key=lambda i: _ORDER.index(attribute.bins[i].kind))
        self.bins = tuple(attribute.bins[i] for i in ranked)
        self.points = np.array([item.centipoints for item in self.bins], dtype=np.int32)
        self.known = np.array([item.informative for item in self.bins])
        self.first_unknown = int(np.argmin(self.known)) if not self.known.all() else len(self.bins)
        self.missing = len(self.bins) - 2
        self.not_granted = len(self.bins) - 1
        self.edges = np.array(attribute.edges, dtype=np.float64)
        self.special = {
            float(value): index
            for index, item in enumerate(self.bins)
            if item.kind is BinKind.SPECIAL
            for value in item.values
        }
        self.categories: dict[Any, int] = {
            value: index
            for index, item in enumerate(self.bins)
            if item.kind is BinKind.CATEGORY
            for value in item.values
        }
        self.other = next((i for i, item in enumerate(self.bins) if item.kind is BinKind.OTHER), -1)
        shares = attribute.shares[ranked]
        rising = np.argsort(self.points, kind="stable")
        cumulative = np.cumsum(shares[rising])
        low, high = (self.points[rising[np.searchsorted(cumulative, quantile - 1e-12)]] for quantile in _QUANTILES)
        self.gap_low = np.where(self.known, 0, np.maximum(self.points - low, 0)).astype(np.int64)
        self.gap_high = np.where(self.known, 0, np.maximum(high - self.points, 0)).astype(np.int64)
        self.spread = Points(self.points[rising] / 100.0, cumulative, attribute.answered)
        self.lost = np.where(self.known, np.maximum(round(attribute.best * 100) - self.points, 0), 0)

    def column(self, values: NDArray[Any]) -> NDArray[Any]:
        """The values as the comparisons want them: float64, or a list-like of text; raises `ColumnNotNumeric`."""
        values = np.asarray(values)
        if not self.numeric:
            return values
        if values.dtype.kind in "fiub":
            return values.astype(np.float64, copy=False)
        if values.dtype.kind == "O" and not any(isinstance(value, str) for value in values):
            try:
                return values.astype(np.float64)
            except (TypeError, ValueError):
                pass
        example = next((repr(v) for v in values.tolist() if isinstance(v, str) or not is_number(v)), values.dtype.name)
        raise ColumnNotNumeric(column=self.name, example=example, stage="credit.score")

    def place(self, values: NDArray[Any], out: NDArray[np.uint8]) -> int:
        """Write each value's bin to `out`; returns how many were odd: infinities, or categories that no bin names."""
        if self.numeric:
            return self._place_numbers(values, out)
        return self._place_categories(values, out)

    def _place_numbers(self, values: Floats, out: NDArray[np.uint8]) -> int:
        if len(values) <= _FEW:
            out[:] = np.searchsorted(self.edges, values, side="right")
        else:  # one comparison an edge vectorises; a search mispredicts at every step
            out[:] = 0
            above = np.empty(len(values), dtype=np.bool_)
            for edge in self.edges:
                np.greater_equal(values, edge, out=above)
                np.add(out, above.view(np.uint8), out=out)
        for value, index in self.special.items():
            out[values == value] = index
        finite = np.isfinite(values)
        if finite.all():
            return 0
        out[~finite] = self.missing
        return int(np.isinf(values).sum())

    def _place_categories(self, values: NDArray[Any], out: NDArray[np.uint8]) -> int:
        if values.dtype.kind in "fiub":
            values = np.array([as_category(value) for value in values.tolist()], dtype=object)
        table = self.categories | {None: self.missing, "": self.missing}
        out[:] = np.fromiter(map(table.get, values.tolist(), repeat(self.other)), np.uint8, len(values))
        strays = np.flatnonzero(out == self.other)
        odd = 0
        for row in strays:  # other objects: NaN is missing, numbers and booleans are spelt as text
            value = values[row]
            out[row] = table.get(as_category(value), self.other)
            odd += out[row] == self.other
        return odd


def as_category(value: object) -> str | None:
    """How a category's value is spelt: text as it is, whole numbers without a point, None for what is missing."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN alone differs from itself
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_number(value: object) -> bool:
    """Whether a cell can stand in a column of numbers: a number, or no value."""
    return value is None or isinstance(value, int | float | np.number)
