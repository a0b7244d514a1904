from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ObjectionRequest")


@_attrs_define
class ObjectionRequest:
    """An enterprise objects to not standing on a list, against the criteria that it read.

    Attributes:
        code (str):
        criteria (str):
        grounds (str):
        office (str):
    """

    code: str
    criteria: str
    grounds: str
    office: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        criteria = self.criteria

        grounds = self.grounds

        office = self.office

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "criteria": criteria,
                "grounds": grounds,
                "office": office,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        criteria = d.pop("criteria")

        grounds = d.pop("grounds")

        office = d.pop("office")

        objection_request = cls(
            code=code,
            criteria=criteria,
            grounds=grounds,
            office=office,
        )

        return objection_request
