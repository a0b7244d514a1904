from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.warning_point import WarningPoint


T = TypeVar("T", bound="WarningMovement")


@_attrs_define
class WarningMovement:
    """How the indicator behind the rule moved from look to look.

    Attributes:
        label (str):
        name (str):
        points (list[WarningPoint]):
        unit (str):
    """

    label: str
    name: str
    points: list[WarningPoint]
    unit: str

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        name = self.name

        points = []
        for points_item_data in self.points:
            points_item = points_item_data.to_dict()
            points.append(points_item)

        unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "name": name,
                "points": points,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.warning_point import WarningPoint

        d = dict(src_dict)
        label = d.pop("label")

        name = d.pop("name")

        points = []
        _points = d.pop("points")
        for points_item_data in _points:
            points_item = WarningPoint.from_dict(points_item_data)

            points.append(points_item)

        unit = d.pop("unit")

        warning_movement = cls(
            label=label,
            name=name,
            points=points,
            unit=unit,
        )

        return warning_movement
