from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="WarningEvidence")


@_attrs_define
class WarningEvidence:
    """A fact that the rule read: as it first warned, and as it was last seen. Values are null where it was absent.

    Attributes:
        as_of (datetime.date | None):
        label (str):
        last_value (None | str):
        name (str):
        source (str):
        unit (str):
        value (None | str):
    """

    as_of: datetime.date | None
    label: str
    last_value: None | str
    name: str
    source: str
    unit: str
    value: None | str

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        label = self.label

        last_value: None | str
        last_value = self.last_value

        name = self.name

        source = self.source

        unit = self.unit

        value: None | str
        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "label": label,
                "last_value": last_value,
                "name": name,
                "source": source,
                "unit": unit,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_as_of(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                as_of_type_0 = datetime.date.fromisoformat(data)

                return as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        as_of = _parse_as_of(d.pop("as_of"))

        label = d.pop("label")

        def _parse_last_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_value = _parse_last_value(d.pop("last_value"))

        name = d.pop("name")

        source = d.pop("source")

        unit = d.pop("unit")

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        warning_evidence = cls(
            as_of=as_of,
            label=label,
            last_value=last_value,
            name=name,
            source=source,
            unit=unit,
            value=value,
        )

        return warning_evidence
