from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ReturnRequest")


@_attrs_define
class ReturnRequest:
    """The parameters that the provider put on the redirect address; `invitation` is the code of who takes one up.

    Attributes:
        state (str):
        code (str | Unset):  Default: ''.
        error (str | Unset):  Default: ''.
        invitation (str | Unset):  Default: ''.
        iss (None | str | Unset):
    """

    state: str
    code: str | Unset = ""
    error: str | Unset = ""
    invitation: str | Unset = ""
    iss: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        state = self.state

        code = self.code

        error = self.error

        invitation = self.invitation

        iss: None | str | Unset
        if isinstance(self.iss, Unset):
            iss = UNSET
        else:
            iss = self.iss

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
            }
        )
        if code is not UNSET:
            field_dict["code"] = code
        if error is not UNSET:
            field_dict["error"] = error
        if invitation is not UNSET:
            field_dict["invitation"] = invitation
        if iss is not UNSET:
            field_dict["iss"] = iss

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        state = d.pop("state")

        code = d.pop("code", UNSET)

        error = d.pop("error", UNSET)

        invitation = d.pop("invitation", UNSET)

        def _parse_iss(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        iss = _parse_iss(d.pop("iss", UNSET))

        return_request = cls(
            state=state,
            code=code,
            error=error,
            invitation=invitation,
            iss=iss,
        )

        return return_request
