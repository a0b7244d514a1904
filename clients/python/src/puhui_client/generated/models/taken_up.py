from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TakenUp")


@_attrs_define
class TakenUp:
    """By which login to sign in now.

    Attributes:
        login (str):
    """

    login: str

    def to_dict(self) -> dict[str, Any]:
        login = self.login

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "login": login,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        login = d.pop("login")

        taken_up = cls(
            login=login,
        )

        return taken_up
