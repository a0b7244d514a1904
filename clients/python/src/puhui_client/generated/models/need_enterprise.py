from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NeedEnterprise")


@_attrs_define
class NeedEnterprise:
    """Who asks; there once the enterprise has agreed to this bank.

    Attributes:
        contact (str):
        name (str):
        uscc (str):
    """

    contact: str
    name: str
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        contact = self.contact

        name = self.name

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact": contact,
                "name": name,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact = d.pop("contact")

        name = d.pop("name")

        uscc = d.pop("uscc")

        need_enterprise = cls(
            contact=contact,
            name=name,
            uscc=uscc,
        )

        return need_enterprise
