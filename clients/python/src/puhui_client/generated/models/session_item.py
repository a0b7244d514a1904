from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SessionItem")


@_attrs_define
class SessionItem:
    """One place where the person is signed in. `device` is what the browser said of itself.

    Attributes:
        begun_at (datetime.datetime):
        device (str):
        expires_at (datetime.datetime):
        here (bool):
        id (str):
        seen_at (datetime.datetime):
    """

    begun_at: datetime.datetime
    device: str
    expires_at: datetime.datetime
    here: bool
    id: str
    seen_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        begun_at = self.begun_at.isoformat()

        device = self.device

        expires_at = self.expires_at.isoformat()

        here = self.here

        id = self.id

        seen_at = self.seen_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "begun_at": begun_at,
                "device": device,
                "expires_at": expires_at,
                "here": here,
                "id": id,
                "seen_at": seen_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        begun_at = datetime.datetime.fromisoformat(d.pop("begun_at"))

        device = d.pop("device")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        here = d.pop("here")

        id = d.pop("id")

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        session_item = cls(
            begun_at=begun_at,
            device=device,
            expires_at=expires_at,
            here=here,
            id=id,
            seen_at=seen_at,
        )

        return session_item
