from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="IdentityItem")


@_attrs_define
class IdentityItem:
    """An identity of the signed-in person's.

    Attributes:
        linked_at (datetime.datetime):
        provider (str):
        used_at (datetime.datetime | None):
    """

    linked_at: datetime.datetime
    provider: str
    used_at: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        linked_at = self.linked_at.isoformat()

        provider = self.provider

        used_at: None | str
        if isinstance(self.used_at, datetime.datetime):
            used_at = self.used_at.isoformat()
        else:
            used_at = self.used_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "linked_at": linked_at,
                "provider": provider,
                "used_at": used_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        linked_at = datetime.datetime.fromisoformat(d.pop("linked_at"))

        provider = d.pop("provider")

        def _parse_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                used_at_type_0 = datetime.datetime.fromisoformat(data)

                return used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        used_at = _parse_used_at(d.pop("used_at"))

        identity_item = cls(
            linked_at=linked_at,
            provider=provider,
            used_at=used_at,
        )

        return identity_item
