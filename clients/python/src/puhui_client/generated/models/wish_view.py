from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="WishView")


@_attrs_define
class WishView:
    """A kind of news, its headline, and the ways by which the person is told it outside the house.

    Attributes:
        kind (str):
        media (list[str]):
        text (str):
    """

    kind: str
    media: list[str]
    text: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        media = self.media

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "media": media,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        media = cast(list[str], d.pop("media"))

        text = d.pop("text")

        wish_view = cls(
            kind=kind,
            media=media,
            text=text,
        )

        return wish_view
