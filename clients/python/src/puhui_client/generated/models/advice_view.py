from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.advice_view_depth import AdviceViewDepth, check_advice_view_depth
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.advised_grant_view import AdvisedGrantView
    from ..models.plan_view import PlanView


T = TypeVar("T", bound="AdviceView")


@_attrs_define
class AdviceView:
    """What an enterprise can do about its own score, and which grants would tell most.

    `depth` is what the coverage allows: no score, one whose grade and limit are capped, or the whole.

        Attributes:
            coverage (float):
            coverage_with_grants (float):
            depth (AdviceViewDepth):
            enough (bool):
            grade (None | str):
            grade_cap (None | str):
            limit_cap_fen (int | None):
            plans (list[PlanView]):
            said (str):
            score (float | None):
            score_id (str):
            grants (list[AdvisedGrantView] | Unset):
    """

    coverage: float
    coverage_with_grants: float
    depth: AdviceViewDepth
    enough: bool
    grade: None | str
    grade_cap: None | str
    limit_cap_fen: int | None
    plans: list[PlanView]
    said: str
    score: float | None
    score_id: str
    grants: list[AdvisedGrantView] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        coverage = self.coverage

        coverage_with_grants = self.coverage_with_grants

        depth: str = self.depth

        enough = self.enough

        grade: None | str
        grade = self.grade

        grade_cap: None | str
        grade_cap = self.grade_cap

        limit_cap_fen: int | None
        limit_cap_fen = self.limit_cap_fen

        plans = []
        for plans_item_data in self.plans:
            plans_item = plans_item_data.to_dict()
            plans.append(plans_item)

        said = self.said

        score: float | None
        score = self.score

        score_id = self.score_id

        grants: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.grants, Unset):
            grants = []
            for grants_item_data in self.grants:
                grants_item = grants_item_data.to_dict()
                grants.append(grants_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "coverage": coverage,
                "coverage_with_grants": coverage_with_grants,
                "depth": depth,
                "enough": enough,
                "grade": grade,
                "grade_cap": grade_cap,
                "limit_cap_fen": limit_cap_fen,
                "plans": plans,
                "said": said,
                "score": score,
                "score_id": score_id,
            }
        )
        if grants is not UNSET:
            field_dict["grants"] = grants

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.advised_grant_view import AdvisedGrantView
        from ..models.plan_view import PlanView

        d = dict(src_dict)
        coverage = d.pop("coverage")

        coverage_with_grants = d.pop("coverage_with_grants")

        depth = check_advice_view_depth(d.pop("depth"))

        enough = d.pop("enough")

        def _parse_grade(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade = _parse_grade(d.pop("grade"))

        def _parse_grade_cap(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade_cap = _parse_grade_cap(d.pop("grade_cap"))

        def _parse_limit_cap_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        limit_cap_fen = _parse_limit_cap_fen(d.pop("limit_cap_fen"))

        plans = []
        _plans = d.pop("plans")
        for plans_item_data in _plans:
            plans_item = PlanView.from_dict(plans_item_data)

            plans.append(plans_item)

        said = d.pop("said")

        def _parse_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        score = _parse_score(d.pop("score"))

        score_id = d.pop("score_id")

        _grants = d.pop("grants", UNSET)
        grants: list[AdvisedGrantView] | Unset = UNSET
        if _grants is not UNSET:
            grants = []
            for grants_item_data in _grants:
                grants_item = AdvisedGrantView.from_dict(grants_item_data)

                grants.append(grants_item)

        advice_view = cls(
            coverage=coverage,
            coverage_with_grants=coverage_with_grants,
            depth=depth,
            enough=enough,
            grade=grade,
            grade_cap=grade_cap,
            limit_cap_fen=limit_cap_fen,
            plans=plans,
            said=said,
            score=score,
            score_id=score_id,
            grants=grants,
        )

        return advice_view
