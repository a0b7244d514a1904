from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="VersionStepping")


@_attrs_define
class VersionStepping:
    """The revision that a step is about, with a word on why.

    Attributes:
        revision (int):
        comment (str | Unset):  Default: ''.
    """

    revision: int
    comment: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        revision = self.revision

        comment = self.comment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "revision": revision,
            }
        )
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        revision = d.pop("revision")

        comment = d.pop("comment", UNSET)

        version_stepping = cls(
            revision=revision,
            comment=comment,
        )

        return version_stepping
