from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Term")


@_attrs_define
class Term:
    """One term of a number: an amount in fen, a yearly rate as decimal text, or neither where it only explains.

    Attributes:
        label (Both): A sentence in Chinese and English.
        name (str):
        amount_fen (int | None | Unset):
        formula (Both | None | Unset):
        rate (None | str | Unset):
    """

    label: Both
    name: str
    amount_fen: int | None | Unset = UNSET
    formula: Both | None | Unset = UNSET
    rate: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.both import Both

        label = self.label.to_dict()

        name = self.name

        amount_fen: int | None | Unset
        if isinstance(self.amount_fen, Unset):
            amount_fen = UNSET
        else:
            amount_fen = self.amount_fen

        formula: dict[str, Any] | None | Unset
        if isinstance(self.formula, Unset):
            formula = UNSET
        elif isinstance(self.formula, Both):
            formula = self.formula.to_dict()
        else:
            formula = self.formula

        rate: None | str | Unset
        if isinstance(self.rate, Unset):
            rate = UNSET
        else:
            rate = self.rate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label": label,
                "name": name,
            }
        )
        if amount_fen is not UNSET:
            field_dict["amount_fen"] = amount_fen
        if formula is not UNSET:
            field_dict["formula"] = formula
        if rate is not UNSET:
            field_dict["rate"] = rate

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        label = Both.from_dict(d.pop("label"))

        name = d.pop("name")

        def _parse_amount_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen", UNSET))

        def _parse_formula(data: object) -> Both | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                formula_type_0 = Both.from_dict(data)

                return formula_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Both | None | Unset, data)

        formula = _parse_formula(d.pop("formula", UNSET))

        def _parse_rate(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        rate = _parse_rate(d.pop("rate", UNSET))

        term = cls(
            label=label,
            name=name,
            amount_fen=amount_fen,
            formula=formula,
            rate=rate,
        )

        return term
