from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.token_request_role import TokenRequestRole, check_token_request_role
from ..types import UNSET, Unset

T = TypeVar("T", bound="TokenRequest")


@_attrs_define
class TokenRequest:
    """For which program a token is, what it may do, and how long.

    Attributes:
        name (str):
        role (TokenRequestRole):
        days (int | Unset):  Default: 90.
    """

    name: str
    role: TokenRequestRole
    days: int | Unset = 90

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        role: str = self.role

        days = self.days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "role": role,
            }
        )
        if days is not UNSET:
            field_dict["days"] = days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        role = check_token_request_role(d.pop("role"))

        days = d.pop("days", UNSET)

        token_request = cls(
            name=name,
            role=role,
            days=days,
        )

        return token_request
