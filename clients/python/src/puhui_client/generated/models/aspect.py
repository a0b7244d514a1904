from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.axis import Axis, check_axis

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Aspect")


@_attrs_define
class Aspect:
    """What is known of one aspect (capital, solvency, guarantees …): the names of its indicators, those known first.

    Attributes:
        axis (Axis): The radar's seven axes (domain/scoring §7).
        indicators (list[str]):
        known (int):
        label (Both): A sentence in Chinese and English.
        of (int):
    """

    axis: Axis
    indicators: list[str]
    known: int
    label: Both
    of: int

    def to_dict(self) -> dict[str, Any]:
        axis: str = self.axis

        indicators = self.indicators

        known = self.known

        label = self.label.to_dict()

        of = self.of

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "axis": axis,
                "indicators": indicators,
                "known": known,
                "label": label,
                "of": of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        axis = check_axis(d.pop("axis"))

        indicators = cast(list[str], d.pop("indicators"))

        known = d.pop("known")

        label = Both.from_dict(d.pop("label"))

        of = d.pop("of")

        aspect = cls(
            axis=axis,
            indicators=indicators,
            known=known,
            label=label,
            of=of,
        )

        return aspect
