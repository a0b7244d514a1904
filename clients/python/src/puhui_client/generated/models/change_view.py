from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ChangeView")


@_attrs_define
class ChangeView:
    """The `number`-th change of the membership.

    Attributes:
        entry (str):
        index (int):
        kind (str):
        number (int):
    """

    entry: str
    index: int
    kind: str
    number: int

    def to_dict(self) -> dict[str, Any]:
        entry = self.entry

        index = self.index

        kind = self.kind

        number = self.number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry": entry,
                "index": index,
                "kind": kind,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        entry = d.pop("entry")

        index = d.pop("index")

        kind = d.pop("kind")

        number = d.pop("number")

        change_view = cls(
            entry=entry,
            index=index,
            kind=kind,
            number=number,
        )

        return change_view
