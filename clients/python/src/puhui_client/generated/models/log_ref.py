from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="LogRef")


@_attrs_define
class LogRef:
    """The log and the size of the tree that the proof is against.

    Attributes:
        origin (str):
        size (int):
    """

    origin: str
    size: int

    def to_dict(self) -> dict[str, Any]:
        origin = self.origin

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "origin": origin,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        origin = d.pop("origin")

        size = d.pop("size")

        log_ref = cls(
            origin=origin,
            size=size,
        )

        return log_ref
