from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Spoke")


@_attrs_define
class Spoke:
    """A rule that spoke.

    Attributes:
        code (str):
        severity (str):
        text (Both): A sentence in Chinese and English.
    """

    code: str
    severity: str
    text: Both

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        severity = self.severity

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "severity": severity,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        code = d.pop("code")

        severity = d.pop("severity")

        text = Both.from_dict(d.pop("text"))

        spoke = cls(
            code=code,
            severity=severity,
            text=text,
        )

        return spoke
