from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.message_view import MessageView


T = TypeVar("T", bound="MessageList")


@_attrs_define
class MessageList:
    """Oldest first; `banker` is who last spoke for the bank.

    Attributes:
        banker (None | str):
        items (list[MessageView]):
    """

    banker: None | str
    items: list[MessageView]

    def to_dict(self) -> dict[str, Any]:
        banker: None | str
        banker = self.banker

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "banker": banker,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.message_view import MessageView

        d = dict(src_dict)

        def _parse_banker(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        banker = _parse_banker(d.pop("banker"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MessageView.from_dict(items_item_data)

            items.append(items_item)

        message_list = cls(
            banker=banker,
            items=items,
        )

        return message_list
