from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ListingRequest")


@_attrs_define
class ListingRequest:
    """A name for a white list.

    Attributes:
        code (str):
        expires_on (datetime.date):
        name (str):
        reason (str):
        source (str):
        title_en (str):
        title_zh (str):
        uscc (str):
    """

    code: str
    expires_on: datetime.date
    name: str
    reason: str
    source: str
    title_en: str
    title_zh: str
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        expires_on = self.expires_on.isoformat()

        name = self.name

        reason = self.reason

        source = self.source

        title_en = self.title_en

        title_zh = self.title_zh

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "expires_on": expires_on,
                "name": name,
                "reason": reason,
                "source": source,
                "title_en": title_en,
                "title_zh": title_zh,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        expires_on = datetime.date.fromisoformat(d.pop("expires_on"))

        name = d.pop("name")

        reason = d.pop("reason")

        source = d.pop("source")

        title_en = d.pop("title_en")

        title_zh = d.pop("title_zh")

        uscc = d.pop("uscc")

        listing_request = cls(
            code=code,
            expires_on=expires_on,
            name=name,
            reason=reason,
            source=source,
            title_en=title_en,
            title_zh=title_zh,
            uscc=uscc,
        )

        return listing_request
