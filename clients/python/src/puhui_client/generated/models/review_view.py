from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReviewView")


@_attrs_define
class ReviewView:
    """An approver's review of a proposed refusal.

    Attributes:
        at (datetime.datetime):
        by (str):
        grounds (str):
        upheld (bool):
    """

    at: datetime.datetime
    by: str
    grounds: str
    upheld: bool

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        grounds = self.grounds

        upheld = self.upheld

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "by": by,
                "grounds": grounds,
                "upheld": upheld,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        grounds = d.pop("grounds")

        upheld = d.pop("upheld")

        review_view = cls(
            at=at,
            by=by,
            grounds=grounds,
            upheld=upheld,
        )

        return review_view
