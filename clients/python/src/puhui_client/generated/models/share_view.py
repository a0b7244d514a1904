from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ShareView")


@_attrs_define
class ShareView:
    """Who bears which percentage of a loss, and what it paid of one.

    Attributes:
        party (str):
        percent (str):
        pays_fen (int | None | Unset):
    """

    party: str
    percent: str
    pays_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        party = self.party

        percent = self.percent

        pays_fen: int | None | Unset
        if isinstance(self.pays_fen, Unset):
            pays_fen = UNSET
        else:
            pays_fen = self.pays_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "party": party,
                "percent": percent,
            }
        )
        if pays_fen is not UNSET:
            field_dict["pays_fen"] = pays_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        party = d.pop("party")

        percent = d.pop("percent")

        def _parse_pays_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        pays_fen = _parse_pays_fen(d.pop("pays_fen", UNSET))

        share_view = cls(
            party=party,
            percent=percent,
            pays_fen=pays_fen,
        )

        return share_view
