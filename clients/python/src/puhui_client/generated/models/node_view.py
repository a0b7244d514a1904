from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.node_view_environment import (
    NodeViewEnvironment,
    check_node_view_environment,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.ledger_head import LedgerHead


T = TypeVar("T", bound="NodeView")


@_attrs_define
class NodeView:
    """Who answers at this address. `settled`: in a sandbox, whether all that is due is done and delivered.

    Attributes:
        environment (NodeViewEnvironment):
        ledger (LedgerHead): The log and how many entries this node knows it to hold; null while the ledger does not
            answer.
        name_en (str):
        name_zh (str):
        org (str):
        role (str):
        version (str):
        settled (bool | None | Unset):
    """

    environment: NodeViewEnvironment
    ledger: LedgerHead
    name_en: str
    name_zh: str
    org: str
    role: str
    version: str
    settled: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        environment: str = self.environment

        ledger = self.ledger.to_dict()

        name_en = self.name_en

        name_zh = self.name_zh

        org = self.org

        role = self.role

        version = self.version

        settled: bool | None | Unset
        if isinstance(self.settled, Unset):
            settled = UNSET
        else:
            settled = self.settled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "environment": environment,
                "ledger": ledger,
                "name_en": name_en,
                "name_zh": name_zh,
                "org": org,
                "role": role,
                "version": version,
            }
        )
        if settled is not UNSET:
            field_dict["settled"] = settled

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ledger_head import LedgerHead

        d = dict(src_dict)
        environment = check_node_view_environment(d.pop("environment"))

        ledger = LedgerHead.from_dict(d.pop("ledger"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        org = d.pop("org")

        role = d.pop("role")

        version = d.pop("version")

        def _parse_settled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        settled = _parse_settled(d.pop("settled", UNSET))

        node_view = cls(
            environment=environment,
            ledger=ledger,
            name_en=name_en,
            name_zh=name_zh,
            org=org,
            role=role,
            version=version,
            settled=settled,
        )

        return node_view
