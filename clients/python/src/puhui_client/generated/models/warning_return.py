from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningReturn")


@_attrs_define
class WarningReturn:
    """Why a late one goes back to the officers.

    Attributes:
        note (str):
        version (int):
    """

    note: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        note = self.note

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "note": note,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        note = d.pop("note")

        version = d.pop("version")

        warning_return = cls(
            note=note,
            version=version,
        )

        return warning_return
