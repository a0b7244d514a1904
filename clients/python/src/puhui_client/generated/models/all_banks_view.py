from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.all_banks_view_state import AllBanksViewState, check_all_banks_view_state

if TYPE_CHECKING:
    from ..models.all_banks_figures import AllBanksFigures
    from ..models.computation_problem import ComputationProblem
    from ..models.computation_view import ComputationView


T = TypeVar("T", bound="AllBanksView")


@_attrs_define
class AllBanksView:
    """How far it is. `waiting`: nobody has asked. After `done` and `failed` it can be asked for again.

    Attributes:
        asked_at (datetime.datetime | None):
        computation (ComputationView | None):
        figures (AllBanksFigures | None):
        loan (str):
        problem (ComputationProblem | None):
        state (AllBanksViewState):
    """

    asked_at: datetime.datetime | None
    computation: ComputationView | None
    figures: AllBanksFigures | None
    loan: str
    problem: ComputationProblem | None
    state: AllBanksViewState

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_banks_figures import AllBanksFigures
        from ..models.computation_problem import ComputationProblem
        from ..models.computation_view import ComputationView

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

        figures: dict[str, Any] | None
        if isinstance(self.figures, AllBanksFigures):
            figures = self.figures.to_dict()
        else:
            figures = self.figures

        loan = self.loan

        problem: dict[str, Any] | None
        if isinstance(self.problem, ComputationProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        state: str = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asked_at": asked_at,
                "computation": computation,
                "figures": figures,
                "loan": loan,
                "problem": problem,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_banks_figures import AllBanksFigures
        from ..models.computation_problem import ComputationProblem
        from ..models.computation_view import ComputationView

        d = dict(src_dict)

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

        def _parse_figures(data: object) -> AllBanksFigures | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                figures_type_0 = AllBanksFigures.from_dict(data)

                return figures_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AllBanksFigures | None, data)

        figures = _parse_figures(d.pop("figures"))

        loan = d.pop("loan")

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

        state = check_all_banks_view_state(d.pop("state"))

        all_banks_view = cls(
            asked_at=asked_at,
            computation=computation,
            figures=figures,
            loan=loan,
            problem=problem,
            state=state,
        )

        return all_banks_view
