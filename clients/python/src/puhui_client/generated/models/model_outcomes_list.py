from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.model_outcomes import ModelOutcomes


T = TypeVar("T", bound="ModelOutcomesList")


@_attrs_define
class ModelOutcomesList:
    """Every card that scored here: what an adjustment could be made of. `needed` is for new PDs: loans, and of each
    outcome.

        Attributes:
            items (list[ModelOutcomes]):
            needed_each (int):
            needed_rows (int):
    """

    items: list[ModelOutcomes]
    needed_each: int
    needed_rows: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        needed_each = self.needed_each

        needed_rows = self.needed_rows

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "needed_each": needed_each,
                "needed_rows": needed_rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_outcomes import ModelOutcomes

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ModelOutcomes.from_dict(items_item_data)

            items.append(items_item)

        needed_each = d.pop("needed_each")

        needed_rows = d.pop("needed_rows")

        model_outcomes_list = cls(
            items=items,
            needed_each=needed_each,
            needed_rows=needed_rows,
        )

        return model_outcomes_list
