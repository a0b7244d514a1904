from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.decided_outcome import DecidedOutcome, check_decided_outcome

if TYPE_CHECKING:
    from ..models.reasoned import Reasoned


T = TypeVar("T", bound="Decided")


@_attrs_define
class Decided:
    """What a person decided; a decline has reasons and no terms.

    Attributes:
        amount_fen (int | None):
        annual_rate (None | str):
        decided_at (datetime.datetime):
        outcome (DecidedOutcome):
        reasons (list[Reasoned]):
        repayment (None | str):
        term_months (int | None):
    """

    amount_fen: int | None
    annual_rate: None | str
    decided_at: datetime.datetime
    outcome: DecidedOutcome
    reasons: list[Reasoned]
    repayment: None | str
    term_months: int | None

    def to_dict(self) -> dict[str, Any]:
        amount_fen: int | None
        amount_fen = self.amount_fen

        annual_rate: None | str
        annual_rate = self.annual_rate

        decided_at = self.decided_at.isoformat()

        outcome: str = self.outcome

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        repayment: None | str
        repayment = self.repayment

        term_months: int | None
        term_months = self.term_months

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "annual_rate": annual_rate,
                "decided_at": decided_at,
                "outcome": outcome,
                "reasons": reasons,
                "repayment": repayment,
                "term_months": term_months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reasoned import Reasoned

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

        outcome = check_decided_outcome(d.pop("outcome"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = Reasoned.from_dict(reasons_item_data)

            reasons.append(reasons_item)

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

        decided = cls(
            amount_fen=amount_fen,
            annual_rate=annual_rate,
            decided_at=decided_at,
            outcome=outcome,
            reasons=reasons,
            repayment=repayment,
            term_months=term_months,
        )

        return decided
