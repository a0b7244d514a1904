from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.trail_step_what import TrailStepWhat, check_trail_step_what

T = TypeVar("T", bound="TrailStep")


@_attrs_define
class TrailStep:
    """One step of a change, and the ledger's entry with its digest. `by_name` None is the node's operator.

    Attributes:
        action (str):
        at (datetime.datetime):
        by_name (None | str):
        entry (str):
        login (str):
        name (str):
        role (str):
        second_name (None | str):
        seq (int):
        what (TrailStepWhat):
    """

    action: str
    at: datetime.datetime
    by_name: None | str
    entry: str
    login: str
    name: str
    role: str
    second_name: None | str
    seq: int
    what: TrailStepWhat

    def to_dict(self) -> dict[str, Any]:
        action = self.action

        at = self.at.isoformat()

        by_name: None | str
        by_name = self.by_name

        entry = self.entry

        login = self.login

        name = self.name

        role = self.role

        second_name: None | str
        second_name = self.second_name

        seq = self.seq

        what: str = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "by_name": by_name,
                "entry": entry,
                "login": login,
                "name": name,
                "role": role,
                "second_name": second_name,
                "seq": seq,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = d.pop("action")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_by_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by_name = _parse_by_name(d.pop("by_name"))

        entry = d.pop("entry")

        login = d.pop("login")

        name = d.pop("name")

        role = d.pop("role")

        def _parse_second_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        second_name = _parse_second_name(d.pop("second_name"))

        seq = d.pop("seq")

        what = check_trail_step_what(d.pop("what"))

        trail_step = cls(
            action=action,
            at=at,
            by_name=by_name,
            entry=entry,
            login=login,
            name=name,
            role=role,
            second_name=second_name,
            seq=seq,
            what=what,
        )

        return trail_step
