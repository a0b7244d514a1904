from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="BankChoice")


@_attrs_define
class BankChoice:
    """A bank of this market.

    Attributes:
        bank (str):
        name (str):
    """

    bank: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        bank = self.bank

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bank": bank,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        bank = d.pop("bank")

        name = d.pop("name")

        bank_choice = cls(
            bank=bank,
            name=name,
        )

        return bank_choice
