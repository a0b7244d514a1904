from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReliefAnswer")


@_attrs_define
class ReliefAnswer:
    """What an officer found for a condition that asks.

    Attributes:
        code (str):
        holds (bool):
        seen (str):
    """

    code: str
    holds: bool
    seen: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        holds = self.holds

        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "holds": holds,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        holds = d.pop("holds")

        seen = d.pop("seen")

        relief_answer = cls(
            code=code,
            holds=holds,
            seen=seen,
        )

        return relief_answer
