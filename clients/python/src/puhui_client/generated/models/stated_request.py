from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="StatedRequest")


@_attrs_define
class StatedRequest:
    """What the representative stated at the counter. The ID number is compared at the registry and kept nowhere.

    Attributes:
        representative (str):
        id_number (str | Unset):  Default: ''.
    """

    representative: str
    id_number: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        representative = self.representative

        id_number = self.id_number

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "representative": representative,
            }
        )
        if id_number is not UNSET:
            field_dict["id_number"] = id_number

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        representative = d.pop("representative")

        id_number = d.pop("id_number", UNSET)

        stated_request = cls(
            representative=representative,
            id_number=id_number,
        )

        return stated_request
