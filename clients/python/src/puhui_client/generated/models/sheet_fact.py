from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.sheet_fact_kind import SheetFactKind, check_sheet_fact_kind

T = TypeVar("T", bound="SheetFact")


@_attrs_define
class SheetFact:
    """A fact that a sheet declares.

    Attributes:
        en (str):
        kind (SheetFactKind):
        name (str):
        source (str):
        zh (str):
    """

    en: str
    kind: SheetFactKind
    name: str
    source: str
    zh: str

    def to_dict(self) -> dict[str, Any]:
        en = self.en

        kind: str = self.kind

        name = self.name

        source = self.source

        zh = self.zh

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "en": en,
                "kind": kind,
                "name": name,
                "source": source,
                "zh": zh,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        en = d.pop("en")

        kind = check_sheet_fact_kind(d.pop("kind"))

        name = d.pop("name")

        source = d.pop("source")

        zh = d.pop("zh")

        sheet_fact = cls(
            en=en,
            kind=kind,
            name=name,
            source=source,
            zh=zh,
        )

        return sheet_fact
