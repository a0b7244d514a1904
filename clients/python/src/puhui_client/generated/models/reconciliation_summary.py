from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.reconciliation_sum import ReconciliationSum


T = TypeVar("T", bound="ReconciliationSummary")


@_attrs_define
class ReconciliationSummary:
    """One look at a core's file. Of `loans` on either side `differing` have `differences`.

    Attributes:
        at (datetime.datetime):
        balances (int):
        business_date (datetime.date):
        by (str):
        differences (int):
        differing (int):
        file_digest (str): lower-case hex
        id (str):
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
                "loans": loans,
                "movements": movements,
                "sums": sums,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
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

        loans = d.pop("loans")

        movements = d.pop("movements")

        sums = []
        _sums = d.pop("sums")
        for sums_item_data in _sums:
            sums_item = ReconciliationSum.from_dict(sums_item_data)

            sums.append(sums_item)

        reconciliation_summary = cls(
            at=at,
            balances=balances,
            business_date=business_date,
            by=by,
            differences=differences,
            differing=differing,
            file_digest=file_digest,
            id=id,
            loans=loans,
            movements=movements,
            sums=sums,
        )

        return reconciliation_summary
