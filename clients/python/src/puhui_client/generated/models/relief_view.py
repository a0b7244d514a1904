from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.condition_view import ConditionView
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.renewal_view import RenewalView


T = TypeVar("T", bound="ReliefView")


@_attrs_define
class ReliefView:
    """A request for relief, its conditions and what was decided.

    Attributes:
        amount_fen (int | None):
        asked_at (datetime.datetime):
        conditions (list[ConditionView]):
        decided_by (None | str):
        decline_reason (None | str):
        enterprise (EnterpriseRef): An enterprise by code and name.
        id (str):
        kind (str):
        lender_name (str):
        loan (str):
        needs_second (bool):
        parts (None | str):
        programme (str):
        programme_name (str):
        programme_source (str):
        proposed_by (None | str):
        reason (str):
        renewal (None | RenewalView):
        renewed_as (None | str):
        state (str):
        term_months (int | None):
        until (datetime.date | None):
    """

    amount_fen: int | None
    asked_at: datetime.datetime
    conditions: list[ConditionView]
    decided_by: None | str
    decline_reason: None | str
    enterprise: EnterpriseRef
    id: str
    kind: str
    lender_name: str
    loan: str
    needs_second: bool
    parts: None | str
    programme: str
    programme_name: str
    programme_source: str
    proposed_by: None | str
    reason: str
    renewal: None | RenewalView
    renewed_as: None | str
    state: str
    term_months: int | None
    until: datetime.date | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.renewal_view import RenewalView

        amount_fen: int | None
        amount_fen = self.amount_fen

        asked_at = self.asked_at.isoformat()

        conditions = []
        for conditions_item_data in self.conditions:
            conditions_item = conditions_item_data.to_dict()
            conditions.append(conditions_item)

        decided_by: None | str
        decided_by = self.decided_by

        decline_reason: None | str
        decline_reason = self.decline_reason

        enterprise = self.enterprise.to_dict()

        id = self.id

        kind = self.kind

        lender_name = self.lender_name

        loan = self.loan

        needs_second = self.needs_second

        parts: None | str
        parts = self.parts

        programme = self.programme

        programme_name = self.programme_name

        programme_source = self.programme_source

        proposed_by: None | str
        proposed_by = self.proposed_by

        reason = self.reason

        renewal: dict[str, Any] | None
        if isinstance(self.renewal, RenewalView):
            renewal = self.renewal.to_dict()
        else:
            renewal = self.renewal

        renewed_as: None | str
        renewed_as = self.renewed_as

        state = self.state

        term_months: int | None
        term_months = self.term_months

        until: None | str
        if isinstance(self.until, datetime.date):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "asked_at": asked_at,
                "conditions": conditions,
                "decided_by": decided_by,
                "decline_reason": decline_reason,
                "enterprise": enterprise,
                "id": id,
                "kind": kind,
                "lender_name": lender_name,
                "loan": loan,
                "needs_second": needs_second,
                "parts": parts,
                "programme": programme,
                "programme_name": programme_name,
                "programme_source": programme_source,
                "proposed_by": proposed_by,
                "reason": reason,
                "renewal": renewal,
                "renewed_as": renewed_as,
                "state": state,
                "term_months": term_months,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.condition_view import ConditionView
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.renewal_view import RenewalView

        d = dict(src_dict)

        def _parse_amount_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen"))

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        conditions = []
        _conditions = d.pop("conditions")
        for conditions_item_data in _conditions:
            conditions_item = ConditionView.from_dict(conditions_item_data)

            conditions.append(conditions_item)

        def _parse_decided_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_by = _parse_decided_by(d.pop("decided_by"))

        def _parse_decline_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decline_reason = _parse_decline_reason(d.pop("decline_reason"))

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        id = d.pop("id")

        kind = d.pop("kind")

        lender_name = d.pop("lender_name")

        loan = d.pop("loan")

        needs_second = d.pop("needs_second")

        def _parse_parts(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parts = _parse_parts(d.pop("parts"))

        programme = d.pop("programme")

        programme_name = d.pop("programme_name")

        programme_source = d.pop("programme_source")

        def _parse_proposed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        proposed_by = _parse_proposed_by(d.pop("proposed_by"))

        reason = d.pop("reason")

        def _parse_renewal(data: object) -> None | RenewalView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                renewal_type_0 = RenewalView.from_dict(data)

                return renewal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RenewalView, data)

        renewal = _parse_renewal(d.pop("renewal"))

        def _parse_renewed_as(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        renewed_as = _parse_renewed_as(d.pop("renewed_as"))

        state = d.pop("state")

        def _parse_term_months(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        term_months = _parse_term_months(d.pop("term_months"))

        def _parse_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.date.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        until = _parse_until(d.pop("until"))

        relief_view = cls(
            amount_fen=amount_fen,
            asked_at=asked_at,
            conditions=conditions,
            decided_by=decided_by,
            decline_reason=decline_reason,
            enterprise=enterprise,
            id=id,
            kind=kind,
            lender_name=lender_name,
            loan=loan,
            needs_second=needs_second,
            parts=parts,
            programme=programme,
            programme_name=programme_name,
            programme_source=programme_source,
            proposed_by=proposed_by,
            reason=reason,
            renewal=renewal,
            renewed_as=renewed_as,
            state=state,
            term_months=term_months,
            until=until,
        )

        return relief_view
