from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.field_choice import FieldChoice


T = TypeVar("T", bound="DatasetChoice")


@_attrs_define
class DatasetChoice:
    """One of our own lists.

    Attributes:
        dataset (str):
        fields (list[FieldChoice]):
        key (str):
        level (str):
        name (str):
    """

    dataset: str
    fields: list[FieldChoice]
    key: str
    level: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        dataset = self.dataset

        fields = []
        for fields_item_data in self.fields:
            fields_item = fields_item_data.to_dict()
            fields.append(fields_item)

        key = self.key

        level = self.level

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "dataset": dataset,
                "fields": fields,
                "key": key,
                "level": level,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_choice import FieldChoice

        d = dict(src_dict)
        dataset = d.pop("dataset")

        fields = []
        _fields = d.pop("fields")
        for fields_item_data in _fields:
            fields_item = FieldChoice.from_dict(fields_item_data)

            fields.append(fields_item)

        key = d.pop("key")

        level = d.pop("level")

        name = d.pop("name")

        dataset_choice = cls(
            dataset=dataset,
            fields=fields,
            key=key,
            level=level,
            name=name,
        )

        return dataset_choice
