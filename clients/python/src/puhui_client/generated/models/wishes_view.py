from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.wish_view import WishView
    from ..models.wishes_view_addresses import WishesViewAddresses


T = TypeVar("T", bound="WishesView")


@_attrs_define
class WishesView:
    """`media` are the ways that this node has; addresses are there only where the person gave one.

    Attributes:
        addresses (WishesViewAddresses):
        kinds (list[WishView]):
        media (list[str]):
    """

    addresses: WishesViewAddresses
    kinds: list[WishView]
    media: list[str]

    def to_dict(self) -> dict[str, Any]:
        addresses = self.addresses.to_dict()

        kinds = []
        for kinds_item_data in self.kinds:
            kinds_item = kinds_item_data.to_dict()
            kinds.append(kinds_item)

        media = self.media

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "addresses": addresses,
                "kinds": kinds,
                "media": media,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.wish_view import WishView
        from ..models.wishes_view_addresses import WishesViewAddresses

        d = dict(src_dict)
        addresses = WishesViewAddresses.from_dict(d.pop("addresses"))

        kinds = []
        _kinds = d.pop("kinds")
        for kinds_item_data in _kinds:
            kinds_item = WishView.from_dict(kinds_item_data)

            kinds.append(kinds_item)

        media = cast(list[str], d.pop("media"))

        wishes_view = cls(
            addresses=addresses,
            kinds=kinds,
            media=media,
        )

        return wishes_view
