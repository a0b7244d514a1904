from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.people_change_view_action import (
    PeopleChangeViewAction,
    check_people_change_view_action,
)
from ..models.people_change_view_state import (
    PeopleChangeViewState,
    check_people_change_view_state,
)

T = TypeVar("T", bound="PeopleChangeView")


@_attrs_define
class PeopleChangeView:
    """A change that waits for a second administrator (`waiting`), or for whoever has its code (`open`).

    Attributes:
        action (PeopleChangeViewAction):
        at (datetime.datetime):
        by (None | str):
        by_name (None | str):
        expires_at (datetime.datetime):
        id (str):
        login (str):
        name (str):
        person (None | str):
        role (str):
        state (PeopleChangeViewState):
    """

    action: PeopleChangeViewAction
    at: datetime.datetime
    by: None | str
    by_name: None | str
    expires_at: datetime.datetime
    id: str
    login: str
    name: str
    person: None | str
    role: str
    state: PeopleChangeViewState

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        at = self.at.isoformat()

        by: None | str
        by = self.by

        by_name: None | str
        by_name = self.by_name

        expires_at = self.expires_at.isoformat()

        id = self.id

        login = self.login

        name = self.name

        person: None | str
        person = self.person

        role = self.role

        state: str = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "by": by,
                "by_name": by_name,
                "expires_at": expires_at,
                "id": id,
                "login": login,
                "name": name,
                "person": person,
                "role": role,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = check_people_change_view_action(d.pop("action"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by = _parse_by(d.pop("by"))

        def _parse_by_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by_name = _parse_by_name(d.pop("by_name"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        id = d.pop("id")

        login = d.pop("login")

        name = d.pop("name")

        def _parse_person(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        person = _parse_person(d.pop("person"))

        role = d.pop("role")

        state = check_people_change_view_state(d.pop("state"))

        people_change_view = cls(
            action=action,
            at=at,
            by=by,
            by_name=by_name,
            expires_at=expires_at,
            id=id,
            login=login,
            name=name,
            person=person,
            role=role,
            state=state,
        )

        return people_change_view
