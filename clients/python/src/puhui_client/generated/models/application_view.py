from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.appeal_view import AppealView
    from ..models.decision_view import DecisionView
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.event import Event
    from ..models.product_view import ProductView
    from ..models.recommendation_view import RecommendationView
    from ..models.screening_view import ScreeningView
    from ..models.supplement_view import SupplementView
    from ..models.support_view import SupportView


T = TypeVar("T", bound="ApplicationView")


@_attrs_define
class ApplicationView:
    """An application as its enterprise and its bank see it; `recommendation` and `screening` only at the bank.

    `appeal_until`: until when a decline may be appealed against, where it may.

        Attributes:
            amount_fen (int): integer fen (0.01 yuan)
            decide_by (datetime.datetime):
            enterprise (EnterpriseRef): An enterprise by code and name.
            history (list[Event]):
            id (str):
            product (ProductView): A published loan product. The all-in rates are yearly, all fees included, lowest and
                highest.
            purpose (str):
            repayment (str):
            state (str):
            submitted_at (datetime.datetime):
            term_months (int):
            appeal (AppealView | None | Unset):
            appeal_until (datetime.datetime | None | Unset):
            decision (DecisionView | None | Unset):
            loan (None | str | Unset):
            recommendation (None | RecommendationView | Unset):
            screening (None | ScreeningView | Unset):
            supplements (list[SupplementView] | Unset):
            support (None | SupportView | Unset):
    """

    amount_fen: int
    decide_by: datetime.datetime
    enterprise: EnterpriseRef
    history: list[Event]
    id: str
    product: ProductView
    purpose: str
    repayment: str
    state: str
    submitted_at: datetime.datetime
    term_months: int
    appeal: AppealView | None | Unset = UNSET
    appeal_until: datetime.datetime | None | Unset = UNSET
    decision: DecisionView | None | Unset = UNSET
    loan: None | str | Unset = UNSET
    recommendation: None | RecommendationView | Unset = UNSET
    screening: None | ScreeningView | Unset = UNSET
    supplements: list[SupplementView] | Unset = UNSET
    support: None | SupportView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.appeal_view import AppealView
        from ..models.decision_view import DecisionView
        from ..models.recommendation_view import RecommendationView
        from ..models.screening_view import ScreeningView
        from ..models.support_view import SupportView

        amount_fen = self.amount_fen

        decide_by = self.decide_by.isoformat()

        enterprise = self.enterprise.to_dict()

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        product = self.product.to_dict()

        purpose = self.purpose

        repayment = self.repayment

        state = self.state

        submitted_at = self.submitted_at.isoformat()

        term_months = self.term_months

        appeal: dict[str, Any] | None | Unset
        if isinstance(self.appeal, Unset):
            appeal = UNSET
        elif isinstance(self.appeal, AppealView):
            appeal = self.appeal.to_dict()
        else:
            appeal = self.appeal

        appeal_until: None | str | Unset
        if isinstance(self.appeal_until, Unset):
            appeal_until = UNSET
        elif isinstance(self.appeal_until, datetime.datetime):
            appeal_until = self.appeal_until.isoformat()
        else:
            appeal_until = self.appeal_until

        decision: dict[str, Any] | None | Unset
        if isinstance(self.decision, Unset):
            decision = UNSET
        elif isinstance(self.decision, DecisionView):
            decision = self.decision.to_dict()
        else:
            decision = self.decision

        loan: None | str | Unset
        if isinstance(self.loan, Unset):
            loan = UNSET
        else:
            loan = self.loan

        recommendation: dict[str, Any] | None | Unset
        if isinstance(self.recommendation, Unset):
            recommendation = UNSET
        elif isinstance(self.recommendation, RecommendationView):
            recommendation = self.recommendation.to_dict()
        else:
            recommendation = self.recommendation

        screening: dict[str, Any] | None | Unset
        if isinstance(self.screening, Unset):
            screening = UNSET
        elif isinstance(self.screening, ScreeningView):
            screening = self.screening.to_dict()
        else:
            screening = self.screening

        supplements: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.supplements, Unset):
            supplements = []
            for supplements_item_data in self.supplements:
                supplements_item = supplements_item_data.to_dict()
                supplements.append(supplements_item)

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
                "amount_fen": amount_fen,
                "decide_by": decide_by,
                "enterprise": enterprise,
                "history": history,
                "id": id,
                "product": product,
                "purpose": purpose,
                "repayment": repayment,
                "state": state,
                "submitted_at": submitted_at,
                "term_months": term_months,
            }
        )
        if appeal is not UNSET:
            field_dict["appeal"] = appeal
        if appeal_until is not UNSET:
            field_dict["appeal_until"] = appeal_until
        if decision is not UNSET:
            field_dict["decision"] = decision
        if loan is not UNSET:
            field_dict["loan"] = loan
        if recommendation is not UNSET:
            field_dict["recommendation"] = recommendation
        if screening is not UNSET:
            field_dict["screening"] = screening
        if supplements is not UNSET:
            field_dict["supplements"] = supplements
        if support is not UNSET:
            field_dict["support"] = support

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.appeal_view import AppealView
        from ..models.decision_view import DecisionView
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.event import Event
        from ..models.product_view import ProductView
        from ..models.recommendation_view import RecommendationView
        from ..models.screening_view import ScreeningView
        from ..models.supplement_view import SupplementView
        from ..models.support_view import SupportView

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        decide_by = datetime.datetime.fromisoformat(d.pop("decide_by"))

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = Event.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        product = ProductView.from_dict(d.pop("product"))

        purpose = d.pop("purpose")

        repayment = d.pop("repayment")

        state = d.pop("state")

        submitted_at = datetime.datetime.fromisoformat(d.pop("submitted_at"))

        term_months = d.pop("term_months")

        def _parse_appeal(data: object) -> AppealView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                appeal_type_0 = AppealView.from_dict(data)

                return appeal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AppealView | None | Unset, data)

        appeal = _parse_appeal(d.pop("appeal", UNSET))

        def _parse_appeal_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                appeal_until_type_0 = datetime.datetime.fromisoformat(data)

                return appeal_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        appeal_until = _parse_appeal_until(d.pop("appeal_until", UNSET))

        def _parse_decision(data: object) -> DecisionView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decision_type_0 = DecisionView.from_dict(data)

                return decision_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DecisionView | None | Unset, data)

        decision = _parse_decision(d.pop("decision", UNSET))

        def _parse_loan(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        loan = _parse_loan(d.pop("loan", UNSET))

        def _parse_recommendation(data: object) -> None | RecommendationView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recommendation_type_0 = RecommendationView.from_dict(data)

                return recommendation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecommendationView | Unset, data)

        recommendation = _parse_recommendation(d.pop("recommendation", UNSET))

        def _parse_screening(data: object) -> None | ScreeningView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                screening_type_0 = ScreeningView.from_dict(data)

                return screening_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScreeningView | Unset, data)

        screening = _parse_screening(d.pop("screening", UNSET))

        _supplements = d.pop("supplements", UNSET)
        supplements: list[SupplementView] | Unset = UNSET
        if _supplements is not UNSET:
            supplements = []
            for supplements_item_data in _supplements:
                supplements_item = SupplementView.from_dict(supplements_item_data)

                supplements.append(supplements_item)

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

        application_view = cls(
            amount_fen=amount_fen,
            decide_by=decide_by,
            enterprise=enterprise,
            history=history,
            id=id,
            product=product,
            purpose=purpose,
            repayment=repayment,
            state=state,
            submitted_at=submitted_at,
            term_months=term_months,
            appeal=appeal,
            appeal_until=appeal_until,
            decision=decision,
            loan=loan,
            recommendation=recommendation,
            screening=screening,
            supplements=supplements,
            support=support,
        )

        return application_view
