from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="Movement")


@_attrs_define
class Movement:
    """What moved the score since the one before.

    Attributes:
        after (float | None):
        before (float | None):
        label (str):
        name (str):
        points (float):
    """

    after: float | None
    before: float | None
    label: str
    name: str
    points: float

    def to_dict(self) -> dict[str, Any]:
        after: float | None
        after = self.after

        before: float | None
        before = self.before

        label = self.label

        name = self.name

        points = self.points

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "after": after,
                "before": before,
                "label": label,
                "name": name,
                "points": points,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_after(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        after = _parse_after(d.pop("after"))

        def _parse_before(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        before = _parse_before(d.pop("before"))

        label = d.pop("label")

        name = d.pop("name")

        points = d.pop("points")

        movement = cls(
            after=after,
            before=before,
            label=label,
            name=name,
            points=points,
        )

        return movement
