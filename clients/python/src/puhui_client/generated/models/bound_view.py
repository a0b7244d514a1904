from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="BoundView")


@_attrs_define
class BoundView:
    """One limit of a guarantor, and what it leaves.

    Attributes:
        code (str):
        room_fen (int): integer fen (0.01 yuan)
        text (str):
    """

    code: str
    room_fen: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        room_fen = self.room_fen

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "room_fen": room_fen,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        room_fen = d.pop("room_fen")

        text = d.pop("text")

        bound_view = cls(
            code=code,
            room_fen=room_fen,
            text=text,
        )

        return bound_view
