from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SandboxPayment")


@_attrs_define
class SandboxPayment:
    """What the enterprise pays; without an amount all that is due, or the next instalment where nothing is.

    Attributes:
        amount_fen (int | None | Unset):
    """

    amount_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        amount_fen: int | None | Unset
        if isinstance(self.amount_fen, Unset):
            amount_fen = UNSET
        else:
            amount_fen = self.amount_fen

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if amount_fen is not UNSET:
            field_dict["amount_fen"] = amount_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_amount_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        amount_fen = _parse_amount_fen(d.pop("amount_fen", UNSET))

        sandbox_payment = cls(
            amount_fen=amount_fen,
        )

        return sandbox_payment
