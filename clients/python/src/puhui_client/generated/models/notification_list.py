from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.notification_view import NotificationView


T = TypeVar("T", bound="NotificationList")


@_attrs_define
class NotificationList:
    """Newest first, the newest 200; `unread` counts all.

    Attributes:
        items (list[NotificationView]):
        unread (int):
    """

    items: list[NotificationView]
    unread: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        unread = self.unread

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "unread": unread,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.notification_view import NotificationView

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = NotificationView.from_dict(items_item_data)

            items.append(items_item)

        unread = d.pop("unread")

        notification_list = cls(
            items=items,
            unread=unread,
        )

        return notification_list
