from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FeeView")


@_attrs_define
class FeeView:
    """A fee beside the interest, a year, on the amount lent.

    Attributes:
        annual_rate (str): yearly rate as a decimal string
        name (str):
    """

    annual_rate: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        annual_rate = self.annual_rate

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        annual_rate = d.pop("annual_rate")

        name = d.pop("name")

        fee_view = cls(
            annual_rate=annual_rate,
            name=name,
        )

        return fee_view
