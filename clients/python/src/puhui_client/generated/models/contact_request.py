from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ContactRequest")


@_attrs_define
class ContactRequest:
    """The bank's first response: who speaks for it, and what they say.

    Attributes:
        banker (str):
        phone (str):
        message (str | Unset):  Default: ''.
    """

    banker: str
    phone: str
    message: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        banker = self.banker

        phone = self.phone

        message = self.message

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "banker": banker,
                "phone": phone,
            }
        )
        if message is not UNSET:
            field_dict["message"] = message

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        banker = d.pop("banker")

        phone = d.pop("phone")

        message = d.pop("message", UNSET)

        contact_request = cls(
            banker=banker,
            phone=phone,
            message=message,
        )

        return contact_request
