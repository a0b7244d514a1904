from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ListingRequest")


@_attrs_define
class ListingRequest:
    """A name for a white list that has criteria; `objection` is the upheld one that it follows.

    Attributes:
        code (str):
        expires_on (datetime.date):
        name (str):
        reason (str):
        source (str):
        uscc (str):
        objection (str | Unset):  Default: ''.
    """

    code: str
    expires_on: datetime.date
    name: str
    reason: str
    source: str
    uscc: str
    objection: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        expires_on = self.expires_on.isoformat()

        name = self.name

        reason = self.reason

        source = self.source

        uscc = self.uscc

        objection = self.objection

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "expires_on": expires_on,
                "name": name,
                "reason": reason,
                "source": source,
                "uscc": uscc,
            }
        )
        if objection is not UNSET:
            field_dict["objection"] = objection

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        expires_on = datetime.date.fromisoformat(d.pop("expires_on"))

        name = d.pop("name")

        reason = d.pop("reason")

        source = d.pop("source")

        uscc = d.pop("uscc")

        objection = d.pop("objection", UNSET)

        listing_request = cls(
            code=code,
            expires_on=expires_on,
            name=name,
            reason=reason,
            source=source,
            uscc=uscc,
            objection=objection,
        )

        return listing_request
