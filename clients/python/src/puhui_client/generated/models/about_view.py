from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AboutView")


@_attrs_define
class AboutView:
    """What the share scope shows of the enterprise; null where it shows nothing or nothing is known.

    Attributes:
        grade (None | str | Unset):
        industry (None | str | Unset):
        region (None | str | Unset):
        revenue (None | str | Unset):
        segment (None | str | Unset):
    """

    grade: None | str | Unset = UNSET
    industry: None | str | Unset = UNSET
    region: None | str | Unset = UNSET
    revenue: None | str | Unset = UNSET
    segment: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        grade: None | str | Unset
        if isinstance(self.grade, Unset):
            grade = UNSET
        else:
            grade = self.grade

        industry: None | str | Unset
        if isinstance(self.industry, Unset):
            industry = UNSET
        else:
            industry = self.industry

        region: None | str | Unset
        if isinstance(self.region, Unset):
            region = UNSET
        else:
            region = self.region

        revenue: None | str | Unset
        if isinstance(self.revenue, Unset):
            revenue = UNSET
        else:
            revenue = self.revenue

        segment: None | str | Unset
        if isinstance(self.segment, Unset):
            segment = UNSET
        else:
            segment = self.segment

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if grade is not UNSET:
            field_dict["grade"] = grade
        if industry is not UNSET:
            field_dict["industry"] = industry
        if region is not UNSET:
            field_dict["region"] = region
        if revenue is not UNSET:
            field_dict["revenue"] = revenue
        if segment is not UNSET:
            field_dict["segment"] = segment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_grade(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        grade = _parse_grade(d.pop("grade", UNSET))

        def _parse_industry(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry = _parse_industry(d.pop("industry", UNSET))

        def _parse_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region = _parse_region(d.pop("region", UNSET))

        def _parse_revenue(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        revenue = _parse_revenue(d.pop("revenue", UNSET))

        def _parse_segment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        segment = _parse_segment(d.pop("segment", UNSET))

        about_view = cls(
            grade=grade,
            industry=industry,
            region=region,
            revenue=revenue,
            segment=segment,
        )

        return about_view
