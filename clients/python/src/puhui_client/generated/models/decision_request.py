from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.decision_request_outcome import (
    DecisionRequestOutcome,
    check_decision_request_outcome,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DecisionRequest")


@_attrs_define
class DecisionRequest:
    """An approver's decision. A decline carries no terms.

    `seen_score`: the score of the recommendation that was looked at; the decision is refused if another stands by now.
    `seen_steps`: how many steps the application had then; the decision is refused if it was supplemented since.

        Attributes:
            outcome (DecisionRequestOutcome):
            amount_fen (int | None | Unset):
            annual_rate (None | str | Unset):
            comment (str | Unset):  Default: ''.
            repayment (None | str | Unset):
            seen_score (None | str | Unset):
            seen_steps (int | None | Unset):
            term_months (int | None | Unset):
    """

    outcome: DecisionRequestOutcome
    amount_fen: int | None | Unset = UNSET
    annual_rate: None | str | Unset = UNSET
    comment: str | Unset = ""
    repayment: None | str | Unset = UNSET
    seen_score: None | str | Unset = UNSET
    seen_steps: int | None | Unset = UNSET
    term_months: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        amount_fen: int | None | Unset
        if isinstance(self.amount_fen, Unset):
            amount_fen = UNSET
        else:
            amount_fen = self.amount_fen

        annual_rate: None | str | Unset
        if isinstance(self.annual_rate, Unset):
            annual_rate = UNSET
        else:
            annual_rate = self.annual_rate

        comment = self.comment

        repayment: None | str | Unset
        if isinstance(self.repayment, Unset):
            repayment = UNSET
        else:
            repayment = self.repayment

        seen_score: None | str | Unset
        if isinstance(self.seen_score, Unset):
            seen_score = UNSET
        else:
            seen_score = self.seen_score

        seen_steps: int | None | Unset
        if isinstance(self.seen_steps, Unset):
            seen_steps = UNSET
        else:
            seen_steps = self.seen_steps

        term_months: int | None | Unset
        if isinstance(self.term_months, Unset):
            term_months = UNSET
        else:
            term_months = self.term_months

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
            }
        )
        if amount_fen is not UNSET:
            field_dict["amount_fen"] = amount_fen
        if annual_rate is not UNSET:
            field_dict["annual_rate"] = annual_rate
        if comment is not UNSET:
            field_dict["comment"] = comment
        if repayment is not UNSET:
            field_dict["repayment"] = repayment
        if seen_score is not UNSET:
            field_dict["seen_score"] = seen_score
        if seen_steps is not UNSET:
            field_dict["seen_steps"] = seen_steps
        if term_months is not UNSET:
            field_dict["term_months"] = term_months

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_decision_request_outcome(d.pop("outcome"))

        def _parse_amount_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen", UNSET))

        def _parse_annual_rate(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        annual_rate = _parse_annual_rate(d.pop("annual_rate", UNSET))

        comment = d.pop("comment", UNSET)

        def _parse_repayment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        repayment = _parse_repayment(d.pop("repayment", UNSET))

        def _parse_seen_score(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        seen_score = _parse_seen_score(d.pop("seen_score", UNSET))

        def _parse_seen_steps(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seen_steps = _parse_seen_steps(d.pop("seen_steps", UNSET))

        def _parse_term_months(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        term_months = _parse_term_months(d.pop("term_months", UNSET))

        decision_request = cls(
            outcome=outcome,
            amount_fen=amount_fen,
            annual_rate=annual_rate,
            comment=comment,
            repayment=repayment,
            seen_score=seen_score,
            seen_steps=seen_steps,
            term_months=term_months,
        )

        return decision_request
