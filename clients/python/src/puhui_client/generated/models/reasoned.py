from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Reasoned")


@_attrs_define
class Reasoned:
    """A reason by its code.

    Attributes:
        code (str):
        text (Both): A sentence in Chinese and English.
    """

    code: str
    text: Both

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        code = d.pop("code")

        text = Both.from_dict(d.pop("text"))

        reasoned = cls(
            code=code,
            text=text,
        )

        return reasoned
