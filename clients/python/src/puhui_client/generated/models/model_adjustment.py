from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_adjustment_segment_type_0 import (
    ModelAdjustmentSegmentType0,
    check_model_adjustment_segment_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelAdjustment")


@_attrs_define
class ModelAdjustment:
    """What own outcomes are to make of a card: with a `segment` its level there, without one its PDs anew.

    Attributes:
        version (str):
        segment (ModelAdjustmentSegmentType0 | None | Unset):
    """

    version: str
    segment: ModelAdjustmentSegmentType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        segment: None | str | Unset
        if isinstance(self.segment, Unset):
            segment = UNSET
        elif isinstance(self.segment, str):
            segment = self.segment
        else:
            segment = self.segment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
            }
        )
        if segment is not UNSET:
            field_dict["segment"] = segment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        def _parse_segment(data: object) -> ModelAdjustmentSegmentType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                segment_type_0 = check_model_adjustment_segment_type_0(data)

                return segment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelAdjustmentSegmentType0 | None | Unset, data)

        segment = _parse_segment(d.pop("segment", UNSET))

        model_adjustment = cls(
            version=version,
            segment=segment,
        )

        return model_adjustment
