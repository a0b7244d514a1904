from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ElsewhereFigures")


@_attrs_define
class ElsewhereFigures:
    """The sums, with how many banks took part (this one among them), when, and by which computation.

    Below three holders there are none. `outstanding_fen` and `lends_now` are of the other banks, the applications of
    all; `…_others_90d` are other enterprises that applied at the other banks with the same device, address, telephone
    or paper (null: this application has none).

        Attributes:
            applications_30d (int | None):
            applications_7d (int | None):
            as_of (datetime.date):
            holders (int):
            job (str):
            lends_now (int | None):
            outstanding_fen (int | None):
            address_others_90d (int | None | Unset):
            device_others_90d (int | None | Unset):
            paper_others_90d (int | None | Unset):
            phone_others_90d (int | None | Unset):
    """

    applications_30d: int | None
    applications_7d: int | None
    as_of: datetime.date
    holders: int
    job: str
    lends_now: int | None
    outstanding_fen: int | None
    address_others_90d: int | None | Unset = UNSET
    device_others_90d: int | None | Unset = UNSET
    paper_others_90d: int | None | Unset = UNSET
    phone_others_90d: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        applications_30d: int | None
        applications_30d = self.applications_30d

        applications_7d: int | None
        applications_7d = self.applications_7d

        as_of = self.as_of.isoformat()

        holders = self.holders

        job = self.job

        lends_now: int | None
        lends_now = self.lends_now

        outstanding_fen: int | None
        outstanding_fen = self.outstanding_fen

        address_others_90d: int | None | Unset
        if isinstance(self.address_others_90d, Unset):
            address_others_90d = UNSET
        else:
            address_others_90d = self.address_others_90d

        device_others_90d: int | None | Unset
        if isinstance(self.device_others_90d, Unset):
            device_others_90d = UNSET
        else:
            device_others_90d = self.device_others_90d

        paper_others_90d: int | None | Unset
        if isinstance(self.paper_others_90d, Unset):
            paper_others_90d = UNSET
        else:
            paper_others_90d = self.paper_others_90d

        phone_others_90d: int | None | Unset
        if isinstance(self.phone_others_90d, Unset):
            phone_others_90d = UNSET
        else:
            phone_others_90d = self.phone_others_90d

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "applications_30d": applications_30d,
                "applications_7d": applications_7d,
                "as_of": as_of,
                "holders": holders,
                "job": job,
                "lends_now": lends_now,
                "outstanding_fen": outstanding_fen,
            }
        )
        if address_others_90d is not UNSET:
            field_dict["address_others_90d"] = address_others_90d
        if device_others_90d is not UNSET:
            field_dict["device_others_90d"] = device_others_90d
        if paper_others_90d is not UNSET:
            field_dict["paper_others_90d"] = paper_others_90d
        if phone_others_90d is not UNSET:
            field_dict["phone_others_90d"] = phone_others_90d

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_applications_30d(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        applications_30d = _parse_applications_30d(d.pop("applications_30d"))

        def _parse_applications_7d(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        applications_7d = _parse_applications_7d(d.pop("applications_7d"))

        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        holders = d.pop("holders")

        job = d.pop("job")

        def _parse_lends_now(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        lends_now = _parse_lends_now(d.pop("lends_now"))

        def _parse_outstanding_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        outstanding_fen = _parse_outstanding_fen(d.pop("outstanding_fen"))

        def _parse_address_others_90d(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        address_others_90d = _parse_address_others_90d(
            d.pop("address_others_90d", UNSET)
        )

        def _parse_device_others_90d(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        device_others_90d = _parse_device_others_90d(d.pop("device_others_90d", UNSET))

        def _parse_paper_others_90d(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        paper_others_90d = _parse_paper_others_90d(d.pop("paper_others_90d", UNSET))

        def _parse_phone_others_90d(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        phone_others_90d = _parse_phone_others_90d(d.pop("phone_others_90d", UNSET))

        elsewhere_figures = cls(
            applications_30d=applications_30d,
            applications_7d=applications_7d,
            as_of=as_of,
            holders=holders,
            job=job,
            lends_now=lends_now,
            outstanding_fen=outstanding_fen,
            address_others_90d=address_others_90d,
            device_others_90d=device_others_90d,
            paper_others_90d=paper_others_90d,
            phone_others_90d=phone_others_90d,
        )

        return elsewhere_figures
