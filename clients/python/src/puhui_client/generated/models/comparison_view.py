from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.compared_score import ComparedScore


T = TypeVar("T", bound="ComparisonView")


@_attrs_define
class ComparisonView:
    """A shadow beside the model that decided. Figures on outcomes are null where there are too few.

    `unscored` were too thinly covered for one of the two. `order` is Spearman's rank correlation.

        Attributes:
            bads (int):
            champion (str): lower-case hex
            champion_auc (float | None):
            champion_name (str):
            champion_pd (float | None):
            mean_difference (float | None):
            order (float | None):
            outcomes (int):
            points (list[ComparedScore]):
            rows (int):
            same_grade (float | None):
            shadow (str): lower-case hex
            shadow_auc (float | None):
            shadow_name (str):
            shadow_pd (float | None):
            unscored (int):
    """

    bads: int
    champion: str
    champion_auc: float | None
    champion_name: str
    champion_pd: float | None
    mean_difference: float | None
    order: float | None
    outcomes: int
    points: list[ComparedScore]
    rows: int
    same_grade: float | None
    shadow: str
    shadow_auc: float | None
    shadow_name: str
    shadow_pd: float | None
    unscored: int

    def to_dict(self) -> dict[str, Any]:
        bads = self.bads

        champion = self.champion

        champion_auc: float | None
        champion_auc = self.champion_auc

        champion_name = self.champion_name

        champion_pd: float | None
        champion_pd = self.champion_pd

        mean_difference: float | None
        mean_difference = self.mean_difference

        order: float | None
        order = self.order

        outcomes = self.outcomes

        points = []
        for points_item_data in self.points:
            points_item = points_item_data.to_dict()
            points.append(points_item)

        rows = self.rows

        same_grade: float | None
        same_grade = self.same_grade

        shadow = self.shadow

        shadow_auc: float | None
        shadow_auc = self.shadow_auc

        shadow_name = self.shadow_name

        shadow_pd: float | None
        shadow_pd = self.shadow_pd

        unscored = self.unscored

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bads": bads,
                "champion": champion,
                "champion_auc": champion_auc,
                "champion_name": champion_name,
                "champion_pd": champion_pd,
                "mean_difference": mean_difference,
                "order": order,
                "outcomes": outcomes,
                "points": points,
                "rows": rows,
                "same_grade": same_grade,
                "shadow": shadow,
                "shadow_auc": shadow_auc,
                "shadow_name": shadow_name,
                "shadow_pd": shadow_pd,
                "unscored": unscored,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.compared_score import ComparedScore

        d = dict(src_dict)
        bads = d.pop("bads")

        champion = d.pop("champion")

        def _parse_champion_auc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        champion_auc = _parse_champion_auc(d.pop("champion_auc"))

        champion_name = d.pop("champion_name")

        def _parse_champion_pd(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        champion_pd = _parse_champion_pd(d.pop("champion_pd"))

        def _parse_mean_difference(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        mean_difference = _parse_mean_difference(d.pop("mean_difference"))

        def _parse_order(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        order = _parse_order(d.pop("order"))

        outcomes = d.pop("outcomes")

        points = []
        _points = d.pop("points")
        for points_item_data in _points:
            points_item = ComparedScore.from_dict(points_item_data)

            points.append(points_item)

        rows = d.pop("rows")

        def _parse_same_grade(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        same_grade = _parse_same_grade(d.pop("same_grade"))

        shadow = d.pop("shadow")

        def _parse_shadow_auc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        shadow_auc = _parse_shadow_auc(d.pop("shadow_auc"))

        shadow_name = d.pop("shadow_name")

        def _parse_shadow_pd(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        shadow_pd = _parse_shadow_pd(d.pop("shadow_pd"))

        unscored = d.pop("unscored")

        comparison_view = cls(
            bads=bads,
            champion=champion,
            champion_auc=champion_auc,
            champion_name=champion_name,
            champion_pd=champion_pd,
            mean_difference=mean_difference,
            order=order,
            outcomes=outcomes,
            points=points,
            rows=rows,
            same_grade=same_grade,
            shadow=shadow,
            shadow_auc=shadow_auc,
            shadow_name=shadow_name,
            shadow_pd=shadow_pd,
            unscored=unscored,
        )

        return comparison_view
