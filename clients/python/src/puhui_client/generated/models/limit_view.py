from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.term_view import TermView


T = TypeVar("T", bound="LimitView")


@_attrs_define
class LimitView:
    """The limit and the terms it was made of; `binding` names the term that decided it.

    Attributes:
        amount_fen (int): integer fen (0.01 yuan)
        binding (str):
        terms (list[TermView]):
    """

    amount_fen: int
    binding: str
    terms: list[TermView]

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        binding = self.binding

        terms = []
        for terms_item_data in self.terms:
            terms_item = terms_item_data.to_dict()
            terms.append(terms_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "binding": binding,
                "terms": terms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.term_view import TermView

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        binding = d.pop("binding")

        terms = []
        _terms = d.pop("terms")
        for terms_item_data in _terms:
            terms_item = TermView.from_dict(terms_item_data)

            terms.append(terms_item)

        limit_view = cls(
            amount_fen=amount_fen,
            binding=binding,
            terms=terms,
        )

        return limit_view
