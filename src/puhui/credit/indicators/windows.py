"""What the sources share: time windows, and arithmetic that gives the same bits in every warehouse.

`M(k)` is the last k full calendar months up to the day asked for. Sums are of whole numbers (fen, watt-hours, days), so
their order does not matter; a floating-point number appears only in the last steps of an indicator, where every
warehouse does the same IEEE 754 operations in the same order. That is why DuckDB and PostgreSQL agree to the bit, and
why no expression here uses a warehouse's own deviation, correlation or rounding: each has its own algorithm.

>>> import ibis
>>> asked = ibis.memtable([{"enterprise": "E1", "as_of": date(2026, 7, 15)}], schema=SUBJECTS)
>>> until(asked).to_pyarrow().to_pylist()[0]["until"].isoformat()
'2026-06-30'
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import add
from typing import Any

import ibis
from ibis import _

SUBJECTS = {"enterprise": "string", "as_of": "date"}
YEAR = 12
_BILLION = 1_000_000_000

__all__ = [
    "SUBJECTS", "YEAR", "ago", "by_month", "change", "concentration", "date", "days", "deviation", "either", "flag",
    "joined", "likeness", "mean", "never_nan", "ratio", "share", "slope", "total", "until", "whole",
]  # fmt: skip


def until(subjects: Any) -> Any:
    """`subjects` with `until`, the end of the last full month."""
    month = (_.as_of + ibis.interval(days=1)).truncate("M")
    return subjects.select("enterprise", "as_of", until=(month - ibis.interval(days=1)).cast("date"))


def ago(later: Any, earlier: Any) -> Any:
    """Full calendar months from the month of `earlier` to the month of `later`."""
    return ((later.year() - earlier.year()) * YEAR + (later.month() - earlier.month())).cast("int32")


def days(later: Any, earlier: Any) -> Any:
    """Days from `earlier` to `later`."""
    return later.delta(earlier, unit="day").cast("int64")


def ratio(part: Any, whole: Any) -> Any:
    """`part / whole`, absent where the whole is not above zero."""
    return ibis.ifelse(whole > 0, part.cast("float64") / whole.cast("float64"), ibis.null())


def change(new: Any, old: Any) -> Any:
    """`new / old - 1`, absent where the old is not above zero."""
    return ratio(new, old) - 1


def either(condition: Any, value: Any) -> Any:
    """`value` where the condition holds, else absent."""
    return ibis.ifelse(condition, value, ibis.null())


def flag(condition: Any) -> Any:
    """1 where the condition holds, else 0, also where nobody can tell."""
    return ibis.ifelse(condition, 1, 0).cast("int64")


def total(column: Any, where: Any = None) -> Any:
    """A sum of whole numbers, zero where nothing is summed; int64 in every warehouse (they widen sums differently)."""
    return column.sum(where=where).fill_null(0).cast("int64")


def whole(number: Any) -> Any:
    """The nearest whole number, halves up (warehouses differ in how they round a half)."""
    return (number.cast("float64") + 0.5).floor().cast("int64")


def never_nan(number: Any) -> Any:
    """A float, absent where the file says that it is no number."""
    return ibis.ifelse(number.isnan(), ibis.null(), number)


def by_month(column: Any, months_ago: Any, count: int) -> dict[str, Any]:
    """Sums of a whole-numbered column for each of the last `count` months: `m0` (the last full one), `m1`, …"""
    return {f"m{number}": total(column, months_ago == number) for number in range(count)}


def slope(values: Sequence[Any]) -> Any:
    """The least-squares slope a month of whole numbers, latest first, divided by their mean; absent without a mean."""
    count = len(values)
    # The value k months ago stands at time -k; twice its distance from the middle of all times is a whole number.
    moment = _sum(value * (count - 1 - 2 * number) for number, value in enumerate(values))
    squares = count * (count * count - 1) // 3  # Σ of the squared doubled distances
    return ratio(moment.cast("float64") * 2 / squares, _sum(values).cast("float64") / count)


def mean(values: Sequence[Any], known: Any) -> Any:
    """The mean of the latest `known` of `values` (latest first), added up in that order."""
    return _latest(values, known) / known.cast("float64")


def deviation(values: Sequence[Any], known: Any, mean: Any) -> Any:
    """Sample standard deviation of the latest `known` of `values` (latest first), over their mean.

    Added up in one order around the mean, which has been computed before: exact to the last bits where a sum of squares
    is not. Absent for fewer than two values and where the mean is not above zero.
    """
    apart = (value.cast("float64") - mean for value in values)
    squares = _latest([distance * distance for distance in apart], known)
    return ratio((squares / ibis.ifelse(known > 1, known.cast("float64") - 1.0, ibis.null())).sqrt(), mean)


def likeness(left: Sequence[Any], right: Sequence[Any], means: tuple[Any, Any]) -> Any:
    """Pearson's correlation of two rows of as many numbers, not below zero; absent where one never moves."""
    pairs = [(a.cast("float64") - means[0], b.cast("float64") - means[1]) for a, b in zip(left, right, strict=True)]
    together = _sum(a * b for a, b in pairs)
    apart = _sum(a * a for a, _b in pairs) * _sum(b * b for _a, b in pairs)
    return ibis.ifelse(apart > 0, ibis.greatest(together / apart.sqrt(), 0.0), ibis.null())


def share(part: Any, all_of_it: Any) -> Any:
    """A share in whole billionths, half up: shares so rounded have sums and squares that are exact."""
    return whole(part.cast("float64") * _BILLION / all_of_it.cast("float64"))


def concentration(billionths: Any) -> Any:
    """Σ of squared shares (Herfindahl–Hirschman index, 0 to 1) of shares in billionths."""
    squares = (billionths * billionths).sum().cast("int64")
    return squares.cast("float64") / (_BILLION * _BILLION)


def joined(subjects: Any, parts: Iterable[Any]) -> Any:
    """`subjects` with every part beside: tables of one row an enterprise. One join, whatever their number."""
    row = subjects
    for number, part in enumerate(parts):  # keys of their own names let all joins be one, with half the SQL to plan
        named = part.rename({f"key{number}": "enterprise"})
        row = row.left_join(named, row.enterprise == named[f"key{number}"])
    return row


def _latest(values: Sequence[Any], known: Any) -> Any:
    return _sum(ibis.ifelse(known > number, value.cast("float64"), 0.0) for number, value in enumerate(values))


def _sum(values: Iterable[Any]) -> Any:
    return reduce(add, values)
