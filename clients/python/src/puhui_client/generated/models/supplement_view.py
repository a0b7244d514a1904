from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SupplementView")


@_attrs_define
class SupplementView:
    """What was added to an application: how many papers and grants, and the word about them.

    Attributes:
        at (datetime.datetime):
        grants (int):
        note (str):
        papers (int):
    """

    at: datetime.datetime
    grants: int
    note: str
    papers: int

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        grants = self.grants

        note = self.note

        papers = self.papers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "grants": grants,
                "note": note,
                "papers": papers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        grants = d.pop("grants")

        note = d.pop("note")

        papers = d.pop("papers")

        supplement_view = cls(
            at=at,
            grants=grants,
            note=note,
            papers=papers,
        )

        return supplement_view
