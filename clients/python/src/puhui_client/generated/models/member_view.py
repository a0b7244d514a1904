from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MemberView")


@_attrs_define
class MemberView:
    """A member, and what it is on the ledger now.

    Attributes:
        consensus (bool):
        name (str):
        org (str):
        role (str):
        status (str):
    """

    consensus: bool
    name: str
    org: str
    role: str
    status: str

    def to_dict(self) -> dict[str, Any]:
        consensus = self.consensus

        name = self.name

        org = self.org

        role = self.role

        status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "consensus": consensus,
                "name": name,
                "org": org,
                "role": role,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        consensus = d.pop("consensus")

        name = d.pop("name")

        org = d.pop("org")

        role = d.pop("role")

        status = d.pop("status")

        member_view = cls(
            consensus=consensus,
            name=name,
            org=org,
            role=role,
            status=status,
        )

        return member_view
