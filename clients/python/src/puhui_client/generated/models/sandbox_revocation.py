from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="SandboxRevocation")


@_attrs_define
class SandboxRevocation:
    """The grants of an application that its enterprise took back.

    Attributes:
        application (str):
        grants (list[str]):
    """

    application: str
    grants: list[str]

    def to_dict(self) -> dict[str, Any]:
        application = self.application

        grants = self.grants

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "grants": grants,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        application = d.pop("application")

        grants = cast(list[str], d.pop("grants"))

        sandbox_revocation = cls(
            application=application,
            grants=grants,
        )

        return sandbox_revocation
