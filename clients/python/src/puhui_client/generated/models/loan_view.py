from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.event import Event
    from ..models.instalment_view import InstalmentView
    from ..models.prepayment_view import PrepaymentView


T = TypeVar("T", bound="LoanView")


@_attrs_define
class LoanView:
    """A loan and its schedule, with both its parties.

    Of a revolving line (`redraws`) `principal_fen` is the limit, of which `first_drawing_fen` was paid out first; None:
    all of it.

        Attributes:
            annual_rate (str): yearly rate as a decimal string
            application (str):
            disbursed_on (datetime.date):
            enterprise (EnterpriseRef): An enterprise by code and name.
            history (list[Event]):
            id (str):
            lender (str):
            lender_name (str):
            matures_on (datetime.date):
            outstanding_fen (int): integer fen (0.01 yuan)
            prepayment (None | PrepaymentView):
            principal_fen (int): integer fen (0.01 yuan)
            redraws (bool):
            renewed_by (None | str):
            renews (None | str):
            repayment (str):
            schedule (list[InstalmentView]):
            state (str):
            term_months (int):
            first_drawing_fen (int | None | Unset):
    """

    annual_rate: str
    application: str
    disbursed_on: datetime.date
    enterprise: EnterpriseRef
    history: list[Event]
    id: str
    lender: str
    lender_name: str
    matures_on: datetime.date
    outstanding_fen: int
    prepayment: None | PrepaymentView
    principal_fen: int
    redraws: bool
    renewed_by: None | str
    renews: None | str
    repayment: str
    schedule: list[InstalmentView]
    state: str
    term_months: int
    first_drawing_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.prepayment_view import PrepaymentView

        annual_rate = self.annual_rate

        application = self.application

        disbursed_on = self.disbursed_on.isoformat()

        enterprise = self.enterprise.to_dict()

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        lender = self.lender

        lender_name = self.lender_name

        matures_on = self.matures_on.isoformat()

        outstanding_fen = self.outstanding_fen

        prepayment: dict[str, Any] | None
        if isinstance(self.prepayment, PrepaymentView):
            prepayment = self.prepayment.to_dict()
        else:
            prepayment = self.prepayment

        principal_fen = self.principal_fen

        redraws = self.redraws

        renewed_by: None | str
        renewed_by = self.renewed_by

        renews: None | str
        renews = self.renews

        repayment = self.repayment

        schedule = []
        for schedule_item_data in self.schedule:
            schedule_item = schedule_item_data.to_dict()
            schedule.append(schedule_item)

        state = self.state

        term_months = self.term_months

        first_drawing_fen: int | None | Unset
        if isinstance(self.first_drawing_fen, Unset):
            first_drawing_fen = UNSET
        else:
            first_drawing_fen = self.first_drawing_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "application": application,
                "disbursed_on": disbursed_on,
                "enterprise": enterprise,
                "history": history,
                "id": id,
                "lender": lender,
                "lender_name": lender_name,
                "matures_on": matures_on,
                "outstanding_fen": outstanding_fen,
                "prepayment": prepayment,
                "principal_fen": principal_fen,
                "redraws": redraws,
                "renewed_by": renewed_by,
                "renews": renews,
                "repayment": repayment,
                "schedule": schedule,
                "state": state,
                "term_months": term_months,
            }
        )
        if first_drawing_fen is not UNSET:
            field_dict["first_drawing_fen"] = first_drawing_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.event import Event
        from ..models.instalment_view import InstalmentView
        from ..models.prepayment_view import PrepaymentView

        d = dict(src_dict)
        annual_rate = d.pop("annual_rate")

        application = d.pop("application")

        disbursed_on = datetime.date.fromisoformat(d.pop("disbursed_on"))

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = Event.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        lender = d.pop("lender")

        lender_name = d.pop("lender_name")

        matures_on = datetime.date.fromisoformat(d.pop("matures_on"))

        outstanding_fen = d.pop("outstanding_fen")

        def _parse_prepayment(data: object) -> None | PrepaymentView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                prepayment_type_0 = PrepaymentView.from_dict(data)

                return prepayment_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PrepaymentView, data)

        prepayment = _parse_prepayment(d.pop("prepayment"))

        principal_fen = d.pop("principal_fen")

        redraws = d.pop("redraws")

        def _parse_renewed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        renewed_by = _parse_renewed_by(d.pop("renewed_by"))

        def _parse_renews(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        renews = _parse_renews(d.pop("renews"))

        repayment = d.pop("repayment")

        schedule = []
        _schedule = d.pop("schedule")
        for schedule_item_data in _schedule:
            schedule_item = InstalmentView.from_dict(schedule_item_data)

            schedule.append(schedule_item)

        state = d.pop("state")

        term_months = d.pop("term_months")

        def _parse_first_drawing_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_drawing_fen = _parse_first_drawing_fen(d.pop("first_drawing_fen", UNSET))

        loan_view = cls(
            annual_rate=annual_rate,
            application=application,
            disbursed_on=disbursed_on,
            enterprise=enterprise,
            history=history,
            id=id,
            lender=lender,
            lender_name=lender_name,
            matures_on=matures_on,
            outstanding_fen=outstanding_fen,
            prepayment=prepayment,
            principal_fen=principal_fen,
            redraws=redraws,
            renewed_by=renewed_by,
            renews=renews,
            repayment=repayment,
            schedule=schedule,
            state=state,
            term_months=term_months,
            first_drawing_fen=first_drawing_fen,
        )

        return loan_view
