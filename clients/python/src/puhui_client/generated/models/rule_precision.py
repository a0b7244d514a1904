from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.rule_precision_level import RulePrecisionLevel, check_rule_precision_level

T = TypeVar("T", bound="RulePrecision")


@_attrs_define
class RulePrecision:
    """How often a rule was right, of its tasks that somebody closed; `precision` is null below `least` of them.

    Attributes:
        confirmed (int):
        false_alarms (int):
        level (RulePrecisionLevel):
        live (int):
        mark (str):
        precision (float | None):
        rule (str):
        text (str):
    """

    confirmed: int
    false_alarms: int
    level: RulePrecisionLevel
    live: int
    mark: str
    precision: float | None
    rule: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        confirmed = self.confirmed

        false_alarms = self.false_alarms

        level: str = self.level

        live = self.live

        mark = self.mark

        precision: float | None
        precision = self.precision

        rule = self.rule

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "confirmed": confirmed,
                "false_alarms": false_alarms,
                "level": level,
                "live": live,
                "mark": mark,
                "precision": precision,
                "rule": rule,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        confirmed = d.pop("confirmed")

        false_alarms = d.pop("false_alarms")

        level = check_rule_precision_level(d.pop("level"))

        live = d.pop("live")

        mark = d.pop("mark")

        def _parse_precision(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        precision = _parse_precision(d.pop("precision"))

        rule = d.pop("rule")

        text = d.pop("text")

        rule_precision = cls(
            confirmed=confirmed,
            false_alarms=false_alarms,
            level=level,
            live=live,
            mark=mark,
            precision=precision,
            rule=rule,
            text=text,
        )

        return rule_precision
