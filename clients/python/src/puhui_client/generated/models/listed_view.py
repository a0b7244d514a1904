from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ListedView")


@_attrs_define
class ListedView:
    """A white list on which the enterprise stands. It changes no score, limit or price.

    Attributes:
        expires_on (datetime.date):
        reason (str):
        source (str):
        title (str):
    """

    expires_on: datetime.date
    reason: str
    source: str
    title: str

    def to_dict(self) -> dict[str, Any]:
        expires_on = self.expires_on.isoformat()

        reason = self.reason

        source = self.source

        title = self.title

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expires_on": expires_on,
                "reason": reason,
                "source": source,
                "title": title,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        expires_on = datetime.date.fromisoformat(d.pop("expires_on"))

        reason = d.pop("reason")

        source = d.pop("source")

        title = d.pop("title")

        listed_view = cls(
            expires_on=expires_on,
            reason=reason,
            source=source,
            title=title,
        )

        return listed_view
