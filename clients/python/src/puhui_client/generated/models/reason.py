from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Reason")


@_attrs_define
class Reason:
    """Why points were lost and what would bring them back.

    Attributes:
        code (str):
        cure (str):
        points_lost (float):
        text (str):
    """

    code: str
    cure: str
    points_lost: float
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        cure = self.cure

        points_lost = self.points_lost

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "cure": cure,
                "points_lost": points_lost,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        cure = d.pop("cure")

        points_lost = d.pop("points_lost")

        text = d.pop("text")

        reason = cls(
            code=code,
            cure=cure,
            points_lost=points_lost,
            text=text,
        )

        return reason
