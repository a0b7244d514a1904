"""The economy's months and days: history up to `as_of`, a lead-in before it, twelve months of future after it.

Days are integers since 1970-01-01 and months are counted from the first month of history, so the lead-in is negative.
Business sleeps around the Spring Festival and on Sundays: each day carries a weight, and a month's weight is their sum.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import polars as pl

from puhui.city.economy.streams import F64, I64
from puhui.kernel import Category, PuhuiError, Text

LEAD = 24  # months of hidden life before history, so that every source can look back
FUTURE = 12  # months of hidden life after `as_of`: what a score should foresee
NEVER = 2**30  # a day that does not come

# First day of the lunar year, 2010 to 2040.
_SPRING_FESTIVAL = [
    date.fromisoformat(text)
    for text in [
        "2010-02-14",
        "2011-02-03",
        "2012-01-23",
        "2013-02-10",
        "2014-01-31",
        "2015-02-19",
        "2016-02-08",
        "2017-01-28",
        "2018-02-16",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-03",
        "2031-01-23",
        "2032-02-11",
        "2033-01-31",
        "2034-02-19",
        "2035-02-08",
        "2036-01-28",
        "2037-02-15",
        "2038-02-04",
        "2039-01-24",
        "2040-02-12",
    ]
]
AS_OF_FIRST = date(2016, 1, 1)
AS_OF_LAST = date(2038, 12, 31)
_WEEKDAY = (1.12, 1.07, 1.05, 1.0, 0.92, 0.2, 0.16)  # Monday first; measured on real invoices


class EconomyRefused(PuhuiError):
    """The economy was asked for something outside its stated limits."""

    category = Category.INVALID
    cause = Text(zh="模拟经济参数 {name} = {value} 超出范围", en="the economy's {name} = {value} is out of range")
    remedy = Text(zh="请取 {low} 至 {high} 之间的值", en="choose a value from {low} to {high}")


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


@dataclass(frozen=True)
class Timeline:
    """Months 0 … `complete`−1 are whole months of history; unless `as_of` ends a month, one partial month follows."""

    as_of: date
    complete: int
    first: np.datetime64 = field(init=False)  # month 0
    width: int = field(init=False)  # months of history including the partial one
    _day_zero: int = field(init=False)
    _cumulative: F64 = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not AS_OF_FIRST <= self.as_of <= AS_OF_LAST:
            raise EconomyRefused(stage="city.economy", name="as_of", value=self.as_of, low=AS_OF_FIRST, high=AS_OF_LAST)
        month_ends = (self.as_of + timedelta(days=1)).day == 1
        current = np.datetime64(self.as_of.isoformat(), "M")
        width = self.complete + (0 if month_ends else 1)
        put = object.__setattr__  # a frozen dataclass fills its derived fields once
        put(self, "width", width)
        put(self, "first", current - (width - 1))
        put(self, "_day_zero", int(self.month_start(np.array([-LEAD]))[0]))
        put(self, "_cumulative", self._weigh())

    def month_start(self, months: I64) -> I64:
        """First day of each month."""
        return (self.first + months).astype("datetime64[D]").astype(np.int64)

    @property
    def months(self) -> I64:
        """The months of history, the partial one included."""
        return np.arange(self.width)

    @property
    def today(self) -> int:
        """`as_of` as a day."""
        return day_number(self.as_of)

    def month_of_year(self, months: I64) -> I64:
        """1 to 12."""
        return ((self.first + months).astype("datetime64[M]").astype(np.int64) % 12) + 1

    def year(self, months: I64) -> I64:
        """Calendar year."""
        return (self.first + months).astype("datetime64[M]").astype(np.int64) // 12 + 1970

    def _weigh(self) -> F64:
        last = int(self.month_start(np.array([self.width + FUTURE]))[0])
        days = np.arange(self._day_zero, last)
        weekday = (days + 3) % 7  # 1970-01-01 was a Thursday
        weight = np.asarray(_WEEKDAY)[weekday]
        for festival in _SPRING_FESTIVAL:
            away = days - day_number(festival)
            weight = np.where((away >= -2) & (away <= 6), weight * 0.06, weight)
            weight = np.where((away >= -9) & (away < -2), weight * 0.65, weight)
            weight = np.where((away > 6) & (away <= 15), weight * 0.55, weight)
        return np.concatenate([[0.0], np.cumsum(weight)])

    def month_weight(self, months: I64) -> F64:
        """Business days' weight of each month relative to an average one; what lies after `as_of` counts nothing."""
        start = self.month_start(months) - self._day_zero
        end = np.minimum(self.month_start(months + 1), self.today + 1) - self._day_zero
        mean = self._cumulative[-1] / (len(self._cumulative) - 1) * 30.4375
        weight: F64 = (self._cumulative[np.maximum(end, start)] - self._cumulative[start]) / mean
        return weight

    def business_day(self, rng: np.random.Generator, months: I64) -> I64:
        """A day in each month (not after `as_of`), likelier on busy days."""
        start = self.month_start(months) - self._day_zero
        end = np.minimum(self.month_start(months + 1), self.today + 1) - self._day_zero
        low, high = self._cumulative[start], self._cumulative[end]
        place = low + rng.random(len(months)) * (high - low)
        found = np.searchsorted(self._cumulative, place, side="right") - 1
        day: I64 = np.clip(found, start, end - 1) + self._day_zero
        return day


def dates(days: I64, today: int = NEVER - 1) -> pl.Series:
    """Days as a `DATE` column; what lies after `today` has not happened and is null."""
    column = pl.Series(days.astype(np.int32))
    return column.set(column > today, None).cast(pl.Date)
