from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NeedView")


@_attrs_define
class NeedView:
    """A source whose grant would tell much: `coverage` is the share of the card that it carries.

    `gain` is the spread in points that it is expected to take out of the score.

        Attributes:
            coverage (float):
            gain (float):
            label (str):
            source (str):
            text (str):
    """

    coverage: float
    gain: float
    label: str
    source: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        coverage = self.coverage

        gain = self.gain

        label = self.label

        source = self.source

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "coverage": coverage,
                "gain": gain,
                "label": label,
                "source": source,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        coverage = d.pop("coverage")

        gain = d.pop("gain")

        label = d.pop("label")

        source = d.pop("source")

        text = d.pop("text")

        need_view = cls(
            coverage=coverage,
            gain=gain,
            label=label,
            source=source,
            text=text,
        )

        return need_view
