"""Three years of an enterprise's events by calendar month, the month of `as_of` last.

>>> from datetime import date
>>> empty = timeline_of("a", (), date(2026, 6, 30), since=date(2025, 1, 1))
>>> len(empty.months), empty.months[-1].month, empty.months[0].covered, empty.months[-1].covered
(36, '2026-06', False, True)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from puhui.opinion.events import Event
from puhui.opinion.months import label, month_of
from puhui.opinion.sentiment import Mood

MONTHS = 36


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its events by mood, and whether the feed covers it. What is not covered is unknown, never quiet."""

    month: str
    bad: int
    neutral: int
    good: int
    covered: bool

    @property
    def events(self) -> int:
        """All events of the month."""
        return self.bad + self.neutral + self.good


@dataclass(frozen=True)
class Timeline:
    """An enterprise's months and the events in them, oldest first."""

    key: str
    as_of: date
    months: tuple[Month, ...]
    events: tuple[Event, ...]

    def as_dict(self) -> dict[str, object]:
        """The timeline as documents carry it."""
        return {
            "key": self.key, "as_of": self.as_of.isoformat(),
            "months": [
                {"month": one.month, "bad": one.bad, "neutral": one.neutral, "good": one.good, "covered": one.covered}
                for one in self.months
            ],
            "events": [event.as_dict() for event in self.events],
        }  # fmt: skip


def timeline_of(key: str, events: Sequence[Event], as_of: date, *, since: date | None) -> Timeline:
    """The last 36 months up to `as_of`; `since` is the first day that the feed covers."""
    last = month_of(as_of)
    first = last - MONTHS + 1
    inside = tuple(event for event in events if event.day <= as_of and month_of(event.day) >= first)
    counts = {(month_of(event.day), mood): 0 for event in inside for mood in Mood}
    for event in inside:
        counts[month_of(event.day), event.mood] += 1
    covered_from = month_of(since) if since and since <= as_of else last + 1
    months = tuple(
        Month(
            label(month), counts.get((month, Mood.BAD), 0), counts.get((month, Mood.NEUTRAL), 0),
            counts.get((month, Mood.GOOD), 0), month >= covered_from,
        )
        for month in range(first, last + 1)
    )  # fmt: skip
    return Timeline(key, as_of, months, inside)
