from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="SandboxTime")


@_attrs_define
class SandboxTime:
    """The time now, and how many days it went. `waits_for`: nodes that had not done a day's work in time.

    Attributes:
        moved_days (int):
        now (datetime.datetime):
        waits_for (list[str]):
    """

    moved_days: int
    now: datetime.datetime
    waits_for: list[str]

    def to_dict(self) -> dict[str, Any]:
        moved_days = self.moved_days

        now = self.now.isoformat()

        waits_for = self.waits_for

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "moved_days": moved_days,
                "now": now,
                "waits_for": waits_for,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        moved_days = d.pop("moved_days")

        now = datetime.datetime.fromisoformat(d.pop("now"))

        waits_for = cast(list[str], d.pop("waits_for"))

        sandbox_time = cls(
            moved_days=moved_days,
            now=now,
            waits_for=waits_for,
        )

        return sandbox_time
