from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FittingCondition")


@_attrs_define
class FittingCondition:
    """One condition of a campaign on the enterprise: `pass`, `fail` or `ask`.

    Attributes:
        code (str):
        state (str):
        text (str):
    """

    code: str
    state: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        state = self.state

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "state": state,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        state = d.pop("state")

        text = d.pop("text")

        fitting_condition = cls(
            code=code,
            state=state,
            text=text,
        )

        return fitting_condition
