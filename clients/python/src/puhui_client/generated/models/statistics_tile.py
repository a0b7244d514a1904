from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="StatisticsTile")


@_attrs_define
class StatisticsTile:
    """A place on the map of tiles.

    Attributes:
        column (int):
        row (int):
    """

    column: int
    row: int

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        row = self.row

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "column": column,
                "row": row,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        column = d.pop("column")

        row = d.pop("row")

        statistics_tile = cls(
            column=column,
            row=row,
        )

        return statistics_tile
