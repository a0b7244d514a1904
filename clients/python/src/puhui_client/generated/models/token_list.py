from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.token_view import TokenView


T = TypeVar("T", bound="TokenList")


@_attrs_define
class TokenList:
    """The newest first. A role in `two_to_give` takes two administrators; `days_max` is the longest that one lasts.

    Attributes:
        days_max (int):
        items (list[TokenView]):
        roles (list[str]):
        two_to_give (list[str]):
    """

    days_max: int
    items: list[TokenView]
    roles: list[str]
    two_to_give: list[str]

    def to_dict(self) -> dict[str, Any]:
        days_max = self.days_max

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        roles = self.roles

        two_to_give = self.two_to_give

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "days_max": days_max,
                "items": items,
                "roles": roles,
                "two_to_give": two_to_give,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.token_view import TokenView

        d = dict(src_dict)
        days_max = d.pop("days_max")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = TokenView.from_dict(items_item_data)

            items.append(items_item)

        roles = cast(list[str], d.pop("roles"))

        two_to_give = cast(list[str], d.pop("two_to_give"))

        token_list = cls(
            days_max=days_max,
            items=items,
            roles=roles,
            two_to_give=two_to_give,
        )

        return token_list
