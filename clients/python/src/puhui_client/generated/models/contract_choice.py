from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ContractChoice")


@_attrs_define
class ContractChoice:
    """What the enterprise chooses of its contract: of a revolving line, how much is paid out first.

    Attributes:
        first_drawing_fen (int | None | Unset):
    """

    first_drawing_fen: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        first_drawing_fen: int | None | Unset
        if isinstance(self.first_drawing_fen, Unset):
            first_drawing_fen = UNSET
        else:
            first_drawing_fen = self.first_drawing_fen

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if first_drawing_fen is not UNSET:
            field_dict["first_drawing_fen"] = first_drawing_fen

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_first_drawing_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_drawing_fen = _parse_first_drawing_fen(d.pop("first_drawing_fen", UNSET))

        contract_choice = cls(
            first_drawing_fen=first_drawing_fen,
        )

        return contract_choice
