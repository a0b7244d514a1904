from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="FactorView")


@_attrs_define
class FactorView:
    """`since` None: no authenticator app is set up.

    Attributes:
        recovery_left (int):
        since (datetime.datetime | None):
    """

    recovery_left: int
    since: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        recovery_left = self.recovery_left

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "recovery_left": recovery_left,
                "since": since,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        recovery_left = d.pop("recovery_left")

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        factor_view = cls(
            recovery_left=recovery_left,
            since=since,
        )

        return factor_view
