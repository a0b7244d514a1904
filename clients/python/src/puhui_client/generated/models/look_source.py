from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LookSource")


@_attrs_define
class LookSource:
    """Whether a source answered at the latest look.

    Attributes:
        cause (str):
        label (str):
        source (str):
    """

    cause: str
    label: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        cause = self.cause

        label = self.label

        source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
                "label": label,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = d.pop("cause")

        label = d.pop("label")

        source = d.pop("source")

        look_source = cls(
            cause=cause,
            label=label,
            source=source,
        )

        return look_source
