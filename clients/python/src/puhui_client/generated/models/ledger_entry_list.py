from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.ledger_entry_view import LedgerEntryView


T = TypeVar("T", bound="LedgerEntryList")


@_attrs_define
class LedgerEntryList:
    """Entries from `start` on; `size` is how many there are.

    Attributes:
        items (list[LedgerEntryView]):
        size (int):
        start (int):
    """

    items: list[LedgerEntryView]
    size: int
    start: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        size = self.size

        start = self.start

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "size": size,
                "start": start,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ledger_entry_view import LedgerEntryView

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = LedgerEntryView.from_dict(items_item_data)

            items.append(items_item)

        size = d.pop("size")

        start = d.pop("start")

        ledger_entry_list = cls(
            items=items,
            size=size,
            start=start,
        )

        return ledger_entry_list
