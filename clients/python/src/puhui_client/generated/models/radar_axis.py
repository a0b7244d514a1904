from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="RadarAxis")


@_attrs_define
class RadarAxis:
    """One axis; `value` 0 to 100, null where there is no data (hollow, never zero).

    Attributes:
        axis (str):
        coverage (float):
        label (str):
        peer_median (float | None):
        value (float | None):
    """

    axis: str
    coverage: float
    label: str
    peer_median: float | None
    value: float | None

    def to_dict(self) -> dict[str, Any]:
        axis = self.axis

        coverage = self.coverage

        label = self.label

        peer_median: float | None
        peer_median = self.peer_median

        value: float | None
        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "axis": axis,
                "coverage": coverage,
                "label": label,
                "peer_median": peer_median,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        axis = d.pop("axis")

        coverage = d.pop("coverage")

        label = d.pop("label")

        def _parse_peer_median(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        peer_median = _parse_peer_median(d.pop("peer_median"))

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        radar_axis = cls(
            axis=axis,
            coverage=coverage,
            label=label,
            peer_median=peer_median,
            value=value,
        )

        return radar_axis
