from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RefusalCount")


@_attrs_define
class RefusalCount:
    """How many refusals named a reason; `text` is what it is about, the code where only its bank knows that.

    Attributes:
        code (str):
        count (int):
        text (str):
    """

    code: str
    count: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        count = self.count

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "count": count,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        count = d.pop("count")

        text = d.pop("text")

        refusal_count = cls(
            code=code,
            count=count,
            text=text,
        )

        return refusal_count
