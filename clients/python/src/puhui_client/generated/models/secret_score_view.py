from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.secret_score_view_state import (
    SecretScoreViewState,
    check_secret_score_view_state,
)

if TYPE_CHECKING:
    from ..models.computation_problem import ComputationProblem
    from ..models.computation_view import ComputationView
    from ..models.recommendation_view import RecommendationView


T = TypeVar("T", bound="SecretScoreView")


@_attrs_define
class SecretScoreView:
    """How far it is. `computation` is the job as this node sees it, `problem` why there is no score.

    `waiting`: not asked for yet. `running`: the job, and then the bank's rules, are under way. After `done` and
    `failed` it can be asked for again, as long as the application is open and its grants have uses left.

        Attributes:
            application (str):
            asked_at (datetime.datetime | None):
            computation (ComputationView | None):
            problem (ComputationProblem | None):
            recommendation (None | RecommendationView):
            state (SecretScoreViewState):
    """

    application: str
    asked_at: datetime.datetime | None
    computation: ComputationView | None
    problem: ComputationProblem | None
    recommendation: None | RecommendationView
    state: SecretScoreViewState

    def to_dict(self) -> dict[str, Any]:
        from ..models.computation_problem import ComputationProblem
        from ..models.computation_view import ComputationView
        from ..models.recommendation_view import RecommendationView

        application = self.application

        asked_at: None | str
        if isinstance(self.asked_at, datetime.datetime):
            asked_at = self.asked_at.isoformat()
        else:
            asked_at = self.asked_at

        computation: dict[str, Any] | None
        if isinstance(self.computation, ComputationView):
            computation = self.computation.to_dict()
        else:
            computation = self.computation

        problem: dict[str, Any] | None
        if isinstance(self.problem, ComputationProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        recommendation: dict[str, Any] | None
        if isinstance(self.recommendation, RecommendationView):
            recommendation = self.recommendation.to_dict()
        else:
            recommendation = self.recommendation

        state: str = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "asked_at": asked_at,
                "computation": computation,
                "problem": problem,
                "recommendation": recommendation,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.computation_problem import ComputationProblem
        from ..models.computation_view import ComputationView
        from ..models.recommendation_view import RecommendationView

        d = dict(src_dict)
        application = d.pop("application")

        def _parse_asked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                asked_at_type_0 = datetime.datetime.fromisoformat(data)

                return asked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        asked_at = _parse_asked_at(d.pop("asked_at"))

        def _parse_computation(data: object) -> ComputationView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                computation_type_0 = ComputationView.from_dict(data)

                return computation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComputationView | None, data)

        computation = _parse_computation(d.pop("computation"))

        def _parse_problem(data: object) -> ComputationProblem | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = ComputationProblem.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ComputationProblem | None, data)

        problem = _parse_problem(d.pop("problem"))

        def _parse_recommendation(data: object) -> None | RecommendationView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recommendation_type_0 = RecommendationView.from_dict(data)

                return recommendation_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecommendationView, data)

        recommendation = _parse_recommendation(d.pop("recommendation"))

        state = check_secret_score_view_state(d.pop("state"))

        secret_score_view = cls(
            application=application,
            asked_at=asked_at,
            computation=computation,
            problem=problem,
            recommendation=recommendation,
            state=state,
        )

        return secret_score_view
