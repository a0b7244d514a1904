from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.shared_thing_kind import SharedThingKind, check_shared_thing_kind

T = TypeVar("T", bound="SharedThing")


@_attrs_define
class SharedThing:
    """How many applicants of this bank, the enterprise among them, came with one thing within `days`. `exempt`: it is
    there to be shared, such as an incubator's address.

        Attributes:
            days (int):
            enterprises (int):
            exempt (bool):
            kind (SharedThingKind):
    """

    days: int
    enterprises: int
    exempt: bool
    kind: SharedThingKind

    def to_dict(self) -> dict[str, Any]:
        days = self.days

        enterprises = self.enterprises

        exempt = self.exempt

        kind: str = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "days": days,
                "enterprises": enterprises,
                "exempt": exempt,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        days = d.pop("days")

        enterprises = d.pop("enterprises")

        exempt = d.pop("exempt")

        kind = check_shared_thing_kind(d.pop("kind"))

        shared_thing = cls(
            days=days,
            enterprises=enterprises,
            exempt=exempt,
            kind=kind,
        )

        return shared_thing
