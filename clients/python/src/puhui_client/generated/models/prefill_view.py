from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.prefill_view_guarantees_item import (
    PrefillViewGuaranteesItem,
    check_prefill_view_guarantees_item,
)

if TYPE_CHECKING:
    from ..models.bank_choice import BankChoice


T = TypeVar("T", bound="PrefillView")


@_attrs_define
class PrefillView:
    """What a form may start with, and why; and the choices that a publication has.

    Attributes:
        amount_fen (int | None):
        amount_why (str):
        banks (list[BankChoice]):
        banks_max (int):
        days (int):
        days_max (int):
        guarantees (list[PrefillViewGuaranteesItem]):
        guarantees_why (str):
    """

    amount_fen: int | None
    amount_why: str
    banks: list[BankChoice]
    banks_max: int
    days: int
    days_max: int
    guarantees: list[PrefillViewGuaranteesItem]
    guarantees_why: str

    def to_dict(self) -> dict[str, Any]:
        amount_fen: int | None
        amount_fen = self.amount_fen

        amount_why = self.amount_why

        banks = []
        for banks_item_data in self.banks:
            banks_item = banks_item_data.to_dict()
            banks.append(banks_item)

        banks_max = self.banks_max

        days = self.days

        days_max = self.days_max

        guarantees = []
        for guarantees_item_data in self.guarantees:
            guarantees_item: str = guarantees_item_data
            guarantees.append(guarantees_item)

        guarantees_why = self.guarantees_why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "amount_why": amount_why,
                "banks": banks,
                "banks_max": banks_max,
                "days": days,
                "days_max": days_max,
                "guarantees": guarantees,
                "guarantees_why": guarantees_why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bank_choice import BankChoice

        d = dict(src_dict)

        def _parse_amount_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen"))

        amount_why = d.pop("amount_why")

        banks = []
        _banks = d.pop("banks")
        for banks_item_data in _banks:
            banks_item = BankChoice.from_dict(banks_item_data)

            banks.append(banks_item)

        banks_max = d.pop("banks_max")

        days = d.pop("days")

        days_max = d.pop("days_max")

        guarantees = []
        _guarantees = d.pop("guarantees")
        for guarantees_item_data in _guarantees:
            guarantees_item = check_prefill_view_guarantees_item(guarantees_item_data)

            guarantees.append(guarantees_item)

        guarantees_why = d.pop("guarantees_why")

        prefill_view = cls(
            amount_fen=amount_fen,
            amount_why=amount_why,
            banks=banks,
            banks_max=banks_max,
            days=days,
            days_max=days_max,
            guarantees=guarantees,
            guarantees_why=guarantees_why,
        )

        return prefill_view
