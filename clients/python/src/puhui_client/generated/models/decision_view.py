from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.decision_view_outcome import (
    DecisionViewOutcome,
    check_decision_view_outcome,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.match_note import MatchNote
    from ..models.refusal_advice_view import RefusalAdviceView
    from ..models.term_view import TermView


T = TypeVar("T", bound="DecisionView")


@_attrs_define
class DecisionView:
    """A bank's decision; a decline with what would turn it, where that may be said.

    Attributes:
        amount_fen (int | None):
        annual_rate (None | str):
        decided_at (datetime.datetime):
        decided_by (str):
        entry (None | str):
        id (str):
        outcome (DecisionViewOutcome):
        reasons (list[MatchNote]):
        record_digest (str): lower-case hex
        repayment (None | str):
        term_months (int | None):
        terms (list[TermView]):
        advice (None | RefusalAdviceView | Unset):
    """

    amount_fen: int | None
    annual_rate: None | str
    decided_at: datetime.datetime
    decided_by: str
    entry: None | str
    id: str
    outcome: DecisionViewOutcome
    reasons: list[MatchNote]
    record_digest: str
    repayment: None | str
    term_months: int | None
    terms: list[TermView]
    advice: None | RefusalAdviceView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.refusal_advice_view import RefusalAdviceView

        amount_fen: int | None
        amount_fen = self.amount_fen

        annual_rate: None | str
        annual_rate = self.annual_rate

        decided_at = self.decided_at.isoformat()

        decided_by = self.decided_by

        entry: None | str
        entry = self.entry

        id = self.id

        outcome: str = self.outcome

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        record_digest = self.record_digest

        repayment: None | str
        repayment = self.repayment

        term_months: int | None
        term_months = self.term_months

        terms = []
        for terms_item_data in self.terms:
            terms_item = terms_item_data.to_dict()
            terms.append(terms_item)

        advice: dict[str, Any] | None | Unset
        if isinstance(self.advice, Unset):
            advice = UNSET
        elif isinstance(self.advice, RefusalAdviceView):
            advice = self.advice.to_dict()
        else:
            advice = self.advice

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "annual_rate": annual_rate,
                "decided_at": decided_at,
                "decided_by": decided_by,
                "entry": entry,
                "id": id,
                "outcome": outcome,
                "reasons": reasons,
                "record_digest": record_digest,
                "repayment": repayment,
                "term_months": term_months,
                "terms": terms,
            }
        )
        if advice is not UNSET:
            field_dict["advice"] = advice

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.match_note import MatchNote
        from ..models.refusal_advice_view import RefusalAdviceView
        from ..models.term_view import TermView

        d = dict(src_dict)

        def _parse_amount_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen"))

        def _parse_annual_rate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        annual_rate = _parse_annual_rate(d.pop("annual_rate"))

        decided_at = datetime.datetime.fromisoformat(d.pop("decided_at"))

        decided_by = d.pop("decided_by")

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        id = d.pop("id")

        outcome = check_decision_view_outcome(d.pop("outcome"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = MatchNote.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        record_digest = d.pop("record_digest")

        def _parse_repayment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        repayment = _parse_repayment(d.pop("repayment"))

        def _parse_term_months(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        term_months = _parse_term_months(d.pop("term_months"))

        terms = []
        _terms = d.pop("terms")
        for terms_item_data in _terms:
            terms_item = TermView.from_dict(terms_item_data)

            terms.append(terms_item)

        def _parse_advice(data: object) -> None | RefusalAdviceView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                advice_type_0 = RefusalAdviceView.from_dict(data)

                return advice_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RefusalAdviceView | Unset, data)

        advice = _parse_advice(d.pop("advice", UNSET))

        decision_view = cls(
            amount_fen=amount_fen,
            annual_rate=annual_rate,
            decided_at=decided_at,
            decided_by=decided_by,
            entry=entry,
            id=id,
            outcome=outcome,
            reasons=reasons,
            record_digest=record_digest,
            repayment=repayment,
            term_months=term_months,
            terms=terms,
            advice=advice,
        )

        return decision_view
