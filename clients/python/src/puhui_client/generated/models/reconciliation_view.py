from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.reconciliation_item import ReconciliationItem
    from ..models.reconciliation_sum import ReconciliationSum


T = TypeVar("T", bound="ReconciliationView")


@_attrs_define
class ReconciliationView:
    """The same with its differences, by loan; of very many the first ones. The download has all.

    Attributes:
        at (datetime.datetime):
        balances (int):
        business_date (datetime.date):
        by (str):
        differences (int):
        differing (int):
        file_digest (str): lower-case hex
        id (str):
        items (list[ReconciliationItem]):
        loans (int):
        movements (int):
        sums (list[ReconciliationSum]):
    """

    at: datetime.datetime
    balances: int
    business_date: datetime.date
    by: str
    differences: int
    differing: int
    file_digest: str
    id: str
    items: list[ReconciliationItem]
    loans: int
    movements: int
    sums: list[ReconciliationSum]

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        balances = self.balances

        business_date = self.business_date.isoformat()

        by = self.by

        differences = self.differences

        differing = self.differing

        file_digest = self.file_digest

        id = self.id

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        loans = self.loans

        movements = self.movements

        sums = []
        for sums_item_data in self.sums:
            sums_item = sums_item_data.to_dict()
            sums.append(sums_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "balances": balances,
                "business_date": business_date,
                "by": by,
                "differences": differences,
                "differing": differing,
                "file_digest": file_digest,
                "id": id,
                "items": items,
                "loans": loans,
                "movements": movements,
                "sums": sums,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reconciliation_item import ReconciliationItem
        from ..models.reconciliation_sum import ReconciliationSum

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        balances = d.pop("balances")

        business_date = datetime.date.fromisoformat(d.pop("business_date"))

        by = d.pop("by")

        differences = d.pop("differences")

        differing = d.pop("differing")

        file_digest = d.pop("file_digest")

        id = d.pop("id")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ReconciliationItem.from_dict(items_item_data)

            items.append(items_item)

        loans = d.pop("loans")

        movements = d.pop("movements")

        sums = []
        _sums = d.pop("sums")
        for sums_item_data in _sums:
            sums_item = ReconciliationSum.from_dict(sums_item_data)

            sums.append(sums_item)

        reconciliation_view = cls(
            at=at,
            balances=balances,
            business_date=business_date,
            by=by,
            differences=differences,
            differing=differing,
            file_digest=file_digest,
            id=id,
            items=items,
            loans=loans,
            movements=movements,
            sums=sums,
        )

        return reconciliation_view
