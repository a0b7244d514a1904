from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.series_column import SeriesColumn
    from ..models.series_month import SeriesMonth


T = TypeVar("T", bound="WarningSeries")


@_attrs_define
class WarningSeries:
    """A series by month, as its custodian told it at the latest look.

    Attributes:
        as_of (datetime.date):
        code (str):
        columns (list[SeriesColumn]):
        custodian (str):
        months (list[SeriesMonth]):
        text (str):
        title (str):
        told_by (str):
    """

    as_of: datetime.date
    code: str
    columns: list[SeriesColumn]
    custodian: str
    months: list[SeriesMonth]
    text: str
    title: str
    told_by: str

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        code = self.code

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        custodian = self.custodian

        months = []
        for months_item_data in self.months:
            months_item = months_item_data.to_dict()
            months.append(months_item)

        text = self.text

        title = self.title

        told_by = self.told_by

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "code": code,
                "columns": columns,
                "custodian": custodian,
                "months": months,
                "text": text,
                "title": title,
                "told_by": told_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.series_column import SeriesColumn
        from ..models.series_month import SeriesMonth

        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        code = d.pop("code")

        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = SeriesColumn.from_dict(columns_item_data)

            columns.append(columns_item)

        custodian = d.pop("custodian")

        months = []
        _months = d.pop("months")
        for months_item_data in _months:
            months_item = SeriesMonth.from_dict(months_item_data)

            months.append(months_item)

        text = d.pop("text")

        title = d.pop("title")

        told_by = d.pop("told_by")

        warning_series = cls(
            as_of=as_of,
            code=code,
            columns=columns,
            custodian=custodian,
            months=months,
            text=text,
            title=title,
            told_by=told_by,
        )

        return warning_series
