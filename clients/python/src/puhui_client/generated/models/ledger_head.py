from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="LedgerHead")


@_attrs_define
class LedgerHead:
    """The log and how many entries this node knows it to hold; null while the ledger does not answer.

    Attributes:
        origin (str):
        size (int | None):
    """

    origin: str
    size: int | None

    def to_dict(self) -> dict[str, Any]:
        origin = self.origin

        size: int | None
        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "origin": origin,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        origin = d.pop("origin")

        def _parse_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size = _parse_size(d.pop("size"))

        ledger_head = cls(
            origin=origin,
            size=size,
        )

        return ledger_head
