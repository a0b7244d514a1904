from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FaultView")


@_attrs_define
class FaultView:
    """A fault by cell. `row` counts rules from 1, 0 for the whole; `column` names a rule's column or a threshold.

    Attributes:
        column (str):
        row (int):
        text (str):
    """

    column: str
    row: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        row = self.row

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "column": column,
                "row": row,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        column = d.pop("column")

        row = d.pop("row")

        text = d.pop("text")

        fault_view = cls(
            column=column,
            row=row,
            text=text,
        )

        return fault_view
