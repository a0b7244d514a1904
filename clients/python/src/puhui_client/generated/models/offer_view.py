from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.field_view import FieldView


T = TypeVar("T", bound="OfferView")


@_attrs_define
class OfferView:
    """A dataset that could be granted beside the drafted ones. `alone`: by a draft and a signature of its own.

    Attributes:
        alone (bool):
        custodian (str):
        custodian_name (str):
        dataset (str):
        dataset_name (str):
        fields (list[FieldView]):
        separate (bool):
    """

    alone: bool
    custodian: str
    custodian_name: str
    dataset: str
    dataset_name: str
    fields: list[FieldView]
    separate: bool

    def to_dict(self) -> dict[str, Any]:
        alone = self.alone

        custodian = self.custodian

        custodian_name = self.custodian_name

        dataset = self.dataset

        dataset_name = self.dataset_name

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        separate = self.separate

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "alone": alone,
                "custodian": custodian,
                "custodian_name": custodian_name,
                "dataset": dataset,
                "dataset_name": dataset_name,
                "fields": fields,
                "separate": separate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_view import FieldView

        d = dict(src_dict)
        alone = d.pop("alone")

        custodian = d.pop("custodian")

        custodian_name = d.pop("custodian_name")

        dataset = d.pop("dataset")

        dataset_name = d.pop("dataset_name")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldView.from_dict(fields_item_data)

            fields.append(fields_item)

        separate = d.pop("separate")

        offer_view = cls(
            alone=alone,
            custodian=custodian,
            custodian_name=custodian_name,
            dataset=dataset,
            dataset_name=dataset_name,
            fields=fields,
            separate=separate,
        )

        return offer_view
