from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.opinion_event_mood import OpinionEventMood, check_opinion_event_mood

if TYPE_CHECKING:
    from ..models.opinion_report import OpinionReport


T = TypeVar("T", bound="OpinionEvent")


@_attrs_define
class OpinionEvent:
    """One event, reprints folded: the earliest report speaks for it.

    Attributes:
        day (datetime.date):
        mood (OpinionEventMood):
        p_bad (float):
        reports (list[OpinionReport]):
        severity (int):
        title (str):
        topic (None | str):
        topic_label (None | str):
    """

    day: datetime.date
    mood: OpinionEventMood
    p_bad: float
    reports: list[OpinionReport]
    severity: int
    title: str
    topic: None | str
    topic_label: None | str

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        mood: str = self.mood

        p_bad = self.p_bad

        reports = []
        for reports_item_data in self.reports:
            reports_item = reports_item_data.to_dict()
            reports.append(reports_item)

        severity = self.severity

        title = self.title

        topic: None | str
        topic = self.topic

        topic_label: None | str
        topic_label = self.topic_label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "day": day,
                "mood": mood,
                "p_bad": p_bad,
                "reports": reports,
                "severity": severity,
                "title": title,
                "topic": topic,
                "topic_label": topic_label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opinion_report import OpinionReport

        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        mood = check_opinion_event_mood(d.pop("mood"))

        p_bad = d.pop("p_bad")

        reports = []
        _reports = d.pop("reports")
        for reports_item_data in _reports:
            reports_item = OpinionReport.from_dict(reports_item_data)

            reports.append(reports_item)

        severity = d.pop("severity")

        title = d.pop("title")

        def _parse_topic(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        topic = _parse_topic(d.pop("topic"))

        def _parse_topic_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        topic_label = _parse_topic_label(d.pop("topic_label"))

        opinion_event = cls(
            day=day,
            mood=mood,
            p_bad=p_bad,
            reports=reports,
            severity=severity,
            title=title,
            topic=topic,
            topic_label=topic_label,
        )

        return opinion_event
