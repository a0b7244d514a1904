from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExportCount")


@_attrs_define
class ExportCount:
    """How many rows an export would have. `too_many`: more than `rows_max`, which one file does not hold.

    Attributes:
        rows (int):
        rows_max (int):
        table (str):
        too_many (bool):
    """

    rows: int
    rows_max: int
    table: str
    too_many: bool

    def to_dict(self) -> dict[str, Any]:
        rows = self.rows

        rows_max = self.rows_max

        table = self.table

        too_many = self.too_many

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rows": rows,
                "rows_max": rows_max,
                "table": table,
                "too_many": too_many,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        rows = d.pop("rows")

        rows_max = d.pop("rows_max")

        table = d.pop("table")

        too_many = d.pop("too_many")

        export_count = cls(
            rows=rows,
            rows_max=rows_max,
            table=table,
            too_many=too_many,
        )

        return export_count
