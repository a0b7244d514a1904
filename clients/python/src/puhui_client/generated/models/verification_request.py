from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VerificationRequest")


@_attrs_define
class VerificationRequest:
    """What an officer saw when a sign was verified.

    Attributes:
        code (str):
        seen (str):
    """

    code: str
    seen: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        seen = self.seen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "seen": seen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        seen = d.pop("seen")

        verification_request = cls(
            code=code,
            seen=seen,
        )

        return verification_request
