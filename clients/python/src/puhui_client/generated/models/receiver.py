from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Receiver")


@_attrs_define
class Receiver:
    """Who will receive, and how to reach who answers there for personal information (PIPL article 23).

    Attributes:
        contact (str):
        name (str):
        org (str):
    """

    contact: str
    name: str
    org: str

    def to_dict(self) -> dict[str, Any]:
        contact = self.contact

        name = self.name

        org = self.org

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact": contact,
                "name": name,
                "org": org,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact = d.pop("contact")

        name = d.pop("name")

        org = d.pop("org")

        receiver = cls(
            contact=contact,
            name=name,
            org=org,
        )

        return receiver
