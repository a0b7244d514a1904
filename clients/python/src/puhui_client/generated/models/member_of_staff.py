from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="MemberOfStaff")


@_attrs_define
class MemberOfStaff:
    """Somebody who works here; `providers` are the identity providers by which they may sign in.

    Attributes:
        active (bool):
        id (str):
        login (str):
        name (str):
        providers (list[str]):
        role (str):
    """

    active: bool
    id: str
    login: str
    name: str
    providers: list[str]
    role: str

    def to_dict(self) -> dict[str, Any]:
        active = self.active

        id = self.id

        login = self.login

        name = self.name

        providers = self.providers

        role = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "active": active,
                "id": id,
                "login": login,
                "name": name,
                "providers": providers,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        active = d.pop("active")

        id = d.pop("id")

        login = d.pop("login")

        name = d.pop("name")

        providers = cast(list[str], d.pop("providers"))

        role = d.pop("role")

        member_of_staff = cls(
            active=active,
            id=id,
            login=login,
            name=name,
            providers=providers,
            role=role,
        )

        return member_of_staff
