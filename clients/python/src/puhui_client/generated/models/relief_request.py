from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.relief_request_kind import ReliefRequestKind, check_relief_request_kind
from ..models.relief_request_parts_type_0 import (
    ReliefRequestPartsType0,
    check_relief_request_parts_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ReliefRequest")


@_attrs_define
class ReliefRequest:
    """What the enterprise asks for.

    Attributes:
        kind (ReliefRequestKind):
        programme (str):
        reason (str):
        parts (None | ReliefRequestPartsType0 | Unset):
        term_months (int | None | Unset):
        until (datetime.date | None | Unset):
    """

    kind: ReliefRequestKind
    programme: str
    reason: str
    parts: None | ReliefRequestPartsType0 | Unset = UNSET
    term_months: int | None | Unset = UNSET
    until: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        programme = self.programme

        reason = self.reason

        parts: None | str | Unset
        if isinstance(self.parts, Unset):
            parts = UNSET
        elif isinstance(self.parts, str):
            parts = self.parts
        else:
            parts = self.parts

        term_months: int | None | Unset
        if isinstance(self.term_months, Unset):
            term_months = UNSET
        else:
            term_months = self.term_months

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "programme": programme,
                "reason": reason,
            }
        )
        if parts is not UNSET:
            field_dict["parts"] = parts
        if term_months is not UNSET:
            field_dict["term_months"] = term_months
        if until is not UNSET:
            field_dict["until"] = until

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = check_relief_request_kind(d.pop("kind"))

        programme = d.pop("programme")

        reason = d.pop("reason")

        def _parse_parts(data: object) -> None | ReliefRequestPartsType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parts_type_0 = check_relief_request_parts_type_0(data)

                return parts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReliefRequestPartsType0 | Unset, data)

        parts = _parse_parts(d.pop("parts", UNSET))

        def _parse_term_months(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        term_months = _parse_term_months(d.pop("term_months", UNSET))

        def _parse_until(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        relief_request = cls(
            kind=kind,
            programme=programme,
            reason=reason,
            parts=parts,
            term_months=term_months,
            until=until,
        )

        return relief_request
