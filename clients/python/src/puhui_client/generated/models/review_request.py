from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ReviewRequest")


@_attrs_define
class ReviewRequest:
    """An approver's word on a proposed refusal, with the grounds.

    Attributes:
        grounds (str):
        upheld (bool):
    """

    grounds: str
    upheld: bool

    def to_dict(self) -> dict[str, Any]:
        grounds = self.grounds

        upheld = self.upheld

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "grounds": grounds,
                "upheld": upheld,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        grounds = d.pop("grounds")

        upheld = d.pop("upheld")

        review_request = cls(
            grounds=grounds,
            upheld=upheld,
        )

        return review_request
