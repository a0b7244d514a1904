from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningMeasure")


@_attrs_define
class WarningMeasure:
    """What somebody did about it.

    Attributes:
        at (datetime.datetime):
        by (str):
        text (str):
    """

    at: datetime.datetime
    by: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "by": by,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        text = d.pop("text")

        warning_measure = cls(
            at=at,
            by=by,
            text=text,
        )

        return warning_measure
