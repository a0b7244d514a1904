from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="CountyEffect")


@_attrs_define
class CountyEffect:
    """A campaign's loans in one county; None where fewer than five enterprises would be told.

    Attributes:
        loans (int | None):
        promised_fen (int | None):
        region (str):
        spent_fen (int | None):
    """

    loans: int | None
    promised_fen: int | None
    region: str
    spent_fen: int | None

    def to_dict(self) -> dict[str, Any]:
        loans: int | None
        loans = self.loans

        promised_fen: int | None
        promised_fen = self.promised_fen

        region = self.region

        spent_fen: int | None
        spent_fen = self.spent_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "loans": loans,
                "promised_fen": promised_fen,
                "region": region,
                "spent_fen": spent_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_loans(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        loans = _parse_loans(d.pop("loans"))

        def _parse_promised_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        promised_fen = _parse_promised_fen(d.pop("promised_fen"))

        region = d.pop("region")

        def _parse_spent_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        spent_fen = _parse_spent_fen(d.pop("spent_fen"))

        county_effect = cls(
            loans=loans,
            promised_fen=promised_fen,
            region=region,
            spent_fen=spent_fen,
        )

        return county_effect
