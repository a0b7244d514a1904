from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.need import Need
    from ..models.why import Why


T = TypeVar("T", bound="ScoreShown")


@_attrs_define
class ScoreShown:
    """The score, where there is one; `needs` are the grants that would tell most.

    Attributes:
        coverage (float):
        grade (None | str):
        high (float | None):
        low (float | None):
        model (str):
        needs (list[Need]):
        pd (float | None):
        reasons (list[Why]):
        score (float | None):
        uncalibrated (bool):
    """

    coverage: float
    grade: None | str
    high: float | None
    low: float | None
    model: str
    needs: list[Need]
    pd: float | None
    reasons: list[Why]
    score: float | None
    uncalibrated: bool

    def to_dict(self) -> dict[str, Any]:
        coverage = self.coverage

        grade: None | str
        grade = self.grade

        high: float | None
        high = self.high

        low: float | None
        low = self.low

        model = self.model

        needs = []
        for needs_item_data in self.needs:
            needs_item = needs_item_data.to_dict()
            needs.append(needs_item)

        pd: float | None
        pd = self.pd

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        score: float | None
        score = self.score

        uncalibrated = self.uncalibrated

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "coverage": coverage,
                "grade": grade,
                "high": high,
                "low": low,
                "model": model,
                "needs": needs,
                "pd": pd,
                "reasons": reasons,
                "score": score,
                "uncalibrated": uncalibrated,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.need import Need
        from ..models.why import Why

        d = dict(src_dict)
        coverage = d.pop("coverage")

        def _parse_grade(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade = _parse_grade(d.pop("grade"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        model = d.pop("model")

        needs = []
        _needs = d.pop("needs")
        for needs_item_data in _needs:
            needs_item = Need.from_dict(needs_item_data)

            needs.append(needs_item)

        def _parse_pd(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        pd = _parse_pd(d.pop("pd"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = Why.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        def _parse_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        score = _parse_score(d.pop("score"))

        uncalibrated = d.pop("uncalibrated")

        score_shown = cls(
            coverage=coverage,
            grade=grade,
            high=high,
            low=low,
            model=model,
            needs=needs,
            pd=pd,
            reasons=reasons,
            score=score,
            uncalibrated=uncalibrated,
        )

        return score_shown
