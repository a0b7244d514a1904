from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OpenedView")


@_attrs_define
class OpenedView:
    """A product that a plan opens.

    Attributes:
        code (str):
        lender_name (str):
        name (str):
    """

    code: str
    lender_name: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        lender_name = self.lender_name

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "lender_name": lender_name,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        lender_name = d.pop("lender_name")

        name = d.pop("name")

        opened_view = cls(
            code=code,
            lender_name=lender_name,
            name=name,
        )

        return opened_view
