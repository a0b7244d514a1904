from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="PeersView")


@_attrs_define
class PeersView:
    """Among whom the radar places the enterprise: by what they were chosen, how many they are, and in words.

    Attributes:
        said (str):
        size (int):
        used (list[str]):
    """

    said: str
    size: int
    used: list[str]

    def to_dict(self) -> dict[str, Any]:
        said = self.said

        size = self.size

        used = self.used

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "said": said,
                "size": size,
                "used": used,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        said = d.pop("said")

        size = d.pop("size")

        used = cast(list[str], d.pop("used"))

        peers_view = cls(
            said=said,
            size=size,
            used=used,
        )

        return peers_view
