from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.fit_view_verdict import FitViewVerdict, check_fit_view_verdict

if TYPE_CHECKING:
    from ..models.match_note import MatchNote
    from ..models.match_part import MatchPart


T = TypeVar("T", bound="FitView")


@_attrs_define
class FitView:
    """How one of the bank's products fits a need, without a figure of the enterprise.

    Attributes:
        asks (list[MatchNote]):
        degree (int):
        parts (list[MatchPart]):
        product (str):
        product_name (str):
        raises (list[MatchNote]):
        unmet (list[MatchNote]):
        verdict (FitViewVerdict):
    """

    asks: list[MatchNote]
    degree: int
    parts: list[MatchPart]
    product: str
    product_name: str
    raises: list[MatchNote]
    unmet: list[MatchNote]
    verdict: FitViewVerdict

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

        product = self.product

        product_name = self.product_name

        raises = []
        for raises_item_data in self.raises:
            raises_item = raises_item_data.to_dict()
            raises.append(raises_item)

        unmet = []
        for unmet_item_data in self.unmet:
            unmet_item = unmet_item_data.to_dict()
            unmet.append(unmet_item)

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asks": asks,
                "degree": degree,
                "parts": parts,
                "product": product,
                "product_name": product_name,
                "raises": raises,
                "unmet": unmet,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.match_note import MatchNote
        from ..models.match_part import MatchPart

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

        product = d.pop("product")

        product_name = d.pop("product_name")

        raises = []
        _raises = d.pop("raises")
        for raises_item_data in _raises:
            raises_item = MatchNote.from_dict(raises_item_data)

            raises.append(raises_item)

        unmet = []
        _unmet = d.pop("unmet")
        for unmet_item_data in _unmet:
            unmet_item = MatchNote.from_dict(unmet_item_data)

            unmet.append(unmet_item)

        verdict = check_fit_view_verdict(d.pop("verdict"))

        fit_view = cls(
            asks=asks,
            degree=degree,
            parts=parts,
            product=product,
            product_name=product_name,
            raises=raises,
            unmet=unmet,
            verdict=verdict,
        )

        return fit_view
