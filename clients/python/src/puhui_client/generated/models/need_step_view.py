from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NeedStepView")


@_attrs_define
class NeedStepView:
    """One step of a need, with the ledger entry that proves it.

    Attributes:
        at (datetime.datetime):
        entry (str):
        kind (str):
        label (str):
    """

    at: datetime.datetime
    entry: str
    kind: str
    label: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        entry = self.entry

        kind = self.kind

        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "kind": kind,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        entry = d.pop("entry")

        kind = d.pop("kind")

        label = d.pop("label")

        need_step_view = cls(
            at=at,
            entry=entry,
            kind=kind,
            label=label,
        )

        return need_step_view
