from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.people_change_request_action import (
    PeopleChangeRequestAction,
    check_people_change_request_action,
)
from ..models.people_change_request_role_type_0 import (
    PeopleChangeRequestRoleType0,
    check_people_change_request_role_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PeopleChangeRequest")


@_attrs_define
class PeopleChangeRequest:
    """What becomes of somebody; `role` for a change of role only. `unlink` takes their identities elsewhere away.

    Attributes:
        action (PeopleChangeRequestAction):
        role (None | PeopleChangeRequestRoleType0 | Unset):
    """

    action: PeopleChangeRequestAction
    role: None | PeopleChangeRequestRoleType0 | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        role: None | str | Unset
        if isinstance(self.role, Unset):
            role = UNSET
        elif isinstance(self.role, str):
            role = self.role
        else:
            role = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
            }
        )
        if role is not UNSET:
            field_dict["role"] = role

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = check_people_change_request_action(d.pop("action"))

        def _parse_role(data: object) -> None | PeopleChangeRequestRoleType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                role_type_0 = check_people_change_request_role_type_0(data)

                return role_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PeopleChangeRequestRoleType0 | Unset, data)

        role = _parse_role(d.pop("role", UNSET))

        people_change_request = cls(
            action=action,
            role=role,
        )

        return people_change_request
