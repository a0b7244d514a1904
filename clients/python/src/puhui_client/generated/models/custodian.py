from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Custodian")


@_attrs_define
class Custodian:
    """An organisation whose data a score was computed with.

    Attributes:
        name (str):
        org (str):
    """

    name: str
    org: str

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        org = self.org

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "org": org,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        org = d.pop("org")

        custodian = cls(
            name=name,
            org=org,
        )

        return custodian
