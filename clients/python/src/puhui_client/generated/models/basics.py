from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Basics")


@_attrs_define
class Basics:
    """Who the enterprise is, as registered.

    Attributes:
        as_of (datetime.date):
        name (str):
        uscc (str):
        established_on (datetime.date | None | Unset):
        industry (None | str | Unset):
        industry_section (None | str | Unset):
        region (None | str | Unset):
        registered_capital_fen (int | None | Unset):
        segment (None | str | Unset):
        size (None | str | Unset):
        status (None | str | Unset):
    """

    as_of: datetime.date
    name: str
    uscc: str
    established_on: datetime.date | None | Unset = UNSET
    industry: None | str | Unset = UNSET
    industry_section: None | str | Unset = UNSET
    region: None | str | Unset = UNSET
    registered_capital_fen: int | None | Unset = UNSET
    segment: None | str | Unset = UNSET
    size: None | str | Unset = UNSET
    status: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        name = self.name

        uscc = self.uscc

        established_on: None | str | Unset
        if isinstance(self.established_on, Unset):
            established_on = UNSET
        elif isinstance(self.established_on, datetime.date):
            established_on = self.established_on.isoformat()
        else:
            established_on = self.established_on

        industry: None | str | Unset
        if isinstance(self.industry, Unset):
            industry = UNSET
        else:
            industry = self.industry

        industry_section: None | str | Unset
        if isinstance(self.industry_section, Unset):
            industry_section = UNSET
        else:
            industry_section = self.industry_section

        region: None | str | Unset
        if isinstance(self.region, Unset):
            region = UNSET
        else:
            region = self.region

        registered_capital_fen: int | None | Unset
        if isinstance(self.registered_capital_fen, Unset):
            registered_capital_fen = UNSET
        else:
            registered_capital_fen = self.registered_capital_fen

        segment: None | str | Unset
        if isinstance(self.segment, Unset):
            segment = UNSET
        else:
            segment = self.segment

        size: None | str | Unset
        if isinstance(self.size, Unset):
            size = UNSET
        else:
            size = self.size

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        else:
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "name": name,
                "uscc": uscc,
            }
        )
        if established_on is not UNSET:
            field_dict["established_on"] = established_on
        if industry is not UNSET:
            field_dict["industry"] = industry
        if industry_section is not UNSET:
            field_dict["industry_section"] = industry_section
        if region is not UNSET:
            field_dict["region"] = region
        if registered_capital_fen is not UNSET:
            field_dict["registered_capital_fen"] = registered_capital_fen
        if segment is not UNSET:
            field_dict["segment"] = segment
        if size is not UNSET:
            field_dict["size"] = size
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        name = d.pop("name")

        uscc = d.pop("uscc")

        def _parse_established_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                established_on_type_0 = datetime.date.fromisoformat(data)

                return established_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        established_on = _parse_established_on(d.pop("established_on", UNSET))

        def _parse_industry(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry = _parse_industry(d.pop("industry", UNSET))

        def _parse_industry_section(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry_section = _parse_industry_section(d.pop("industry_section", UNSET))

        def _parse_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region = _parse_region(d.pop("region", UNSET))

        def _parse_registered_capital_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        registered_capital_fen = _parse_registered_capital_fen(
            d.pop("registered_capital_fen", UNSET)
        )

        def _parse_segment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        segment = _parse_segment(d.pop("segment", UNSET))

        def _parse_size(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        size = _parse_size(d.pop("size", UNSET))

        def _parse_status(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        basics = cls(
            as_of=as_of,
            name=name,
            uscc=uscc,
            established_on=established_on,
            industry=industry,
            industry_section=industry_section,
            region=region,
            registered_capital_fen=registered_capital_fen,
            segment=segment,
            size=size,
            status=status,
        )

        return basics
