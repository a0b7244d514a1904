from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningStep")


@_attrs_define
class WarningStep:
    """One step, with its entry on the ledger.

    Attributes:
        at (datetime.datetime):
        entry (str):
        state (str):
    """

    at: datetime.datetime
    entry: str
    state: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

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

        entry = d.pop("entry")

        state = d.pop("state")

        warning_step = cls(
            at=at,
            entry=entry,
            state=state,
        )

        return warning_step
