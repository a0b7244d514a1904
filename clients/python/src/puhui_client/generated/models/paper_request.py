from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.paper_request_kind import PaperRequestKind, check_paper_request_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="PaperRequest")


@_attrs_define
class PaperRequest:
    """A paper that goes with an application: what it is, its dates, and the digest of its file, which stays with the
    applicant until the bank asks to see it. No `expires_on`: it does not end.

        Attributes:
            digest (str): lower-case hex
            kind (PaperRequestKind):
            expires_on (datetime.date | None | Unset):
            issued_on (datetime.date | None | Unset):
    """

    digest: str
    kind: PaperRequestKind
    expires_on: datetime.date | None | Unset = UNSET
    issued_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        digest = self.digest

        kind: str = self.kind

        expires_on: None | str | Unset
        if isinstance(self.expires_on, Unset):
            expires_on = UNSET
        elif isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        issued_on: None | str | Unset
        if isinstance(self.issued_on, Unset):
            issued_on = UNSET
        elif isinstance(self.issued_on, datetime.date):
            issued_on = self.issued_on.isoformat()
        else:
            issued_on = self.issued_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "digest": digest,
                "kind": kind,
            }
        )
        if expires_on is not UNSET:
            field_dict["expires_on"] = expires_on
        if issued_on is not UNSET:
            field_dict["issued_on"] = issued_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        digest = d.pop("digest")

        kind = check_paper_request_kind(d.pop("kind"))

        def _parse_expires_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        expires_on = _parse_expires_on(d.pop("expires_on", UNSET))

        def _parse_issued_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                issued_on_type_0 = datetime.date.fromisoformat(data)

                return issued_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        issued_on = _parse_issued_on(d.pop("issued_on", UNSET))

        paper_request = cls(
            digest=digest,
            kind=kind,
            expires_on=expires_on,
            issued_on=issued_on,
        )

        return paper_request
