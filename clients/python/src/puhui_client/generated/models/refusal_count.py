from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RefusalCount")


@_attrs_define
class RefusalCount:
    """How many refusals named a reason.

    Attributes:
        code (str):
        count (int):
    """

    code: str
    count: int

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        count = self.count

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        count = d.pop("count")

        refusal_count = cls(
            code=code,
            count=count,
        )

        return refusal_count
