from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ActivationRequest")


@_attrs_define
class ActivationRequest:
    """The enterprise that asks for a code at the registry's desk.

    Attributes:
        uscc (str):
    """

    uscc: str

    def to_dict(self) -> dict[str, Any]:
        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        uscc = d.pop("uscc")

        activation_request = cls(
            uscc=uscc,
        )

        return activation_request
