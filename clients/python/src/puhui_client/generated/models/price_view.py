from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.term_view import TermView


T = TypeVar("T", bound="PriceView")


@_attrs_define
class PriceView:
    """The rate and its terms; `clamped_by` names the cap or floor that bound it.

    Attributes:
        annual_rate (str): yearly rate as a decimal string
        clamped_by (None | str):
        terms (list[TermView]):
    """

    annual_rate: str
    clamped_by: None | str
    terms: list[TermView]

    def to_dict(self) -> dict[str, Any]:
        annual_rate = self.annual_rate

        clamped_by: None | str
        clamped_by = self.clamped_by

        terms = []
        for terms_item_data in self.terms:
            terms_item = terms_item_data.to_dict()
            terms.append(terms_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "clamped_by": clamped_by,
                "terms": terms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.term_view import TermView

        d = dict(src_dict)
        annual_rate = d.pop("annual_rate")

        def _parse_clamped_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        clamped_by = _parse_clamped_by(d.pop("clamped_by"))

        terms = []
        _terms = d.pop("terms")
        for terms_item_data in _terms:
            terms_item = TermView.from_dict(terms_item_data)

            terms.append(terms_item)

        price_view = cls(
            annual_rate=annual_rate,
            clamped_by=clamped_by,
            terms=terms,
        )

        return price_view
