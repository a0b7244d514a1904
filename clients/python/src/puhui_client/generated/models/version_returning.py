from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="VersionReturning")


@_attrs_define
class VersionReturning:
    """The revision that is sent back or taken offline, and why.

    Attributes:
        reason (str):
        revision (int):
    """

    reason: str
    revision: int

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        revision = self.revision

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
                "revision": revision,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        revision = d.pop("revision")

        version_returning = cls(
            reason=reason,
            revision=revision,
        )

        return version_returning
