from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.token_view_state import TokenViewState, check_token_view_state

T = TypeVar("T", bound="TokenView")


@_attrs_define
class TokenView:
    """A token without its secret. `waiting` is for a second administrator, `expired` one whose time is over.

    Attributes:
        at (datetime.datetime):
        by (str):
        by_name (str):
        expires_at (datetime.datetime):
        id (str):
        name (str):
        role (str):
        second_name (None | str):
        state (TokenViewState):
        used_at (datetime.datetime | None):
    """

    at: datetime.datetime
    by: str
    by_name: str
    expires_at: datetime.datetime
    id: str
    name: str
    role: str
    second_name: None | str
    state: TokenViewState
    used_at: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        by = self.by

        by_name = self.by_name

        expires_at = self.expires_at.isoformat()

        id = self.id

        name = self.name

        role = self.role

        second_name: None | str
        second_name = self.second_name

        state: str = self.state

        used_at: None | str
        if isinstance(self.used_at, datetime.datetime):
            used_at = self.used_at.isoformat()
        else:
            used_at = self.used_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "by": by,
                "by_name": by_name,
                "expires_at": expires_at,
                "id": id,
                "name": name,
                "role": role,
                "second_name": second_name,
                "state": state,
                "used_at": used_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        by_name = d.pop("by_name")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        id = d.pop("id")

        name = d.pop("name")

        role = d.pop("role")

        def _parse_second_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        second_name = _parse_second_name(d.pop("second_name"))

        state = check_token_view_state(d.pop("state"))

        def _parse_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                used_at_type_0 = datetime.datetime.fromisoformat(data)

                return used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        used_at = _parse_used_at(d.pop("used_at"))

        token_view = cls(
            at=at,
            by=by,
            by_name=by_name,
            expires_at=expires_at,
            id=id,
            name=name,
            role=role,
            second_name=second_name,
            state=state,
            used_at=used_at,
        )

        return token_view
