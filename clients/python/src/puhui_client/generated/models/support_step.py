from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SupportStep")


@_attrs_define
class SupportStep:
    """One step, with the ledger entry that proves it.

    Attributes:
        at (datetime.datetime):
        entry (str):
        kind (str):
    """

    at: datetime.datetime
    entry: str
    kind: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        entry = self.entry

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        entry = d.pop("entry")

        kind = d.pop("kind")

        support_step = cls(
            at=at,
            entry=entry,
            kind=kind,
        )

        return support_step
