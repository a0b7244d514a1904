from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PrepaymentView")


@_attrs_define
class PrepaymentView:
    """What the contract says of repaying a part early.

    Attributes:
        effect (str):
        fee_rate (str): yearly rate as a decimal string
        least_fen (int): integer fen (0.01 yuan)
    """

    effect: str
    fee_rate: str
    least_fen: int

    def to_dict(self) -> dict[str, Any]:
        effect = self.effect

        fee_rate = self.fee_rate

        least_fen = self.least_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "effect": effect,
                "fee_rate": fee_rate,
                "least_fen": least_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        effect = d.pop("effect")

        fee_rate = d.pop("fee_rate")

        least_fen = d.pop("least_fen")

        prepayment_view = cls(
            effect=effect,
            fee_rate=fee_rate,
            least_fen=least_fen,
        )

        return prepayment_view
