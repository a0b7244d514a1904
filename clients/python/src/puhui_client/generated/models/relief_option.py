from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReliefOption")


@_attrs_define
class ReliefOption:
    """A programme that can be asked for today.

    Attributes:
        kind (str):
        latest_day (datetime.date | None):
        name (str):
        programme (str):
        source (str):
    """

    kind: str
    latest_day: datetime.date | None
    name: str
    programme: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        latest_day: None | str
        if isinstance(self.latest_day, datetime.date):
            latest_day = self.latest_day.isoformat()
        else:
            latest_day = self.latest_day

        name = self.name

        programme = self.programme

        source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "latest_day": latest_day,
                "name": name,
                "programme": programme,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        def _parse_latest_day(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                latest_day_type_0 = datetime.date.fromisoformat(data)

                return latest_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        latest_day = _parse_latest_day(d.pop("latest_day"))

        name = d.pop("name")

        programme = d.pop("programme")

        source = d.pop("source")

        relief_option = cls(
            kind=kind,
            latest_day=latest_day,
            name=name,
            programme=programme,
            source=source,
        )

        return relief_option
