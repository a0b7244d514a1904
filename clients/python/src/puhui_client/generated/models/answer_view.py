from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="AnswerView")


@_attrs_define
class AnswerView:
    """One bank's standing with a need. `due_at`: when its first-response clock runs out.

    Attributes:
        application (str):
        bank (str):
        bank_name (str):
        banker (str):
        due_at (datetime.datetime | None):
        label (str):
        message (str):
        phone (str):
        since (datetime.datetime):
        state (str):
    """

    application: str
    bank: str
    bank_name: str
    banker: str
    due_at: datetime.datetime | None
    label: str
    message: str
    phone: str
    since: datetime.datetime
    state: str

    def to_dict(self) -> dict[str, Any]:
        application = self.application

        bank = self.bank

        bank_name = self.bank_name

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
                "bank": bank,
                "bank_name": bank_name,
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

        bank = d.pop("bank")

        bank_name = d.pop("bank_name")

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

        answer_view = cls(
            application=application,
            bank=bank,
            bank_name=bank_name,
            banker=banker,
            due_at=due_at,
            label=label,
            message=message,
            phone=phone,
            since=since,
            state=state,
        )

        return answer_view
