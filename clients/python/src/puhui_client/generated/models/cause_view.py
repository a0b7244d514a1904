from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="CauseView")


@_attrs_define
class CauseView:
    """Why a loan is of a class.

    Attributes:
        code (str):
        loan_class (str):
        text (str):
    """

    code: str
    loan_class: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        loan_class = self.loan_class

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "loan_class": loan_class,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        loan_class = d.pop("loan_class")

        text = d.pop("text")

        cause_view = cls(
            code=code,
            loan_class=loan_class,
            text=text,
        )

        return cause_view
