from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="IndicatorView")


@_attrs_define
class IndicatorView:
    """One indicator with its source. `value` is null with a cause; what is no number stands in `text`.

    `origin` is what its source is called: the dataset, or the bank of several.

        Attributes:
            as_of (datetime.date | None):
            cause (str):
            coverage (float):
            label (str):
            name (str):
            source (str):
            unit (str):
            value (float | None):
            origin (str | Unset):  Default: ''.
            text (None | str | Unset):
    """

    as_of: datetime.date | None
    cause: str
    coverage: float
    label: str
    name: str
    source: str
    unit: str
    value: float | None
    origin: str | Unset = ""
    text: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        cause = self.cause

        coverage = self.coverage

        label = self.label

        name = self.name

        source = self.source

        unit = self.unit

        value: float | None
        value = self.value

        origin = self.origin

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "cause": cause,
                "coverage": coverage,
                "label": label,
                "name": name,
                "source": source,
                "unit": unit,
                "value": value,
            }
        )
        if origin is not UNSET:
            field_dict["origin"] = origin
        if text is not UNSET:
            field_dict["text"] = text

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

        cause = d.pop("cause")

        coverage = d.pop("coverage")

        label = d.pop("label")

        name = d.pop("name")

        source = d.pop("source")

        unit = d.pop("unit")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        origin = d.pop("origin", UNSET)

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        indicator_view = cls(
            as_of=as_of,
            cause=cause,
            coverage=coverage,
            label=label,
            name=name,
            source=source,
            unit=unit,
            value=value,
            origin=origin,
            text=text,
        )

        return indicator_view
