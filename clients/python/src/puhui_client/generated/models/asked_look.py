from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.asked_look_state import AskedLookState, check_asked_look_state

if TYPE_CHECKING:
    from ..models.computation_problem import ComputationProblem


T = TypeVar("T", bound="AskedLook")


@_attrs_define
class AskedLook:
    """A look that was asked for: it is under way, or why it failed.

    `done` of `total` custodians have answered; `total` is null until the first did.

        Attributes:
            asked_at (datetime.datetime):
            asked_by (str):
            done (int):
            problem (ComputationProblem | None):
            state (AskedLookState):
            total (int | None):
    """

    asked_at: datetime.datetime
    asked_by: str
    done: int
    problem: ComputationProblem | None
    state: AskedLookState
    total: int | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.computation_problem import ComputationProblem

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        done = self.done

        problem: dict[str, Any] | None
        if isinstance(self.problem, ComputationProblem):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        state: str = self.state

        total: int | None
        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asked_at": asked_at,
                "asked_by": asked_by,
                "done": done,
                "problem": problem,
                "state": state,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.computation_problem import ComputationProblem

        d = dict(src_dict)
        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

        done = d.pop("done")

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

        state = check_asked_look_state(d.pop("state"))

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        asked_look = cls(
            asked_at=asked_at,
            asked_by=asked_by,
            done=done,
            problem=problem,
            state=state,
            total=total,
        )

        return asked_look
