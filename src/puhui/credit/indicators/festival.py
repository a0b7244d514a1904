"""The Spring Festival, taken out of what is compared from month to month (domain/electricity-loan §3: mandatory).

Business sleeps for two weeks around the first day of the lunar year, which falls anywhere between 21 January and 20
February: last year's February may have held the festival and this year's not. So a month counts as many days as
business worked in it, in hundredths of a day, and comparisons are between figures per such day.

How much of a day is left was measured on the daily meters of 1,033 enterprises of one county over the festivals of 2015
and 2016 (mean of consumption over each one's median of the weeks around); a default, mark J. A firm that never stops is
a little flattered in its festival month; one that stops for longer is judged a little hard there.

>>> first_days()[0].isoformat(), LEFT_PERCENT[0]
('2005-02-09', 31)
>>> (28 * 100 - lost(2026, 2), 31 * 100 - lost(2026, 1), 31 * 100 - lost(2026, 3))
(2016, 3100, 3100)
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

import ibis

from puhui.credit.indicators.windows import YEAR, days

# Day and month of the first day of the lunar year, 2005 to 2045 (new moon by the mean lunation, Beijing time).
_FIRST_YEAR = 2005
_DAYS = (
    "0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 "
    "0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217"
)
LEFT_PERCENT: Mapping[int, int] = MappingProxyType(
    dict(enumerate((80, 65, 59, 51, 43, 34, 31, 31, 33, 33, 36, 38, 47, 64, 82, 89), start=-6))
)
"""Days from the first day of the lunar year → what is left of a day's business, in per cent."""


def first_days() -> list[date]:
    """The first days of the lunar years known here."""
    return [date(year, int(text[:2]), int(text[2:])) for year, text in enumerate(_DAYS.split(), start=_FIRST_YEAR)]


@cache
def _lost() -> Mapping[int, int]:
    """Month number (year · 12 + month) → hundredths of days that business slept."""
    lost: dict[int, int] = {}
    for first in first_days():
        for offset, left in LEFT_PERCENT.items():
            day = first + timedelta(days=offset)
            number = day.year * YEAR + day.month
            lost[number] = lost.get(number, 0) + 100 - left
    return MappingProxyType(lost)


def lost(year: int, month: int) -> int:
    """Hundredths of days that business slept in a month."""
    return _lost().get(year * YEAR + month, 0)


def working(month: Any) -> Any:
    """The length of a month (a date column of first days) as business counts it, in hundredths of days; whole."""
    number = (month.year() * YEAR + month.month()).cast("int64")
    length = days((month + ibis.interval(months=1)).cast("date"), month)
    return length * 100 - number.cases(*_lost().items(), else_=0).cast("int64")


def resting(day: Any) -> Any:
    """Whether a date lies in the two weeks around the festival, when no daily figure is judged."""
    spans = [
        (first + timedelta(days=min(LEFT_PERCENT)), first + timedelta(days=max(LEFT_PERCENT))) for first in first_days()
    ]
    near = [day.between(ibis.date(a.year, a.month, a.day), ibis.date(b.year, b.month, b.day)) for a, b in spans]
    return ibis.or_(*near)
