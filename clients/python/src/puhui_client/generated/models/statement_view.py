from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.debt_view import DebtView
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.movement_view import MovementView
    from ..models.support_view import SupportView


T = TypeVar("T", bound="StatementView")


@_attrs_define
class StatementView:
    """A loan's statement up to `on`.

    Attributes:
        annual_rate (str): yearly rate as a decimal string
        disbursed_on (datetime.date):
        due_fen (int): integer fen (0.01 yuan)
        enterprise (EnterpriseRef): An enterprise by code and name.
        lender_name (str):
        loan (str):
        matures_on (datetime.date):
        movements (list[MovementView]):
        on (datetime.date):
        outstanding_fen (int): integer fen (0.01 yuan)
        paid (DebtView): Money in the order in which a payment is used.
        paid_fen (int): integer fen (0.01 yuan)
        payoff_fen (int): integer fen (0.01 yuan)
        principal_fen (int): integer fen (0.01 yuan)
        repayment (str):
        settled_entry (None | str):
        settled_on (datetime.date | None):
        state (str):
        support (None | SupportView | Unset):
    """

    annual_rate: str
    disbursed_on: datetime.date
    due_fen: int
    enterprise: EnterpriseRef
    lender_name: str
    loan: str
    matures_on: datetime.date
    movements: list[MovementView]
    on: datetime.date
    outstanding_fen: int
    paid: DebtView
    paid_fen: int
    payoff_fen: int
    principal_fen: int
    repayment: str
    settled_entry: None | str
    settled_on: datetime.date | None
    state: str
    support: None | SupportView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.support_view import SupportView

        annual_rate = self.annual_rate

        disbursed_on = self.disbursed_on.isoformat()

        due_fen = self.due_fen

        enterprise = self.enterprise.to_dict()

        lender_name = self.lender_name

        loan = self.loan

        matures_on = self.matures_on.isoformat()

        movements = []
        for movements_item_data in self.movements:
            movements_item = movements_item_data.to_dict()
            movements.append(movements_item)

        on = self.on.isoformat()

        outstanding_fen = self.outstanding_fen

        paid = self.paid.to_dict()

        paid_fen = self.paid_fen

        payoff_fen = self.payoff_fen

        principal_fen = self.principal_fen

        repayment = self.repayment

        settled_entry: None | str
        settled_entry = self.settled_entry

        settled_on: None | str
        if isinstance(self.settled_on, datetime.date):
            settled_on = self.settled_on.isoformat()
        else:
            settled_on = self.settled_on

        state = self.state

        support: dict[str, Any] | None | Unset
        if isinstance(self.support, Unset):
            support = UNSET
        elif isinstance(self.support, SupportView):
            support = self.support.to_dict()
        else:
            support = self.support

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "disbursed_on": disbursed_on,
                "due_fen": due_fen,
                "enterprise": enterprise,
                "lender_name": lender_name,
                "loan": loan,
                "matures_on": matures_on,
                "movements": movements,
                "on": on,
                "outstanding_fen": outstanding_fen,
                "paid": paid,
                "paid_fen": paid_fen,
                "payoff_fen": payoff_fen,
                "principal_fen": principal_fen,
                "repayment": repayment,
                "settled_entry": settled_entry,
                "settled_on": settled_on,
                "state": state,
            }
        )
        if support is not UNSET:
            field_dict["support"] = support

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.debt_view import DebtView
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.movement_view import MovementView
        from ..models.support_view import SupportView

        d = dict(src_dict)
        annual_rate = d.pop("annual_rate")

        disbursed_on = datetime.date.fromisoformat(d.pop("disbursed_on"))

        due_fen = d.pop("due_fen")

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        lender_name = d.pop("lender_name")

        loan = d.pop("loan")

        matures_on = datetime.date.fromisoformat(d.pop("matures_on"))

        movements = []
        _movements = d.pop("movements")
        for movements_item_data in _movements:
            movements_item = MovementView.from_dict(movements_item_data)

            movements.append(movements_item)

        on = datetime.date.fromisoformat(d.pop("on"))

        outstanding_fen = d.pop("outstanding_fen")

        paid = DebtView.from_dict(d.pop("paid"))

        paid_fen = d.pop("paid_fen")

        payoff_fen = d.pop("payoff_fen")

        principal_fen = d.pop("principal_fen")

        repayment = d.pop("repayment")

        def _parse_settled_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        settled_entry = _parse_settled_entry(d.pop("settled_entry"))

        def _parse_settled_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                settled_on_type_0 = datetime.date.fromisoformat(data)

                return settled_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        settled_on = _parse_settled_on(d.pop("settled_on"))

        state = d.pop("state")

        def _parse_support(data: object) -> None | SupportView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                support_type_0 = SupportView.from_dict(data)

                return support_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SupportView | Unset, data)

        support = _parse_support(d.pop("support", UNSET))

        statement_view = cls(
            annual_rate=annual_rate,
            disbursed_on=disbursed_on,
            due_fen=due_fen,
            enterprise=enterprise,
            lender_name=lender_name,
            loan=loan,
            matures_on=matures_on,
            movements=movements,
            on=on,
            outstanding_fen=outstanding_fen,
            paid=paid,
            paid_fen=paid_fen,
            payoff_fen=payoff_fen,
            principal_fen=principal_fen,
            repayment=repayment,
            settled_entry=settled_entry,
            settled_on=settled_on,
            state=state,
            support=support,
        )

        return statement_view
