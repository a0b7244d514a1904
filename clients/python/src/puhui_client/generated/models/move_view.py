from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.move_view_cost import MoveViewCost, check_move_view_cost

T = TypeVar("T", bound="MoveView")


@_attrs_define
class MoveView:
    """One change: what to do in words, the points that it gives, and the months until data show it.

    `clears` names the knock-out or condition that it removes; empty where it only gives points.

        Attributes:
            clears (str):
            cost (MoveViewCost):
            label (str):
            months (int):
            name (str):
            points (float):
            text (str):
    """

    clears: str
    cost: MoveViewCost
    label: str
    months: int
    name: str
    points: float
    text: str

    def to_dict(self) -> dict[str, Any]:
        clears = self.clears

        cost: str = self.cost

        label = self.label

        months = self.months

        name = self.name

        points = self.points

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "clears": clears,
                "cost": cost,
                "label": label,
                "months": months,
                "name": name,
                "points": points,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        clears = d.pop("clears")

        cost = check_move_view_cost(d.pop("cost"))

        label = d.pop("label")

        months = d.pop("months")

        name = d.pop("name")

        points = d.pop("points")

        text = d.pop("text")

        move_view = cls(
            clears=clears,
            cost=cost,
            label=label,
            months=months,
            name=name,
            points=points,
            text=text,
        )

        return move_view
