from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VerificationStep")


@_attrs_define
class VerificationStep:
    """One numbered step of verification and whether it held.

    Attributes:
        number (int):
        ok (bool):
        text (str):
    """

    number: int
    ok: bool
    text: str

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        ok = self.ok

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "number": number,
                "ok": ok,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        ok = d.pop("ok")

        text = d.pop("text")

        verification_step = cls(
            number=number,
            ok=ok,
            text=text,
        )

        return verification_step
