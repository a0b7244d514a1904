from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.match_view_verdict import MatchViewVerdict, check_match_view_verdict

if TYPE_CHECKING:
    from ..models.match_note import MatchNote
    from ..models.match_part import MatchPart
    from ..models.product_view import ProductView


T = TypeVar("T", bound="MatchView")


@_attrs_define
class MatchView:
    """A product against this enterprise's need.

    Attributes:
        asks (list[MatchNote]):
        degree (float):
        parts (list[MatchPart]):
        product (ProductView): A published loan product. The all-in rates are yearly, all fees included, lowest and
            highest.
        raises (list[MatchNote]):
        reasons (list[MatchNote]):
        verdict (MatchViewVerdict):
    """

    asks: list[MatchNote]
    degree: float
    parts: list[MatchPart]
    product: ProductView
    raises: list[MatchNote]
    reasons: list[MatchNote]
    verdict: MatchViewVerdict

    def to_dict(self) -> dict[str, Any]:
        asks = []
        for asks_item_data in self.asks:
            asks_item = asks_item_data.to_dict()
            asks.append(asks_item)

        degree = self.degree

        parts = []
        for parts_item_data in self.parts:
            parts_item = parts_item_data.to_dict()
            parts.append(parts_item)

        product = self.product.to_dict()

        raises = []
        for raises_item_data in self.raises:
            raises_item = raises_item_data.to_dict()
            raises.append(raises_item)

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asks": asks,
                "degree": degree,
                "parts": parts,
                "product": product,
                "raises": raises,
                "reasons": reasons,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.match_note import MatchNote
        from ..models.match_part import MatchPart
        from ..models.product_view import ProductView

        d = dict(src_dict)
        asks = []
        _asks = d.pop("asks")
        for asks_item_data in _asks:
            asks_item = MatchNote.from_dict(asks_item_data)

            asks.append(asks_item)

        degree = d.pop("degree")

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = MatchPart.from_dict(parts_item_data)

            parts.append(parts_item)

        product = ProductView.from_dict(d.pop("product"))

        raises = []
        _raises = d.pop("raises")
        for raises_item_data in _raises:
            raises_item = MatchNote.from_dict(raises_item_data)

            raises.append(raises_item)

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = MatchNote.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        verdict = check_match_view_verdict(d.pop("verdict"))

        match_view = cls(
            asks=asks,
            degree=degree,
            parts=parts,
            product=product,
            raises=raises,
            reasons=reasons,
            verdict=verdict,
        )

        return match_view
