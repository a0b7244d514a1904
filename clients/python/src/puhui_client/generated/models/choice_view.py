from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ChoiceView")


@_attrs_define
class ChoiceView:
    """The list as it was kept: the product's place (1 is the first) and how likely that place is looked at.

    Attributes:
        list_ (str):
        position (int):
        propensity (float):
    """

    list_: str
    position: int
    propensity: float

    def to_dict(self) -> dict[str, Any]:
        list_ = self.list_

        position = self.position

        propensity = self.propensity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "list": list_,
                "position": position,
                "propensity": propensity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        list_ = d.pop("list")

        position = d.pop("position")

        propensity = d.pop("propensity")

        choice_view = cls(
            list_=list_,
            position=position,
            propensity=propensity,
        )

        return choice_view
