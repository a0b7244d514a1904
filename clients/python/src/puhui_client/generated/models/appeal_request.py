from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="AppealRequest")


@_attrs_define
class AppealRequest:
    """Why an enterprise holds a decline to be wrong; its bank reads it.

    Attributes:
        grounds (str):
    """

    grounds: str

    def to_dict(self) -> dict[str, Any]:
        grounds = self.grounds

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "grounds": grounds,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        grounds = d.pop("grounds")

        appeal_request = cls(
            grounds=grounds,
        )

        return appeal_request
