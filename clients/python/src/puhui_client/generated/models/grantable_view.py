from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="GrantableView")


@_attrs_define
class GrantableView:
    """A dataset that the enterprise may grant.

    Attributes:
        custodian_name (str):
        dataset (str):
        name (str):
    """

    custodian_name: str
    dataset: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        custodian_name = self.custodian_name

        dataset = self.dataset

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "custodian_name": custodian_name,
                "dataset": dataset,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        custodian_name = d.pop("custodian_name")

        dataset = d.pop("dataset")

        name = d.pop("name")

        grantable_view = cls(
            custodian_name=custodian_name,
            dataset=dataset,
            name=name,
        )

        return grantable_view
