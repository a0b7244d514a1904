from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="Event")


@_attrs_define
class Event:
    """A step that a thing has taken, and its ledger entry once there is one.

    Attributes:
        at (datetime.datetime):
        entry (None | str):
        state (str):
    """

    at: datetime.datetime
    entry: None | str
    state: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        entry: None | str
        entry = self.entry

        state = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        state = d.pop("state")

        event = cls(
            at=at,
            entry=entry,
            state=state,
        )

        return event
