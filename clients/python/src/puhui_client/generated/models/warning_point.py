from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningPoint")


@_attrs_define
class WarningPoint:
    """A value at one look.

    Attributes:
        at (datetime.datetime):
        value (float | None):
    """

    at: datetime.datetime
    value: float | None

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        value: float | None
        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        warning_point = cls(
            at=at,
            value=value,
        )

        return warning_point
