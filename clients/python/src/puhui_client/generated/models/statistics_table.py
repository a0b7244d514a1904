from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.refusal_count import RefusalCount
    from ..models.statistics_row import StatisticsRow


T = TypeVar("T", bound="StatisticsTable")


@_attrs_define
class StatisticsTable:
    """A breakdown with its total. Amounts, rates and times are of steps before `closed_before`.

    Attributes:
        as_of (datetime.datetime):
        by (str):
        closed_before (datetime.date):
        minimum (int):
        refusals (list[RefusalCount]):
        rows (list[StatisticsRow]):
        total (StatisticsRow): One group; `tile` is a county's.
        withheld (int):
    """

    as_of: datetime.datetime
    by: str
    closed_before: datetime.date
    minimum: int
    refusals: list[RefusalCount]
    rows: list[StatisticsRow]
    total: StatisticsRow
    withheld: int

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        by = self.by

        closed_before = self.closed_before.isoformat()

        minimum = self.minimum

        refusals = []
        for refusals_item_data in self.refusals:
            refusals_item = refusals_item_data.to_dict()
            refusals.append(refusals_item)

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        total = self.total.to_dict()

        withheld = self.withheld

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "by": by,
                "closed_before": closed_before,
                "minimum": minimum,
                "refusals": refusals,
                "rows": rows,
                "total": total,
                "withheld": withheld,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.refusal_count import RefusalCount
        from ..models.statistics_row import StatisticsRow

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        by = d.pop("by")

        closed_before = datetime.date.fromisoformat(d.pop("closed_before"))

        minimum = d.pop("minimum")

        refusals = []
        _refusals = d.pop("refusals")
        for refusals_item_data in _refusals:
            refusals_item = RefusalCount.from_dict(refusals_item_data)

            refusals.append(refusals_item)

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = StatisticsRow.from_dict(rows_item_data)

            rows.append(rows_item)

        total = StatisticsRow.from_dict(d.pop("total"))

        withheld = d.pop("withheld")

        statistics_table = cls(
            as_of=as_of,
            by=by,
            closed_before=closed_before,
            minimum=minimum,
            refusals=refusals,
            rows=rows,
            total=total,
            withheld=withheld,
        )

        return statistics_table
