from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PasswordRequest")


@_attrs_define
class PasswordRequest:
    """The same, and the password that is to be.

    Attributes:
        password (str):
        wanted (str):
        code (str | Unset):  Default: ''.
    """

    password: str
    wanted: str
    code: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        password = self.password

        wanted = self.wanted

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "password": password,
                "wanted": wanted,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        password = d.pop("password")

        wanted = d.pop("wanted")

        code = d.pop("code", UNSET)

        password_request = cls(
            password=password,
            wanted=wanted,
            code=code,
        )

        return password_request
