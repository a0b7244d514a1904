from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="EraView")


@_attrs_define
class EraView:
    """From which size on who must sign the heads, and how many of them.

    Attributes:
        from_size (int):
        quorum (int):
        witnesses (list[str]):
    """

    from_size: int
    quorum: int
    witnesses: list[str]

    def to_dict(self) -> dict[str, Any]:
        from_size = self.from_size

        quorum = self.quorum

        witnesses = self.witnesses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "from_size": from_size,
                "quorum": quorum,
                "witnesses": witnesses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        from_size = d.pop("from_size")

        quorum = d.pop("quorum")

        witnesses = cast(list[str], d.pop("witnesses"))

        era_view = cls(
            from_size=from_size,
            quorum=quorum,
            witnesses=witnesses,
        )

        return era_view
