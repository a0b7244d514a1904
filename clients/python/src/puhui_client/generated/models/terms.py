from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both
    from ..models.decided import Decided
    from ..models.recommended import Recommended


T = TypeVar("T", bound="Terms")


@_attrs_define
class Terms:
    """The terms of the loan that the portrait was drawn up for: asked, recommended, decided.

    Attributes:
        amount_fen (int):
        decided (Decided | None):
        product (Both): A sentence in Chinese and English.
        recommended (None | Recommended):
        term_months (int):
    """

    amount_fen: int
    decided: Decided | None
    product: Both
    recommended: None | Recommended
    term_months: int

    def to_dict(self) -> dict[str, Any]:
        from ..models.decided import Decided
        from ..models.recommended import Recommended

        amount_fen = self.amount_fen

        decided: dict[str, Any] | None
        if isinstance(self.decided, Decided):
            decided = self.decided.to_dict()
        else:
            decided = self.decided

        product = self.product.to_dict()

        recommended: dict[str, Any] | None
        if isinstance(self.recommended, Recommended):
            recommended = self.recommended.to_dict()
        else:
            recommended = self.recommended

        term_months = self.term_months

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "decided": decided,
                "product": product,
                "recommended": recommended,
                "term_months": term_months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both
        from ..models.decided import Decided
        from ..models.recommended import Recommended

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        def _parse_decided(data: object) -> Decided | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decided_type_0 = Decided.from_dict(data)

                return decided_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Decided | None, data)

        decided = _parse_decided(d.pop("decided"))

        product = Both.from_dict(d.pop("product"))

        def _parse_recommended(data: object) -> None | Recommended:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                recommended_type_0 = Recommended.from_dict(data)

                return recommended_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Recommended, data)

        recommended = _parse_recommended(d.pop("recommended"))

        term_months = d.pop("term_months")

        terms = cls(
            amount_fen=amount_fen,
            decided=decided,
            product=product,
            recommended=recommended,
            term_months=term_months,
        )

        return terms
