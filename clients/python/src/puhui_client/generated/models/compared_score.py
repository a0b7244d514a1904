from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ComparedScore")


@_attrs_define
class ComparedScore:
    """One application scored by both. `approved` is null while it is undecided.

    Attributes:
        approved (bool | None):
        bad (bool | None):
        champion (float):
        shadow (float):
    """

    approved: bool | None
    bad: bool | None
    champion: float
    shadow: float

    def to_dict(self) -> dict[str, Any]:
        approved: bool | None
        approved = self.approved

        bad: bool | None
        bad = self.bad

        champion = self.champion

        shadow = self.shadow

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "approved": approved,
                "bad": bad,
                "champion": champion,
                "shadow": shadow,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_approved(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        approved = _parse_approved(d.pop("approved"))

        def _parse_bad(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        bad = _parse_bad(d.pop("bad"))

        champion = d.pop("champion")

        shadow = d.pop("shadow")

        compared_score = cls(
            approved=approved,
            bad=bad,
            champion=champion,
            shadow=shadow,
        )

        return compared_score
