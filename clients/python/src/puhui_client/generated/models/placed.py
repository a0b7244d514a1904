from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.axis import Axis, check_axis
from ..models.cause import Cause, check_cause
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Placed")


@_attrs_define
class Placed:
    """One indicator: its value or the cause of its absence, and its place among the peers.

    Attributes:
        as_of (datetime.date | None):
        axis (Axis | None): the radar's axis that it belongs to
        cause (Cause): Why an indicator's value is there or not. Only `granted` comes with a value; none of the others
            is bad news.
        coverage (float):
        label (Both): A sentence in Chinese and English.
        name (str):
        origin (Both): A sentence in Chinese and English.
        source (str):
        unit (str):
        value (float | None): a number; null where there is none, or where it is text
        peer_median (float | None | Unset):
        percentile (float | None | Unset): share of peers that are worse, those equal counting half
        text (None | str | Unset):
    """

    as_of: datetime.date | None
    axis: Axis | None
    cause: Cause
    coverage: float
    label: Both
    name: str
    origin: Both
    source: str
    unit: str
    value: float | None
    peer_median: float | None | Unset = UNSET
    percentile: float | None | Unset = UNSET
    text: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        axis: None | str
        if isinstance(self.axis, str):
            axis = self.axis
        else:
            axis = self.axis

        cause: str = self.cause

        coverage = self.coverage

        label = self.label.to_dict()

        name = self.name

        origin = self.origin.to_dict()

        source = self.source

        unit = self.unit

        value: float | None
        value = self.value

        peer_median: float | None | Unset
        if isinstance(self.peer_median, Unset):
            peer_median = UNSET
        else:
            peer_median = self.peer_median

        percentile: float | None | Unset
        if isinstance(self.percentile, Unset):
            percentile = UNSET
        else:
            percentile = self.percentile

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "axis": axis,
                "cause": cause,
                "coverage": coverage,
                "label": label,
                "name": name,
                "origin": origin,
                "source": source,
                "unit": unit,
                "value": value,
            }
        )
        if peer_median is not UNSET:
            field_dict["peer_median"] = peer_median
        if percentile is not UNSET:
            field_dict["percentile"] = percentile
        if text is not UNSET:
            field_dict["text"] = text

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

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

        def _parse_axis(data: object) -> Axis | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                axis_type_0 = check_axis(data)

                return axis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Axis | None, data)

        axis = _parse_axis(d.pop("axis"))

        cause = check_cause(d.pop("cause"))

        coverage = d.pop("coverage")

        label = Both.from_dict(d.pop("label"))

        name = d.pop("name")

        origin = Both.from_dict(d.pop("origin"))

        source = d.pop("source")

        unit = d.pop("unit")

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        def _parse_peer_median(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        peer_median = _parse_peer_median(d.pop("peer_median", UNSET))

        def _parse_percentile(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        percentile = _parse_percentile(d.pop("percentile", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        placed = cls(
            as_of=as_of,
            axis=axis,
            cause=cause,
            coverage=coverage,
            label=label,
            name=name,
            origin=origin,
            source=source,
            unit=unit,
            value=value,
            peer_median=peer_median,
            percentile=percentile,
            text=text,
        )

        return placed
