from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.watch_finding_asked_item import (
    WatchFindingAskedItem,
    check_watch_finding_asked_item,
)
from ..models.watch_finding_on_item import (
    WatchFindingOnItem,
    check_watch_finding_on_item,
)

T = TypeVar("T", bound="WatchFinding")


@_attrs_define
class WatchFinding:
    """What a private lookup told: who was looked up, who of them is on the list, and at which level.

    Attributes:
        as_of (datetime.date):
        asked (list[WatchFindingAskedItem]):
        hit (bool):
        holder (str):
        job (str):
        level (None | str):
        on (list[WatchFindingOnItem]):
    """

    as_of: datetime.date
    asked: list[WatchFindingAskedItem]
    hit: bool
    holder: str
    job: str
    level: None | str
    on: list[WatchFindingOnItem]

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        asked = []
        for asked_item_data in self.asked:
            asked_item: str = asked_item_data
            asked.append(asked_item)

        hit = self.hit

        holder = self.holder

        job = self.job

        level: None | str
        level = self.level

        on = []
        for on_item_data in self.on:
            on_item: str = on_item_data
            on.append(on_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "asked": asked,
                "hit": hit,
                "holder": holder,
                "job": job,
                "level": level,
                "on": on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        asked = []
        _asked = d.pop("asked")
        for asked_item_data in _asked:
            asked_item = check_watch_finding_asked_item(asked_item_data)

            asked.append(asked_item)

        hit = d.pop("hit")

        holder = d.pop("holder")

        job = d.pop("job")

        def _parse_level(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        level = _parse_level(d.pop("level"))

        on = []
        _on = d.pop("on")
        for on_item_data in _on:
            on_item = check_watch_finding_on_item(on_item_data)

            on.append(on_item)

        watch_finding = cls(
            as_of=as_of,
            asked=asked,
            hit=hit,
            holder=holder,
            job=job,
            level=level,
            on=on,
        )

        return watch_finding
