from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="EscalationView")


@_attrs_define
class EscalationView:
    """A bank that did not act in time, and who has the need now (null: no bank was left).

    Attributes:
        at (datetime.datetime):
        bank (str):
        bank_name (str):
        due_at (datetime.datetime):
        need (str):
        to (None | str):
        to_name (None | str):
    """

    at: datetime.datetime
    bank: str
    bank_name: str
    due_at: datetime.datetime
    need: str
    to: None | str
    to_name: None | str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        bank = self.bank

        bank_name = self.bank_name

        due_at = self.due_at.isoformat()

        need = self.need

        to: None | str
        to = self.to

        to_name: None | str
        to_name = self.to_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "bank": bank,
                "bank_name": bank_name,
                "due_at": due_at,
                "need": need,
                "to": to,
                "to_name": to_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        bank = d.pop("bank")

        bank_name = d.pop("bank_name")

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        need = d.pop("need")

        def _parse_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        to = _parse_to(d.pop("to"))

        def _parse_to_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        to_name = _parse_to_name(d.pop("to_name"))

        escalation_view = cls(
            at=at,
            bank=bank,
            bank_name=bank_name,
            due_at=due_at,
            need=need,
            to=to,
            to_name=to_name,
        )

        return escalation_view
