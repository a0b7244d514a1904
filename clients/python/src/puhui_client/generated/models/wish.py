from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.kind import Kind, check_kind
from ..models.wish_media_item import WishMediaItem, check_wish_media_item

T = TypeVar("T", bound="Wish")


@_attrs_define
class Wish:
    """By which ways a kind is wanted; an empty list is by none.

    Attributes:
        kind (Kind): What there is to be told; `kinds.SPOKEN` says it in words.
        media (list[WishMediaItem]):
    """

    kind: Kind
    media: list[WishMediaItem]

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        media = []
        for media_item_data in self.media:
            media_item: str = media_item_data
            media.append(media_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "media": media,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = check_kind(d.pop("kind"))

        media = []
        _media = d.pop("media")
        for media_item_data in _media:
            media_item = check_wish_media_item(media_item_data)

            media.append(media_item)

        wish = cls(
            kind=kind,
            media=media,
        )

        return wish
