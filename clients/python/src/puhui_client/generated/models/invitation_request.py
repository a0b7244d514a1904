from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.invitation_request_role import (
    InvitationRequestRole,
    check_invitation_request_role,
)

T = TypeVar("T", bound="InvitationRequest")


@_attrs_define
class InvitationRequest:
    """Who is asked in.

    Attributes:
        login (str):
        name (str):
        role (InvitationRequestRole):
    """

    login: str
    name: str
    role: InvitationRequestRole

    def to_dict(self) -> dict[str, Any]:
        login = self.login

        name = self.name

        role: str = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "login": login,
                "name": name,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        login = d.pop("login")

        name = d.pop("name")

        role = check_invitation_request_role(d.pop("role"))

        invitation_request = cls(
            login=login,
            name=name,
            role=role,
        )

        return invitation_request
