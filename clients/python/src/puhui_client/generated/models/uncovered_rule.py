from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="UncoveredRule")


@_attrs_define
class UncoveredRule:
    """A rule, and what no case shows of it.

    Attributes:
        code (str):
        lacks (list[str]):
    """

    code: str
    lacks: list[str]

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        lacks = self.lacks

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "lacks": lacks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        lacks = cast(list[str], d.pop("lacks"))

        uncovered_rule = cls(
            code=code,
            lacks=lacks,
        )

        return uncovered_rule
