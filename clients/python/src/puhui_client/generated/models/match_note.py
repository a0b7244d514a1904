from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MatchNote")


@_attrs_define
class MatchNote:
    """A sentence with its code.

    Attributes:
        code (str):
        text (str):
    """

    code: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        text = d.pop("text")

        match_note = cls(
            code=code,
            text=text,
        )

        return match_note
