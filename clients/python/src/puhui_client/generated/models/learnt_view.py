from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LearntView")


@_attrs_define
class LearntView:
    """One thing that one party learns beyond its own input.

    Attributes:
        org (str):
        text (str):
    """

    org: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        org = self.org

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "org": org,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        org = d.pop("org")

        text = d.pop("text")

        learnt_view = cls(
            org=org,
            text=text,
        )

        return learnt_view
