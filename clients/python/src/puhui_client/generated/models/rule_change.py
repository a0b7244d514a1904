from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RuleChange")


@_attrs_define
class RuleChange:
    """What became of one rule since the version in force; `weakens` where that is not allowed.

    Attributes:
        code (str):
        detail (str):
        fixed (bool):
        weakens (bool):
        what (str):
    """

    code: str
    detail: str
    fixed: bool
    weakens: bool
    what: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        detail = self.detail

        fixed = self.fixed

        weakens = self.weakens

        what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "detail": detail,
                "fixed": fixed,
                "weakens": weakens,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        detail = d.pop("detail")

        fixed = d.pop("fixed")

        weakens = d.pop("weakens")

        what = d.pop("what")

        rule_change = cls(
            code=code,
            detail=detail,
            fixed=fixed,
            weakens=weakens,
            what=what,
        )

        return rule_change
