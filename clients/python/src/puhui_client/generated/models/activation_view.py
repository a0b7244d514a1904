from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ActivationView")


@_attrs_define
class ActivationView:
    """A fresh activation code, shown this once, to be handed to the enterprise. The one before is void.

    Attributes:
        code (str):
        name (str):
        uscc (str):
    """

    code: str
    name: str
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        name = self.name

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "name": name,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        name = d.pop("name")

        uscc = d.pop("uscc")

        activation_view = cls(
            code=code,
            name=name,
            uscc=uscc,
        )

        return activation_view
