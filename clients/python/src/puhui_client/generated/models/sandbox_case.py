from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="SandboxCase")


@_attrs_define
class SandboxCase:
    """A case that an enterprise can apply as; `fresh`: how many of its enterprises have not applied here yet.

    Attributes:
        code (str):
        expects (str):
        fresh (int):
        name (str):
    """

    code: str
    expects: str
    fresh: int
    name: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        expects = self.expects

        fresh = self.fresh

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "expects": expects,
                "fresh": fresh,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        expects = d.pop("expects")

        fresh = d.pop("fresh")

        name = d.pop("name")

        sandbox_case = cls(
            code=code,
            expects=expects,
            fresh=fresh,
            name=name,
        )

        return sandbox_case
