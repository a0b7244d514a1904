from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recommended_outcome import RecommendedOutcome, check_recommended_outcome

if TYPE_CHECKING:
    from ..models.spoke import Spoke
    from ..models.term import Term


T = TypeVar("T", bound="Recommended")


@_attrs_define
class Recommended:
    """What the bank's rules recommend: the limit with its terms and the one that binds, the rate with its terms.

    Attributes:
        annual_rate (None | str):
        binding (None | str):
        clamped_by (None | str):
        limit_fen (int | None):
        limit_terms (list[Term]):
        outcome (RecommendedOutcome):
        rate_terms (list[Term]):
        rules (list[Spoke]):
    """

    annual_rate: None | str
    binding: None | str
    clamped_by: None | str
    limit_fen: int | None
    limit_terms: list[Term]
    outcome: RecommendedOutcome
    rate_terms: list[Term]
    rules: list[Spoke]

    def to_dict(self) -> dict[str, Any]:
        annual_rate: None | str
        annual_rate = self.annual_rate

        binding: None | str
        binding = self.binding

        clamped_by: None | str
        clamped_by = self.clamped_by

        limit_fen: int | None
        limit_fen = self.limit_fen

        limit_terms = []
        for limit_terms_item_data in self.limit_terms:
            limit_terms_item = limit_terms_item_data.to_dict()
            limit_terms.append(limit_terms_item)

        outcome: str = self.outcome

        rate_terms = []
        for rate_terms_item_data in self.rate_terms:
            rate_terms_item = rate_terms_item_data.to_dict()
            rate_terms.append(rate_terms_item)

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "binding": binding,
                "clamped_by": clamped_by,
                "limit_fen": limit_fen,
                "limit_terms": limit_terms,
                "outcome": outcome,
                "rate_terms": rate_terms,
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.spoke import Spoke
        from ..models.term import Term

        d = dict(src_dict)

        def _parse_annual_rate(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        annual_rate = _parse_annual_rate(d.pop("annual_rate"))

        def _parse_binding(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        binding = _parse_binding(d.pop("binding"))

        def _parse_clamped_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clamped_by = _parse_clamped_by(d.pop("clamped_by"))

        def _parse_limit_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        limit_fen = _parse_limit_fen(d.pop("limit_fen"))

        limit_terms = []
        _limit_terms = d.pop("limit_terms")
        for limit_terms_item_data in _limit_terms:
            limit_terms_item = Term.from_dict(limit_terms_item_data)

            limit_terms.append(limit_terms_item)

        outcome = check_recommended_outcome(d.pop("outcome"))

        rate_terms = []
        _rate_terms = d.pop("rate_terms")
        for rate_terms_item_data in _rate_terms:
            rate_terms_item = Term.from_dict(rate_terms_item_data)

            rate_terms.append(rate_terms_item)

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = Spoke.from_dict(rules_item_data)

            rules.append(rules_item)

        recommended = cls(
            annual_rate=annual_rate,
            binding=binding,
            clamped_by=clamped_by,
            limit_fen=limit_fen,
            limit_terms=limit_terms,
            outcome=outcome,
            rate_terms=rate_terms,
            rules=rules,
        )

        return recommended
