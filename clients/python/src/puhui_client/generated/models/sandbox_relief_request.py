from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.sandbox_relief_request_kind import (
    SandboxReliefRequestKind,
    check_sandbox_relief_request_kind,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SandboxReliefRequest")


@_attrs_define
class SandboxReliefRequest:
    """What relief the enterprise asks for, of what the loan allows today.

    Attributes:
        kind (SandboxReliefRequestKind | Unset):  Default: 'deferral'.
    """

    kind: SandboxReliefRequestKind | Unset = "deferral"

    def to_dict(self) -> dict[str, Any]:
        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _kind = d.pop("kind", UNSET)
        kind: SandboxReliefRequestKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = check_sandbox_relief_request_kind(_kind)

        sandbox_relief_request = cls(
            kind=kind,
        )

        return sandbox_relief_request
