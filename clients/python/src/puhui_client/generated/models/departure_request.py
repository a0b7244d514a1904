from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.departure_request_purpose import (
    DepartureRequestPurpose,
    check_departure_request_purpose,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DepartureRequest")


@_attrs_define
class DepartureRequest:
    """What somebody who is not signed in leaves for: to sign in, or to take up an invitation without a password.

    Attributes:
        purpose (DepartureRequestPurpose | Unset):  Default: 'sign_in'.
    """

    purpose: DepartureRequestPurpose | Unset = "sign_in"

    def to_dict(self) -> dict[str, Any]:
        purpose: str | Unset = UNSET
        if not isinstance(self.purpose, Unset):
            purpose = self.purpose

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if purpose is not UNSET:
            field_dict["purpose"] = purpose

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _purpose = d.pop("purpose", UNSET)
        purpose: DepartureRequestPurpose | Unset
        if isinstance(_purpose, Unset):
            purpose = UNSET
        else:
            purpose = check_departure_request_purpose(_purpose)

        departure_request = cls(
            purpose=purpose,
        )

        return departure_request
