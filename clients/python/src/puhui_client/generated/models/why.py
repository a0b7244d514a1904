from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Why")


@_attrs_define
class Why:
    """One reason for lost points, and its cure.

    Attributes:
        code (str):
        cure (Both): A sentence in Chinese and English.
        points_lost (float):
        text (Both): A sentence in Chinese and English.
    """

    code: str
    cure: Both
    points_lost: float
    text: Both

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        cure = self.cure.to_dict()

        points_lost = self.points_lost

        text = self.text.to_dict()

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
        from ..models.both import Both

        d = dict(src_dict)
        code = d.pop("code")

        cure = Both.from_dict(d.pop("cure"))

        points_lost = d.pop("points_lost")

        text = Both.from_dict(d.pop("text"))

        why = cls(
            code=code,
            cure=cure,
            points_lost=points_lost,
            text=text,
        )

        return why
