from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MatchPart")


@_attrs_define
class MatchPart:
    """One part of the degree: `points` of at most `of`.

    Attributes:
        label (str):
        name (str):
        of (float):
        points (float):
    """

    label: str
    name: str
    of: float
    points: float

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        name = self.name

        of = self.of

        points = self.points

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "name": name,
                "of": of,
                "points": points,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        label = d.pop("label")

        name = d.pop("name")

        of = d.pop("of")

        points = d.pop("points")

        match_part = cls(
            label=label,
            name=name,
            of=of,
            points=points,
        )

        return match_part
