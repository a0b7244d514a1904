from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.promise_view_outcome import PromiseViewOutcome, check_promise_view_outcome

T = TypeVar("T", bound="PromiseView")


@_attrs_define
class PromiseView:
    """What the same bank's rules would say after the plan.

    Attributes:
        annual_rate (None | str):
        limit_fen (int): integer fen (0.01 yuan)
        limit_more_fen (int): integer fen (0.01 yuan)
        outcome (PromiseViewOutcome):
    """

    annual_rate: None | str
    limit_fen: int
    limit_more_fen: int
    outcome: PromiseViewOutcome

    def to_dict(self) -> dict[str, Any]:
        annual_rate: None | str
        annual_rate = self.annual_rate

        limit_fen = self.limit_fen

        limit_more_fen = self.limit_more_fen

        outcome: str = self.outcome

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "limit_fen": limit_fen,
                "limit_more_fen": limit_more_fen,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_annual_rate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        annual_rate = _parse_annual_rate(d.pop("annual_rate"))

        limit_fen = d.pop("limit_fen")

        limit_more_fen = d.pop("limit_more_fen")

        outcome = check_promise_view_outcome(d.pop("outcome"))

        promise_view = cls(
            annual_rate=annual_rate,
            limit_fen=limit_fen,
            limit_more_fen=limit_more_fen,
            outcome=outcome,
        )

        return promise_view
