from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.reconciliation_summary import ReconciliationSummary


T = TypeVar("T", bound="ReconciliationList")


@_attrs_define
class ReconciliationList:
    """A page of them, the latest business date first.

    Attributes:
        items (list[ReconciliationSummary]):
        next_ (None | str):
        total (int):
    """

    items: list[ReconciliationSummary]
    next_: None | str
    total: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        next_: None | str
        next_ = self.next_

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "next": next_,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reconciliation_summary import ReconciliationSummary

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ReconciliationSummary.from_dict(items_item_data)

            items.append(items_item)

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        total = d.pop("total")

        reconciliation_list = cls(
            items=items,
            next_=next_,
            total=total,
        )

        return reconciliation_list
