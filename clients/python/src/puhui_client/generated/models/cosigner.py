from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Cosigner")


@_attrs_define
class Cosigner:
    """An organisation that cosigned the checkpoint.

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

        cosigner = cls(
            name=name,
            org=org,
        )

        return cosigner
