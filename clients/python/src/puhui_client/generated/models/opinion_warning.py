from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.opinion_warning_level import (
    OpinionWarningLevel,
    check_opinion_warning_level,
)

T = TypeVar("T", bound="OpinionWarning")


@_attrs_define
class OpinionWarning:
    """An early warning; `events` are places in the list of events.

    Attributes:
        advice (str):
        code (str):
        events (list[int]):
        level (OpinionWarningLevel):
        text (str):
    """

    advice: str
    code: str
    events: list[int]
    level: OpinionWarningLevel
    text: str

    def to_dict(self) -> dict[str, Any]:
        advice = self.advice

        code = self.code

        events = self.events

        level: str = self.level

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "advice": advice,
                "code": code,
                "events": events,
                "level": level,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        advice = d.pop("advice")

        code = d.pop("code")

        events = cast(list[int], d.pop("events"))

        level = check_opinion_warning_level(d.pop("level"))

        text = d.pop("text")

        opinion_warning = cls(
            advice=advice,
            code=code,
            events=events,
            level=level,
            text=text,
        )

        return opinion_warning
