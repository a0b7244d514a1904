from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningMeasureRequest")


@_attrs_define
class WarningMeasureRequest:
    """What was done.

    Attributes:
        text (str):
        version (int):
    """

    text: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "text": text,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        text = d.pop("text")

        version = d.pop("version")

        warning_measure_request = cls(
            text=text,
            version=version,
        )

        return warning_measure_request
