from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.model_use_view import ModelUseView
    from ..models.model_view import ModelView


T = TypeVar("T", bound="ModelList")


@_attrs_define
class ModelList:
    """The registry: `head` is the digest of its last event, which the ledger has too.

    Attributes:
        head (str):
        items (list[ModelView]):
        size (int):
        uses (list[ModelUseView]):
    """

    head: str
    items: list[ModelView]
    size: int
    uses: list[ModelUseView]

    def to_dict(self) -> dict[str, Any]:
        head = self.head

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        size = self.size

        uses = []
        for uses_item_data in self.uses:
            uses_item = uses_item_data.to_dict()
            uses.append(uses_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "head": head,
                "items": items,
                "size": size,
                "uses": uses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_use_view import ModelUseView
        from ..models.model_view import ModelView

        d = dict(src_dict)
        head = d.pop("head")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ModelView.from_dict(items_item_data)

            items.append(items_item)

        size = d.pop("size")

        uses = []
        _uses = d.pop("uses")
        for uses_item_data in _uses:
            uses_item = ModelUseView.from_dict(uses_item_data)

            uses.append(uses_item)

        model_list = cls(
            head=head,
            items=items,
            size=size,
            uses=uses,
        )

        return model_list
