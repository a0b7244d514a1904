"""One enterprise's timeline as a document that travels: months, events with every report's source, early warnings.

Newest events first, `EVENTS_MAX` of them; of each `REPORTS_MAX` reports. What did not fit is said by `cut`, and the
months count it all the same. A warning names the events it rests on by their places.

>>> from datetime import date
>>> told = timeline_document("a", (), date(2026, 6, 30), since=date(2025, 1, 1), model="m@1")
>>> len(told["months"]), told["events"], told["warnings"], told["cut"]
(36, [], [], False)
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from puhui.kernel import Text
from puhui.opinion.events import Event
from puhui.opinion.timeline import timeline_of
from puhui.opinion.warning import ShareLine, WarningRules, shipped_rules

EVENTS_MAX = 100
REPORTS_MAX = 20


def timeline_document(
    key: str,
    events: Sequence[Event],
    as_of: date,
    *,
    since: date | None,
    model: str,
    rules: WarningRules | None = None,
) -> dict[str, Any]:
    """What was written of an enterprise in the 36 months up to `as_of`, for `reading.read_timeline`."""
    line = timeline_of(key, events, as_of, since=since)
    newest = sorted(line.events, key=lambda event: (event.day, event.title), reverse=True)
    shown = newest[:EVENTS_MAX]
    place = {id(event): number for number, event in enumerate(shown)}
    rules = rules or shipped_rules()
    share = rules.line(line.events, as_of)
    return {
        "as_of": as_of.isoformat(),
        "since": None if since is None else since.isoformat(),
        "model": model,
        "rules": rules.version,
        "months": line.as_dict()["months"],
        "events": [_event(event) for event in shown],
        "cut": len(shown) < len(newest) or any(len(event.articles) > REPORTS_MAX for event in shown),
        "warnings": [
            {
                "code": found.code,
                "level": found.level,
                "text": _both(found.text),
                "advice": _both(found.advice),
                "events": [place[id(event)] for event in found.evidence if id(event) in place],
            }
            for found in rules.findings(line.events, as_of)
        ],
        "line": None if share is None else _rounded(share),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "day": event.day.isoformat(),
        "title": event.title,
        "mood": event.mood.value,
        "p_bad": round(event.p_bad, 4),
        "topic": None if event.topic is None else event.topic.code,
        "topic_label": None if event.topic is None else _both(event.topic.label),
        "severity": event.severity,
        "reports": [
            {
                "published_on": one.published_on.isoformat(),
                "source": one.source,
                "title": one.title,
                "url": one.url,
            }
            for one in event.articles[:REPORTS_MAX]
        ],
    }


def _rounded(line: ShareLine) -> dict[str, Any]:
    return {name: None if value is None else round(value, 6) for name, value in asdict(line).items()}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
