from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ScreeningStep")


@_attrs_define
class ScreeningStep:
    """What a person recorded about a sign.

    Attributes:
        at (datetime.datetime):
        by (str):
        seen (str):
    """

    at: datetime.datetime
    by: str
    seen: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "by": by,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        seen = d.pop("seen")

        screening_step = cls(
            at=at,
            by=by,
            seen=seen,
        )

        return screening_step
