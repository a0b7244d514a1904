from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.close_warning_closing import (
    CloseWarningClosing,
    check_close_warning_closing,
)

T = TypeVar("T", bound="CloseWarning")


@_attrs_define
class CloseWarning:
    """Why it is closed.

    Attributes:
        closing (CloseWarningClosing):
        note (str):
        version (int):
    """

    closing: CloseWarningClosing
    note: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        closing: str = self.closing

        note = self.note

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "closing": closing,
                "note": note,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        closing = check_close_warning_closing(d.pop("closing"))

        note = d.pop("note")

        version = d.pop("version")

        close_warning = cls(
            closing=closing,
            note=note,
            version=version,
        )

        return close_warning
