from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="BoardAnswer")


@_attrs_define
class BoardAnswer:
    """This bank's standing with the need.

    Attributes:
        application (str):
        banker (str):
        due_at (datetime.datetime | None):
        label (str):
        message (str):
        phone (str):
        since (datetime.datetime):
        state (str):
    """

    application: str
    banker: str
    due_at: datetime.datetime | None
    label: str
    message: str
    phone: str
    since: datetime.datetime
    state: str

    def to_dict(self) -> dict[str, Any]:
        application = self.application

        banker = self.banker

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        label = self.label

        message = self.message

        phone = self.phone

        since = self.since.isoformat()

        state = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "banker": banker,
                "due_at": due_at,
                "label": label,
                "message": message,
                "phone": phone,
                "since": since,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        application = d.pop("application")

        banker = d.pop("banker")

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        label = d.pop("label")

        message = d.pop("message")

        phone = d.pop("phone")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        state = d.pop("state")

        board_answer = cls(
            application=application,
            banker=banker,
            due_at=due_at,
            label=label,
            message=message,
            phone=phone,
            since=since,
            state=state,
        )

        return board_answer
