from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.use_view import UseView


T = TypeVar("T", bound="UsesView")


@_attrs_define
class UsesView:
    """Who used my data. `complete` is false when a number is missing; `gaps` names it.

    Attributes:
        complete (bool):
        gaps (list[str]):
        items (list[UseView]):
    """

    complete: bool
    gaps: list[str]
    items: list[UseView]

    def to_dict(self) -> dict[str, Any]:
        complete = self.complete

        gaps = self.gaps

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "complete": complete,
                "gaps": gaps,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.use_view import UseView

        d = dict(src_dict)
        complete = d.pop("complete")

        gaps = cast(list[str], d.pop("gaps"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = UseView.from_dict(items_item_data)

            items.append(items_item)

        uses_view = cls(
            complete=complete,
            gaps=gaps,
            items=items,
        )

        return uses_view
