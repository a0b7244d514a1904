from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SegmentRef")


@_attrs_define
class SegmentRef:
    """One of the four kinds of customers.

    Attributes:
        code (str):
        label (str):
    """

    code: str
    label: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        label = d.pop("label")

        segment_ref = cls(
            code=code,
            label=label,
        )

        return segment_ref
