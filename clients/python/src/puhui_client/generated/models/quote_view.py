from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.debt_view import DebtView
    from ..models.instalment_view import InstalmentView


T = TypeVar("T", bound="QuoteView")


@_attrs_define
class QuoteView:
    """What a loan owes today, and what a payment of `amount_fen` would do; `refused` says why it could not be taken.

    `request`: send it with the payment or the drawing, and the same one sent again changes nothing.

        Attributes:
            accrued_fen (int): integer fen (0.01 yuan)
            amount_fen (int | None):
            available_fen (int): integer fen (0.01 yuan)
            bill_fen (int): integer fen (0.01 yuan)
            days_past_due (int):
            due (DebtView): Money in the order in which a payment is used.
            due_fen (int): integer fen (0.01 yuan)
            on (datetime.date):
            outstanding_fen (int): integer fen (0.01 yuan)
            payoff_fen (int): integer fen (0.01 yuan)
            prepays (bool):
            refused (None | str):
            request (str):
            schedule (list[InstalmentView]):
            settles (bool):
            used (DebtView | None):
    """

    accrued_fen: int
    amount_fen: int | None
    available_fen: int
    bill_fen: int
    days_past_due: int
    due: DebtView
    due_fen: int
    on: datetime.date
    outstanding_fen: int
    payoff_fen: int
    prepays: bool
    refused: None | str
    request: str
    schedule: list[InstalmentView]
    settles: bool
    used: DebtView | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.debt_view import DebtView

        accrued_fen = self.accrued_fen

        amount_fen: int | None
        amount_fen = self.amount_fen

        available_fen = self.available_fen

        bill_fen = self.bill_fen

        days_past_due = self.days_past_due

        due = self.due.to_dict()

        due_fen = self.due_fen

        on = self.on.isoformat()

        outstanding_fen = self.outstanding_fen

        payoff_fen = self.payoff_fen

        prepays = self.prepays

        refused: None | str
        refused = self.refused

        request = self.request

        schedule = []
        for schedule_item_data in self.schedule:
            schedule_item = schedule_item_data.to_dict()
            schedule.append(schedule_item)

        settles = self.settles

        used: dict[str, Any] | None
        if isinstance(self.used, DebtView):
            used = self.used.to_dict()
        else:
            used = self.used

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "accrued_fen": accrued_fen,
                "amount_fen": amount_fen,
                "available_fen": available_fen,
                "bill_fen": bill_fen,
                "days_past_due": days_past_due,
                "due": due,
                "due_fen": due_fen,
                "on": on,
                "outstanding_fen": outstanding_fen,
                "payoff_fen": payoff_fen,
                "prepays": prepays,
                "refused": refused,
                "request": request,
                "schedule": schedule,
                "settles": settles,
                "used": used,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.debt_view import DebtView
        from ..models.instalment_view import InstalmentView

        d = dict(src_dict)
        accrued_fen = d.pop("accrued_fen")

        def _parse_amount_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen"))

        available_fen = d.pop("available_fen")

        bill_fen = d.pop("bill_fen")

        days_past_due = d.pop("days_past_due")

        due = DebtView.from_dict(d.pop("due"))

        due_fen = d.pop("due_fen")

        on = datetime.date.fromisoformat(d.pop("on"))

        outstanding_fen = d.pop("outstanding_fen")

        payoff_fen = d.pop("payoff_fen")

        prepays = d.pop("prepays")

        def _parse_refused(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        refused = _parse_refused(d.pop("refused"))

        request = d.pop("request")

        schedule = []
        _schedule = d.pop("schedule")
        for schedule_item_data in _schedule:
            schedule_item = InstalmentView.from_dict(schedule_item_data)

            schedule.append(schedule_item)

        settles = d.pop("settles")

        def _parse_used(data: object) -> DebtView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                used_type_0 = DebtView.from_dict(data)

                return used_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DebtView | None, data)

        used = _parse_used(d.pop("used"))

        quote_view = cls(
            accrued_fen=accrued_fen,
            amount_fen=amount_fen,
            available_fen=available_fen,
            bill_fen=bill_fen,
            days_past_due=days_past_due,
            due=due,
            due_fen=due_fen,
            on=on,
            outstanding_fen=outstanding_fen,
            payoff_fen=payoff_fen,
            prepays=prepays,
            refused=refused,
            request=request,
            schedule=schedule,
            settles=settles,
            used=used,
        )

        return quote_view
