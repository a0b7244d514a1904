from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DrawingRequest")


@_attrs_define
class DrawingRequest:
    """Money drawn again out of a revolving line; `request` as a quote gave it, so that it is drawn once.

    Attributes:
        amount_fen (int):
        request (None | str | Unset):
    """

    amount_fen: int
    request: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        request: None | str | Unset
        if isinstance(self.request, Unset):
            request = UNSET
        else:
            request = self.request

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
            }
        )
        if request is not UNSET:
            field_dict["request"] = request

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        def _parse_request(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        request = _parse_request(d.pop("request", UNSET))

        drawing_request = cls(
            amount_fen=amount_fen,
            request=request,
        )

        return drawing_request
