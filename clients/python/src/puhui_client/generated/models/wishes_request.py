from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wish import Wish
    from ..models.wishes_request_addresses import WishesRequestAddresses


T = TypeVar("T", bound="WishesRequest")


@_attrs_define
class WishesRequest:
    """What to change: an address "" is forgotten; kinds that are not named stay as they are.

    Attributes:
        addresses (WishesRequestAddresses | Unset):
        kinds (list[Wish] | Unset):
    """

    addresses: WishesRequestAddresses | Unset = UNSET
    kinds: list[Wish] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        addresses: dict[str, Any] | Unset = UNSET
        if not isinstance(self.addresses, Unset):
            addresses = self.addresses.to_dict()

        kinds: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = []
            for kinds_item_data in self.kinds:
                kinds_item = kinds_item_data.to_dict()
                kinds.append(kinds_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if addresses is not UNSET:
            field_dict["addresses"] = addresses
        if kinds is not UNSET:
            field_dict["kinds"] = kinds

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.wish import Wish
        from ..models.wishes_request_addresses import WishesRequestAddresses

        d = dict(src_dict)
        _addresses = d.pop("addresses", UNSET)
        addresses: WishesRequestAddresses | Unset
        if isinstance(_addresses, Unset):
            addresses = UNSET
        else:
            addresses = WishesRequestAddresses.from_dict(_addresses)

        _kinds = d.pop("kinds", UNSET)
        kinds: list[Wish] | Unset = UNSET
        if _kinds is not UNSET:
            kinds = []
            for kinds_item_data in _kinds:
                kinds_item = Wish.from_dict(kinds_item_data)

                kinds.append(kinds_item)

        wishes_request = cls(
            addresses=addresses,
            kinds=kinds,
        )

        return wishes_request
