"""Calendar months as numbers, so that windows are subtractions.

>>> from datetime import date
>>> month = month_of(date(2026, 6, 30))
>>> label(month), label(month - 35), months_between(date(2025, 7, 3), date(2026, 6, 30))
('2026-06', '2023-07', 12)
"""

from datetime import date


def month_of(day: date) -> int:
    """The month of a day, counted from year 0."""
    return day.year * 12 + day.month - 1


def label(month: int) -> str:
    """A month as YYYY-MM."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def months_between(first: date, last: date) -> int:
    """Calendar months from the one of `first` to the one of `last`, both counted."""
    return month_of(last) - month_of(first) + 1
