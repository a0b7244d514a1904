from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.debt_view import DebtView


T = TypeVar("T", bound="MovementView")


@_attrs_define
class MovementView:
    """One line of a statement.

    Attributes:
        amount_fen (int): integer fen (0.01 yuan)
        balance_fen (int): integer fen (0.01 yuan)
        kind (str):
        on (datetime.date):
        used (DebtView): Money in the order in which a payment is used.
    """

    amount_fen: int
    balance_fen: int
    kind: str
    on: datetime.date
    used: DebtView

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        balance_fen = self.balance_fen

        kind = self.kind

        on = self.on.isoformat()

        used = self.used.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "balance_fen": balance_fen,
                "kind": kind,
                "on": on,
                "used": used,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.debt_view import DebtView

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        balance_fen = d.pop("balance_fen")

        kind = d.pop("kind")

        on = datetime.date.fromisoformat(d.pop("on"))

        used = DebtView.from_dict(d.pop("used"))

        movement_view = cls(
            amount_fen=amount_fen,
            balance_fen=balance_fen,
            kind=kind,
            on=on,
            used=used,
        )

        return movement_view
