from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="WatchRequest")


@_attrs_define
class WatchRequest:
    """Whom to look up: the enterprise, and its representative where the ID number is given.

    Attributes:
        id_number (str | Unset):  Default: ''.
    """

    id_number: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        id_number = self.id_number

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if id_number is not UNSET:
            field_dict["id_number"] = id_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id_number = d.pop("id_number", UNSET)

        watch_request = cls(
            id_number=id_number,
        )

        return watch_request
