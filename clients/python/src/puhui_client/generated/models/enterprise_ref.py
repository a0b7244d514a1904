from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="EnterpriseRef")


@_attrs_define
class EnterpriseRef:
    """An enterprise by code and name.

    Attributes:
        name (str):
        uscc (str):
    """

    name: str
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        uscc = d.pop("uscc")

        enterprise_ref = cls(
            name=name,
            uscc=uscc,
        )

        return enterprise_ref
