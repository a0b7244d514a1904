from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.move_view import MoveView
    from ..models.opened_view import OpenedView


T = TypeVar("T", bound="PlanView")


@_attrs_define
class PlanView:
    """Changes that go on side by side, and what they give together: a promise for the values as advised.

    Attributes:
        grade (None | str):
        months (int):
        moves (list[MoveView]):
        points (float):
        products (list[OpenedView]):
        score (float):
    """

    grade: None | str
    months: int
    moves: list[MoveView]
    points: float
    products: list[OpenedView]
    score: float

    def to_dict(self) -> dict[str, Any]:
        grade: None | str
        grade = self.grade

        months = self.months

        moves = []
        for moves_item_data in self.moves:
            moves_item = moves_item_data.to_dict()
            moves.append(moves_item)

        points = self.points

        products = []
        for products_item_data in self.products:
            products_item = products_item_data.to_dict()
            products.append(products_item)

        score = self.score

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "grade": grade,
                "months": months,
                "moves": moves,
                "points": points,
                "products": products,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.move_view import MoveView
        from ..models.opened_view import OpenedView

        d = dict(src_dict)

        def _parse_grade(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade = _parse_grade(d.pop("grade"))

        months = d.pop("months")

        moves = []
        _moves = d.pop("moves")
        for moves_item_data in _moves:
            moves_item = MoveView.from_dict(moves_item_data)

            moves.append(moves_item)

        points = d.pop("points")

        products = []
        _products = d.pop("products")
        for products_item_data in _products:
            products_item = OpenedView.from_dict(products_item_data)

            products.append(products_item)

        score = d.pop("score")

        plan_view = cls(
            grade=grade,
            months=months,
            moves=moves,
            points=points,
            products=products,
            score=score,
        )

        return plan_view
