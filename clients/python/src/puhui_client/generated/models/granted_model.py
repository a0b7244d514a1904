from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GrantedModel")


@_attrs_define
class GrantedModel:
    """The scorecard that grants name by its digest: the receiver gets its score, and not one field.

    Attributes:
        digest (str): lower-case hex
        label (str):
        name (str):
        version (str):
    """

    digest: str
    label: str
    name: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        digest = self.digest

        label = self.label

        name = self.name

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "digest": digest,
                "label": label,
                "name": name,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        digest = d.pop("digest")

        label = d.pop("label")

        name = d.pop("name")

        version = d.pop("version")

        granted_model = cls(
            digest=digest,
            label=label,
            name=name,
            version=version,
        )

        return granted_model
