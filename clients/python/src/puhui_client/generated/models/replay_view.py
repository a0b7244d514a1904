from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReplayView")


@_attrs_define
class ReplayView:
    """Whether the recorded rules and facts give the recorded outcome again.

    Attributes:
        identical (bool):
        outcome (str):
    """

    identical: bool
    outcome: str

    def to_dict(self) -> dict[str, Any]:
        identical = self.identical

        outcome = self.outcome

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "identical": identical,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        identical = d.pop("identical")

        outcome = d.pop("outcome")

        replay_view = cls(
            identical=identical,
            outcome=outcome,
        )

        return replay_view
