from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="DebtView")


@_attrs_define
class DebtView:
    """Money in the order in which a payment is used.

    Attributes:
        compound_fen (int): integer fen (0.01 yuan)
        costs_fen (int): integer fen (0.01 yuan)
        interest_fen (int): integer fen (0.01 yuan)
        penalty_fen (int): integer fen (0.01 yuan)
        principal_fen (int): integer fen (0.01 yuan)
    """

    compound_fen: int
    costs_fen: int
    interest_fen: int
    penalty_fen: int
    principal_fen: int

    def to_dict(self) -> dict[str, Any]:
        compound_fen = self.compound_fen

        costs_fen = self.costs_fen

        interest_fen = self.interest_fen

        penalty_fen = self.penalty_fen

        principal_fen = self.principal_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "compound_fen": compound_fen,
                "costs_fen": costs_fen,
                "interest_fen": interest_fen,
                "penalty_fen": penalty_fen,
                "principal_fen": principal_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        compound_fen = d.pop("compound_fen")

        costs_fen = d.pop("costs_fen")

        interest_fen = d.pop("interest_fen")

        penalty_fen = d.pop("penalty_fen")

        principal_fen = d.pop("principal_fen")

        debt_view = cls(
            compound_fen=compound_fen,
            costs_fen=costs_fen,
            interest_fen=interest_fen,
            penalty_fen=penalty_fen,
            principal_fen=principal_fen,
        )

        return debt_view
