from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="PeersUsed")


@_attrs_define
class PeersUsed:
    """Among whom the enterprise was placed: the group wanted, the group used, and why if they differ.

    Attributes:
        said (Both): A sentence in Chinese and English.
        size (int):
        used (list[str]): those of them by which peers were chosen
        wanted (list[None | str]): segment, industry section, size, region; null is not known
    """

    said: Both
    size: int
    used: list[str]
    wanted: list[None | str]

    def to_dict(self) -> dict[str, Any]:
        said = self.said.to_dict()

        size = self.size

        used = self.used

        wanted = []
        for wanted_item_data in self.wanted:
            wanted_item: None | str
            wanted_item = wanted_item_data
            wanted.append(wanted_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "said": said,
                "size": size,
                "used": used,
                "wanted": wanted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        said = Both.from_dict(d.pop("said"))

        size = d.pop("size")

        used = cast(list[str], d.pop("used"))

        wanted = []
        _wanted = d.pop("wanted")
        for wanted_item_data in _wanted:

            def _parse_wanted_item(data: object) -> None | str:
                if data is None:
                    return data
                return cast(None | str, data)

            wanted_item = _parse_wanted_item(wanted_item_data)

            wanted.append(wanted_item)

        peers_used = cls(
            said=said,
            size=size,
            used=used,
            wanted=wanted,
        )

        return peers_used
