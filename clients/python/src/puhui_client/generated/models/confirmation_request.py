from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ConfirmationRequest")


@_attrs_define
class ConfirmationRequest:
    """What a signed-in person types to show again who they are.

    Attributes:
        password (str):
        code (str | Unset):  Default: ''.
    """

    password: str
    code: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "password": password,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        password = d.pop("password")

        code = d.pop("code", UNSET)

        confirmation_request = cls(
            password=password,
            code=code,
        )

        return confirmation_request
