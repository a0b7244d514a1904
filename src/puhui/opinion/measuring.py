"""Indicators of public opinion, as `indicators.json` defines them: one row an enterprise, null where there is no
answer.

A row is what `credit.indicators.read_row` reads: `as_of`, `record_months` and a value a name. A count of zero is a
value where the feed covers the window; a share of nothing is null. No news is not bad news.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from puhui.opinion.events import Event
from puhui.opinion.months import month_of, months_between
from puhui.opinion.sentiment import Mood

_RECENT, _BEFORE, _TREND_MIN = 6, 30, 3
_SEVERE = 3


@cache
def definitions() -> Mapping[str, Any]:
    """The definitions, in the format `puhui-indicators/1`."""
    raw: dict[str, Any] = json.loads(resources.files("puhui.opinion").joinpath("indicators.json").read_text("utf-8"))
    return raw


def within(events: Sequence[Event], as_of: date, months: int, skip: int = 0) -> list[Event]:
    """Events of the last `months` calendar months up to `as_of`, after leaving out the last `skip` of them."""
    last = month_of(as_of) - skip
    return [event for event in events if event.day <= as_of and last - months < month_of(event.day) <= last]


def bad_share(events: Sequence[Event]) -> float | None:
    """Bad events ÷ events; None of none."""
    return sum(event.is_bad for event in events) / len(events) if events else None


def measure(events: Sequence[Event], as_of: date, *, since: date | None) -> dict[str, Any]:
    """One enterprise's row; `since` is the first day that the feed covers, None when there is no feed."""
    covered = months_between(since, as_of) if since and since <= as_of else 0
    windows = {months: within(events, as_of, months) for months in (3, 6, 12, 36)}
    bad = {months: [event for event in inside if event.is_bad] for months, inside in windows.items()}
    row: dict[str, Any] = {"as_of": as_of.isoformat(), "record_months": min(covered, 36)}
    for months, inside in windows.items():
        row[f"news_cnt_{months}"] = len(inside) if covered else None
        row[f"news_neg_share_{months}"] = bad_share(inside)
    for months in (6, 12, 36):
        good = sum(event.mood is Mood.GOOD for event in windows[months])
        row[f"news_neg_cnt_{months}"] = len(bad[months]) if covered else None
        row[f"news_pos_cnt_{months}"] = good if covered else None
    row["news_severe_cnt_12"] = sum(event.severity >= _SEVERE for event in bad[12]) if covered else None
    row["news_neg_trend"] = _trend(events, as_of)
    row["news_worst_topic_12"] = _worst_topic(bad[12])
    row["news_bad_age_d"] = (as_of - max(event.day for event in bad[36])).days if bad[36] else None
    row["news_sources_12"] = len({source for event in windows[12] for source in event.sources}) if covered else None
    return {
        name: row[name] for name in ("as_of", "record_months", *(one["name"] for one in definitions()["indicators"]))
    }


def _trend(events: Sequence[Event], as_of: date) -> float | None:
    recent, before = within(events, as_of, _RECENT), within(events, as_of, _BEFORE, skip=_RECENT)
    now, then = bad_share(recent), bad_share(before)
    if now is None or then is None or min(len(recent), len(before)) < _TREND_MIN:
        return None
    return now - then


def _worst_topic(bad: Sequence[Event]) -> str | None:
    topics = [event.topic for event in bad if event.topic]
    often = Counter(topic.code for topic in topics)
    if not topics:
        return None
    return min(topics, key=lambda topic: (-topic.severity, -often[topic.code], topic.code)).code
