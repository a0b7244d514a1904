from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="VersionStep")


@_attrs_define
class VersionStep:
    """A step: who did what when, and its entry on the ledger (None for saving and for what came in a file).

    Attributes:
        action (str):
        at (datetime.datetime):
        by_name (str):
        comment (str):
        entry (None | str):
    """

    action: str
    at: datetime.datetime
    by_name: str
    comment: str
    entry: None | str

    def to_dict(self) -> dict[str, Any]:
        action = self.action

        at = self.at.isoformat()

        by_name = self.by_name

        comment = self.comment

        entry: None | str
        entry = self.entry

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "by_name": by_name,
                "comment": comment,
                "entry": entry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = d.pop("action")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        by_name = d.pop("by_name")

        comment = d.pop("comment")

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        version_step = cls(
            action=action,
            at=at,
            by_name=by_name,
            comment=comment,
            entry=entry,
        )

        return version_step
