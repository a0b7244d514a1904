from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PoolView")


@_attrs_define
class PoolView:
    """One bank's product in the guarantor's book, and its breaker.

    Attributes:
        bank (str):
        bank_name (str):
        begun_fen (int): integer fen (0.01 yuan)
        compensated_fen (int): integer fen (0.01 yuan)
        compensation_rate (str): yearly rate as a decimal string
        liability_fen (int): integer fen (0.01 yuan)
        product (str):
        recovered_fen (int): integer fen (0.01 yuan)
        stopped (bool):
    """

    bank: str
    bank_name: str
    begun_fen: int
    compensated_fen: int
    compensation_rate: str
    liability_fen: int
    product: str
    recovered_fen: int
    stopped: bool

    def to_dict(self) -> dict[str, Any]:
        bank = self.bank

        bank_name = self.bank_name

        begun_fen = self.begun_fen

        compensated_fen = self.compensated_fen

        compensation_rate = self.compensation_rate

        liability_fen = self.liability_fen

        product = self.product

        recovered_fen = self.recovered_fen

        stopped = self.stopped

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bank": bank,
                "bank_name": bank_name,
                "begun_fen": begun_fen,
                "compensated_fen": compensated_fen,
                "compensation_rate": compensation_rate,
                "liability_fen": liability_fen,
                "product": product,
                "recovered_fen": recovered_fen,
                "stopped": stopped,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        bank = d.pop("bank")

        bank_name = d.pop("bank_name")

        begun_fen = d.pop("begun_fen")

        compensated_fen = d.pop("compensated_fen")

        compensation_rate = d.pop("compensation_rate")

        liability_fen = d.pop("liability_fen")

        product = d.pop("product")

        recovered_fen = d.pop("recovered_fen")

        stopped = d.pop("stopped")

        pool_view = cls(
            bank=bank,
            bank_name=bank_name,
            begun_fen=begun_fen,
            compensated_fen=compensated_fen,
            compensation_rate=compensation_rate,
            liability_fen=liability_fen,
            product=product,
            recovered_fen=recovered_fen,
            stopped=stopped,
        )

        return pool_view
