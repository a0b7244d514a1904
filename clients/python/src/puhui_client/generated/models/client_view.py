from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ClientView")


@_attrs_define
class ClientView:
    """What the guarantor answers for one client, beside what it may.

    Attributes:
        liability_fen (int): integer fen (0.01 yuan)
        uscc (str):
    """

    liability_fen: int
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        liability_fen = self.liability_fen

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "liability_fen": liability_fen,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        liability_fen = d.pop("liability_fen")

        uscc = d.pop("uscc")

        client_view = cls(
            liability_fen=liability_fen,
            uscc=uscc,
        )

        return client_view
