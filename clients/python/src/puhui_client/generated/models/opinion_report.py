from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OpinionReport")


@_attrs_define
class OpinionReport:
    """One article; `url` is empty where it is not on the web.

    Attributes:
        published_on (datetime.date):
        source (str):
        title (str):
        url (str):
    """

    published_on: datetime.date
    source: str
    title: str
    url: str

    def to_dict(self) -> dict[str, Any]:
        published_on = self.published_on.isoformat()

        source = self.source

        title = self.title

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "published_on": published_on,
                "source": source,
                "title": title,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        published_on = datetime.date.fromisoformat(d.pop("published_on"))

        source = d.pop("source")

        title = d.pop("title")

        url = d.pop("url")

        opinion_report = cls(
            published_on=published_on,
            source=source,
            title=title,
            url=url,
        )

        return opinion_report
