from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PersonView")


@_attrs_define
class PersonView:
    """A person as the portal shows it.

    Attributes:
        id (str):
        name (str):
        org (str):
        role (str):
    """

    id: str
    name: str
    org: str
    role: str

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        org = self.org

        role = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "name": name,
                "org": org,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        org = d.pop("org")

        role = d.pop("role")

        person_view = cls(
            id=id,
            name=name,
            org=org,
            role=role,
        )

        return person_view
