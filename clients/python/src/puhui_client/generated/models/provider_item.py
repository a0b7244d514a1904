from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ProviderItem")


@_attrs_define
class ProviderItem:
    """An institution's own identity provider, and what its button says.

    Attributes:
        label_en (str):
        label_zh (str):
        name (str):
    """

    label_en: str
    label_zh: str
    name: str

    def to_dict(self) -> dict[str, Any]:
        label_en = self.label_en

        label_zh = self.label_zh

        name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "label_en": label_en,
                "label_zh": label_zh,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        label_en = d.pop("label_en")

        label_zh = d.pop("label_zh")

        name = d.pop("name")

        provider_item = cls(
            label_en=label_en,
            label_zh=label_zh,
            name=name,
        )

        return provider_item
