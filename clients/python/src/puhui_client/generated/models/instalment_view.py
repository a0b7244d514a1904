from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="InstalmentView")


@_attrs_define
class InstalmentView:
    """One instalment of a schedule.

    Attributes:
        due_on (datetime.date):
        interest_fen (int): integer fen (0.01 yuan)
        number (int):
        paid_fen (int): integer fen (0.01 yuan)
        principal_fen (int): integer fen (0.01 yuan)
        state (str):
        total_fen (int): integer fen (0.01 yuan)
    """

    due_on: datetime.date
    interest_fen: int
    number: int
    paid_fen: int
    principal_fen: int
    state: str
    total_fen: int

    def to_dict(self) -> dict[str, Any]:
        due_on = self.due_on.isoformat()

        interest_fen = self.interest_fen

        number = self.number

        paid_fen = self.paid_fen

        principal_fen = self.principal_fen

        state = self.state

        total_fen = self.total_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "due_on": due_on,
                "interest_fen": interest_fen,
                "number": number,
                "paid_fen": paid_fen,
                "principal_fen": principal_fen,
                "state": state,
                "total_fen": total_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        interest_fen = d.pop("interest_fen")

        number = d.pop("number")

        paid_fen = d.pop("paid_fen")

        principal_fen = d.pop("principal_fen")

        state = d.pop("state")

        total_fen = d.pop("total_fen")

        instalment_view = cls(
            due_on=due_on,
            interest_fen=interest_fen,
            number=number,
            paid_fen=paid_fen,
            principal_fen=principal_fen,
            state=state,
            total_fen=total_fen,
        )

        return instalment_view
