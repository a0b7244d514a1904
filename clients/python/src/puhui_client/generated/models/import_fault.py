from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ImportFault")


@_attrs_define
class ImportFault:
    """What is wrong with one cell. Lines count as in a spreadsheet: the heads are line 1.

    Attributes:
        cause (str):
        column (str):
        line (int):
        remedy (str):
    """

    cause: str
    column: str
    line: int
    remedy: str

    def to_dict(self) -> dict[str, Any]:
        cause = self.cause

        column = self.column

        line = self.line

        remedy = self.remedy

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
                "column": column,
                "line": line,
                "remedy": remedy,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = d.pop("cause")

        column = d.pop("column")

        line = d.pop("line")

        remedy = d.pop("remedy")

        import_fault = cls(
            cause=cause,
            column=column,
            line=line,
            remedy=remedy,
        )

        return import_fault
