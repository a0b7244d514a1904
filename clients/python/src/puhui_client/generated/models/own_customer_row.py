from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="OwnCustomerRow")


@_attrs_define
class OwnCustomerRow:
    """The same in a list.

    Attributes:
        as_of (datetime.date):
        brought_at (datetime.datetime):
        brought_by (str):
        limit_fen (int | None):
        note (str):
        rating (str):
        uscc (str):
        watched (bool):
    """

    as_of: datetime.date
    brought_at: datetime.datetime
    brought_by: str
    limit_fen: int | None
    note: str
    rating: str
    uscc: str
    watched: bool

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        brought_at = self.brought_at.isoformat()

        brought_by = self.brought_by

        limit_fen: int | None
        limit_fen = self.limit_fen

        note = self.note

        rating = self.rating

        uscc = self.uscc

        watched = self.watched

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "brought_at": brought_at,
                "brought_by": brought_by,
                "limit_fen": limit_fen,
                "note": note,
                "rating": rating,
                "uscc": uscc,
                "watched": watched,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        brought_at = datetime.datetime.fromisoformat(d.pop("brought_at"))

        brought_by = d.pop("brought_by")

        def _parse_limit_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        limit_fen = _parse_limit_fen(d.pop("limit_fen"))

        note = d.pop("note")

        rating = d.pop("rating")

        uscc = d.pop("uscc")

        watched = d.pop("watched")

        own_customer_row = cls(
            as_of=as_of,
            brought_at=brought_at,
            brought_by=brought_by,
            limit_fen=limit_fen,
            note=note,
            rating=rating,
            uscc=uscc,
            watched=watched,
        )

        return own_customer_row
