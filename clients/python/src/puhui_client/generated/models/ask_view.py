from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.ask_view_guarantees_type_0_item import (
    AskViewGuaranteesType0Item,
    check_ask_view_guarantees_type_0_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="AskView")


@_attrs_define
class AskView:
    """The six fields of a need. What is left open (null) is not held against a product.

    Attributes:
        amount_fen (int):
        purpose (str):
        term_months (int):
        guarantees (list[AskViewGuaranteesType0Item] | None | Unset):
        rate_acceptable (None | str | Unset):
        within_days (int | None | Unset):
    """

    amount_fen: int
    purpose: str
    term_months: int
    guarantees: list[AskViewGuaranteesType0Item] | None | Unset = UNSET
    rate_acceptable: None | str | Unset = UNSET
    within_days: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        purpose = self.purpose

        term_months = self.term_months

        guarantees: list[str] | None | Unset
        if isinstance(self.guarantees, Unset):
            guarantees = UNSET
        elif isinstance(self.guarantees, list):
            guarantees = []
            for guarantees_type_0_item_data in self.guarantees:
                guarantees_type_0_item: str = guarantees_type_0_item_data
                guarantees.append(guarantees_type_0_item)

        else:
            guarantees = self.guarantees

        rate_acceptable: None | str | Unset
        if isinstance(self.rate_acceptable, Unset):
            rate_acceptable = UNSET
        else:
            rate_acceptable = self.rate_acceptable

        within_days: int | None | Unset
        if isinstance(self.within_days, Unset):
            within_days = UNSET
        else:
            within_days = self.within_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "purpose": purpose,
                "term_months": term_months,
            }
        )
        if guarantees is not UNSET:
            field_dict["guarantees"] = guarantees
        if rate_acceptable is not UNSET:
            field_dict["rate_acceptable"] = rate_acceptable
        if within_days is not UNSET:
            field_dict["within_days"] = within_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        purpose = d.pop("purpose")

        term_months = d.pop("term_months")

        def _parse_guarantees(
            data: object,
        ) -> list[AskViewGuaranteesType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                guarantees_type_0 = []
                _guarantees_type_0 = data
                for guarantees_type_0_item_data in _guarantees_type_0:
                    guarantees_type_0_item = check_ask_view_guarantees_type_0_item(
                        guarantees_type_0_item_data
                    )

                    guarantees_type_0.append(guarantees_type_0_item)

                return guarantees_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AskViewGuaranteesType0Item] | None | Unset, data)

        guarantees = _parse_guarantees(d.pop("guarantees", UNSET))

        def _parse_rate_acceptable(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        rate_acceptable = _parse_rate_acceptable(d.pop("rate_acceptable", UNSET))

        def _parse_within_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        within_days = _parse_within_days(d.pop("within_days", UNSET))

        ask_view = cls(
            amount_fen=amount_fen,
            purpose=purpose,
            term_months=term_months,
            guarantees=guarantees,
            rate_acceptable=rate_acceptable,
            within_days=within_days,
        )

        return ask_view
