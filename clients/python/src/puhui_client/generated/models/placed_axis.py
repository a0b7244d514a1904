from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.axis import Axis, check_axis

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="PlacedAxis")


@_attrs_define
class PlacedAxis:
    """One axis, 0 to 100 among the peers; null is hollow: no data, or too few peers.

    Attributes:
        axis (Axis): The radar's seven axes (domain/scoring §7).
        coverage (float):
        label (Both): A sentence in Chinese and English.
        peer_median (float | None):
        value (float | None):
    """

    axis: Axis
    coverage: float
    label: Both
    peer_median: float | None
    value: float | None

    def to_dict(self) -> dict[str, Any]:
        axis: str = self.axis

        coverage = self.coverage

        label = self.label.to_dict()

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
        from ..models.both import Both

        d = dict(src_dict)
        axis = check_axis(d.pop("axis"))

        coverage = d.pop("coverage")

        label = Both.from_dict(d.pop("label"))

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

        placed_axis = cls(
            axis=axis,
            coverage=coverage,
            label=label,
            peer_median=peer_median,
            value=value,
        )

        return placed_axis
