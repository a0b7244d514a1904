from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recommendation_view_outcome import (
    RecommendationViewOutcome,
    check_recommendation_view_outcome,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.indicator_view import IndicatorView
    from ..models.limit_view import LimitView
    from ..models.price_view import PriceView
    from ..models.rule_view import RuleView
    from ..models.score_view import ScoreView
    from ..models.term_view import TermView


T = TypeVar("T", bound="RecommendationView")


@_attrs_define
class RecommendationView:
    """What the bank's rules say; an approver decides. `unsized`: methods for a limit whose figures were not shown.

    Attributes:
        limit (LimitView | None):
        outcome (RecommendationViewOutcome):
        own_data (list[IndicatorView]):
        price (None | PriceView):
        rules (list[RuleView]):
        score (ScoreView): A score with what it was made of. `score`, `grade` and `pd` are null below the coverage that
            a score needs.

            With a `secret` origin there is the score alone: no range, radar, reasons or sources.
        unsized (list[TermView] | Unset):
    """

    limit: LimitView | None
    outcome: RecommendationViewOutcome
    own_data: list[IndicatorView]
    price: None | PriceView
    rules: list[RuleView]
    score: ScoreView
    unsized: list[TermView] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.limit_view import LimitView
        from ..models.price_view import PriceView

        limit: dict[str, Any] | None
        if isinstance(self.limit, LimitView):
            limit = self.limit.to_dict()
        else:
            limit = self.limit

        outcome: str = self.outcome

        own_data = []
        for own_data_item_data in self.own_data:
            own_data_item = own_data_item_data.to_dict()
            own_data.append(own_data_item)

        price: dict[str, Any] | None
        if isinstance(self.price, PriceView):
            price = self.price.to_dict()
        else:
            price = self.price

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        score = self.score.to_dict()

        unsized: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.unsized, Unset):
            unsized = []
            for unsized_item_data in self.unsized:
                unsized_item = unsized_item_data.to_dict()
                unsized.append(unsized_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "limit": limit,
                "outcome": outcome,
                "own_data": own_data,
                "price": price,
                "rules": rules,
                "score": score,
            }
        )
        if unsized is not UNSET:
            field_dict["unsized"] = unsized

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.indicator_view import IndicatorView
        from ..models.limit_view import LimitView
        from ..models.price_view import PriceView
        from ..models.rule_view import RuleView
        from ..models.score_view import ScoreView
        from ..models.term_view import TermView

        d = dict(src_dict)

        def _parse_limit(data: object) -> LimitView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                limit_type_0 = LimitView.from_dict(data)

                return limit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LimitView | None, data)

        limit = _parse_limit(d.pop("limit"))

        outcome = check_recommendation_view_outcome(d.pop("outcome"))

        own_data = []
        _own_data = d.pop("own_data")
        for own_data_item_data in _own_data:
            own_data_item = IndicatorView.from_dict(own_data_item_data)

            own_data.append(own_data_item)

        def _parse_price(data: object) -> None | PriceView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                price_type_0 = PriceView.from_dict(data)

                return price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PriceView, data)

        price = _parse_price(d.pop("price"))

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = RuleView.from_dict(rules_item_data)

            rules.append(rules_item)

        score = ScoreView.from_dict(d.pop("score"))

        _unsized = d.pop("unsized", UNSET)
        unsized: list[TermView] | Unset = UNSET
        if _unsized is not UNSET:
            unsized = []
            for unsized_item_data in _unsized:
                unsized_item = TermView.from_dict(unsized_item_data)

                unsized.append(unsized_item)

        recommendation_view = cls(
            limit=limit,
            outcome=outcome,
            own_data=own_data,
            price=price,
            rules=rules,
            score=score,
            unsized=unsized,
        )

        return recommendation_view
