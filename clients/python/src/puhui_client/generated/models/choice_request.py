from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ChoiceRequest")


@_attrs_define
class ChoiceRequest:
    """Which product was opened, in the list of which need.

    Attributes:
        amount_fen (int):
        product (str):
        purpose (str):
        term_months (int):
    """

    amount_fen: int
    product: str
    purpose: str
    term_months: int

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        product = self.product

        purpose = self.purpose

        term_months = self.term_months

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "product": product,
                "purpose": purpose,
                "term_months": term_months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        product = d.pop("product")

        purpose = d.pop("purpose")

        term_months = d.pop("term_months")

        choice_request = cls(
            amount_fen=amount_fen,
            product=product,
            purpose=purpose,
            term_months=term_months,
        )

        return choice_request
