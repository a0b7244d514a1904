from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.ledger_head import LedgerHead


T = TypeVar("T", bound="NodeView")


@_attrs_define
class NodeView:
    """Who answers at this address.

    Attributes:
        ledger (LedgerHead): The log and how many entries this node knows it to hold; null while the ledger does not
            answer.
        name_en (str):
        name_zh (str):
        org (str):
        role (str):
        version (str):
    """

    ledger: LedgerHead
    name_en: str
    name_zh: str
    org: str
    role: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        ledger = self.ledger.to_dict()

        name_en = self.name_en

        name_zh = self.name_zh

        org = self.org

        role = self.role

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ledger": ledger,
                "name_en": name_en,
                "name_zh": name_zh,
                "org": org,
                "role": role,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ledger_head import LedgerHead

        d = dict(src_dict)
        ledger = LedgerHead.from_dict(d.pop("ledger"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        org = d.pop("org")

        role = d.pop("role")

        version = d.pop("version")

        node_view = cls(
            ledger=ledger,
            name_en=name_en,
            name_zh=name_zh,
            org=org,
            role=role,
            version=version,
        )

        return node_view
