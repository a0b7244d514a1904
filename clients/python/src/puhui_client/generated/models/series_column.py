from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SeriesColumn")


@_attrs_define
class SeriesColumn:
    """A column of a series by month.

    Attributes:
        label (str):
        name (str):
        unit (str):
    """

    label: str
    name: str
    unit: str

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        name = self.name

        unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "name": name,
                "unit": unit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        label = d.pop("label")

        name = d.pop("name")

        unit = d.pop("unit")

        series_column = cls(
            label=label,
            name=name,
            unit=unit,
        )

        return series_column
