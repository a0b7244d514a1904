from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.known_fact_view_kind import KnownFactViewKind, check_known_fact_view_kind

T = TypeVar("T", bound="KnownFactView")


@_attrs_define
class KnownFactView:
    """A fact that rules may look at: what it is called, its unit, and where it is from.

    Attributes:
        en (str):
        kind (KnownFactViewKind):
        name (str):
        products (bool):
        source (str):
        unit (str):
        zh (str):
    """

    en: str
    kind: KnownFactViewKind
    name: str
    products: bool
    source: str
    unit: str
    zh: str

    def to_dict(self) -> dict[str, Any]:
        en = self.en

        kind: str = self.kind

        name = self.name

        products = self.products

        source = self.source

        unit = self.unit

        zh = self.zh

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "en": en,
                "kind": kind,
                "name": name,
                "products": products,
                "source": source,
                "unit": unit,
                "zh": zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        en = d.pop("en")

        kind = check_known_fact_view_kind(d.pop("kind"))

        name = d.pop("name")

        products = d.pop("products")

        source = d.pop("source")

        unit = d.pop("unit")

        zh = d.pop("zh")

        known_fact_view = cls(
            en=en,
            kind=kind,
            name=name,
            products=products,
            source=source,
            unit=unit,
            zh=zh,
        )

        return known_fact_view
