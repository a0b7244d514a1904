from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SegmentOutcomes")


@_attrs_define
class SegmentOutcomes:
    """What came of a model's scores in a segment ("" where none is known): loans with a known outcome, and the bad.

    Attributes:
        bads (int):
        known (int):
        label (str):
        segment (str):
    """

    bads: int
    known: int
    label: str
    segment: str

    def to_dict(self) -> dict[str, Any]:
        bads = self.bads

        known = self.known

        label = self.label

        segment = self.segment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bads": bads,
                "known": known,
                "label": label,
                "segment": segment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        bads = d.pop("bads")

        known = d.pop("known")

        label = d.pop("label")

        segment = d.pop("segment")

        segment_outcomes = cls(
            bads=bads,
            known=known,
            label=label,
            segment=segment,
        )

        return segment_outcomes
