from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="StatisticsCell")


@_attrs_define
class StatisticsCell:
    """One kind of step in one group. Null: withheld, of a month that is not over, or nothing to tell (count 0).

    Attributes:
        amount_fen (int | None):
        count (int | None):
        enterprises (int | None):
        first_loans (int | None):
        hours_median (float | None):
        hours_p90 (float | None):
        rate (float | None):
        unsecured_share (float | None):
    """

    amount_fen: int | None
    count: int | None
    enterprises: int | None
    first_loans: int | None
    hours_median: float | None
    hours_p90: float | None
    rate: float | None
    unsecured_share: float | None

    def to_dict(self) -> dict[str, Any]:
        amount_fen: int | None
        amount_fen = self.amount_fen

        count: int | None
        count = self.count

        enterprises: int | None
        enterprises = self.enterprises

        first_loans: int | None
        first_loans = self.first_loans

        hours_median: float | None
        hours_median = self.hours_median

        hours_p90: float | None
        hours_p90 = self.hours_p90

        rate: float | None
        rate = self.rate

        unsecured_share: float | None
        unsecured_share = self.unsecured_share

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "count": count,
                "enterprises": enterprises,
                "first_loans": first_loans,
                "hours_median": hours_median,
                "hours_p90": hours_p90,
                "rate": rate,
                "unsecured_share": unsecured_share,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_amount_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen"))

        def _parse_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        count = _parse_count(d.pop("count"))

        def _parse_enterprises(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        enterprises = _parse_enterprises(d.pop("enterprises"))

        def _parse_first_loans(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        first_loans = _parse_first_loans(d.pop("first_loans"))

        def _parse_hours_median(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        hours_median = _parse_hours_median(d.pop("hours_median"))

        def _parse_hours_p90(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        hours_p90 = _parse_hours_p90(d.pop("hours_p90"))

        def _parse_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        rate = _parse_rate(d.pop("rate"))

        def _parse_unsecured_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        unsecured_share = _parse_unsecured_share(d.pop("unsecured_share"))

        statistics_cell = cls(
            amount_fen=amount_fen,
            count=count,
            enterprises=enterprises,
            first_loans=first_loans,
            hours_median=hours_median,
            hours_p90=hours_p90,
            rate=rate,
            unsecured_share=unsecured_share,
        )

        return statistics_cell
