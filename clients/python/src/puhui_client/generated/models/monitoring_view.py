from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.asked_look import AskedLook
    from ..models.look_source import LookSource
    from ..models.warning_line import WarningLine


T = TypeVar("T", bound="MonitoringView")


@_attrs_define
class MonitoringView:
    """What a bank may look at of the debtor of a loan, and what its latest look told.

    `granted`: how many datasets may be looked at now; `uses_left` the fewest uses left among them.

        Attributes:
            expires (datetime.datetime | None):
            granted (int):
            loan (str):
            look (AskedLook | None):
            looked_at (datetime.datetime | None):
            next_look (datetime.datetime | None):
            not_looked_at (list[str]):
            sources (list[LookSource]):
            uses_left (int | None):
            warnings (list[WarningLine]):
    """

    expires: datetime.datetime | None
    granted: int
    loan: str
    look: AskedLook | None
    looked_at: datetime.datetime | None
    next_look: datetime.datetime | None
    not_looked_at: list[str]
    sources: list[LookSource]
    uses_left: int | None
    warnings: list[WarningLine]

    def to_dict(self) -> dict[str, Any]:
        from ..models.asked_look import AskedLook

        expires: None | str
        if isinstance(self.expires, datetime.datetime):
            expires = self.expires.isoformat()
        else:
            expires = self.expires

        granted = self.granted

        loan = self.loan

        look: dict[str, Any] | None
        if isinstance(self.look, AskedLook):
            look = self.look.to_dict()
        else:
            look = self.look

        looked_at: None | str
        if isinstance(self.looked_at, datetime.datetime):
            looked_at = self.looked_at.isoformat()
        else:
            looked_at = self.looked_at

        next_look: None | str
        if isinstance(self.next_look, datetime.datetime):
            next_look = self.next_look.isoformat()
        else:
            next_look = self.next_look

        not_looked_at = self.not_looked_at

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        uses_left: int | None
        uses_left = self.uses_left

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expires": expires,
                "granted": granted,
                "loan": loan,
                "look": look,
                "looked_at": looked_at,
                "next_look": next_look,
                "not_looked_at": not_looked_at,
                "sources": sources,
                "uses_left": uses_left,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.asked_look import AskedLook
        from ..models.look_source import LookSource
        from ..models.warning_line import WarningLine

        d = dict(src_dict)

        def _parse_expires(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_type_0 = datetime.datetime.fromisoformat(data)

                return expires_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires = _parse_expires(d.pop("expires"))

        granted = d.pop("granted")

        loan = d.pop("loan")

        def _parse_look(data: object) -> AskedLook | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                look_type_0 = AskedLook.from_dict(data)

                return look_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AskedLook | None, data)

        look = _parse_look(d.pop("look"))

        def _parse_looked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                looked_at_type_0 = datetime.datetime.fromisoformat(data)

                return looked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        looked_at = _parse_looked_at(d.pop("looked_at"))

        def _parse_next_look(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_look_type_0 = datetime.datetime.fromisoformat(data)

                return next_look_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_look = _parse_next_look(d.pop("next_look"))

        not_looked_at = cast(list[str], d.pop("not_looked_at"))

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = LookSource.from_dict(sources_item_data)

            sources.append(sources_item)

        def _parse_uses_left(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        uses_left = _parse_uses_left(d.pop("uses_left"))

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = WarningLine.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        monitoring_view = cls(
            expires=expires,
            granted=granted,
            loan=loan,
            look=look,
            looked_at=looked_at,
            next_look=next_look,
            not_looked_at=not_looked_at,
            sources=sources,
            uses_left=uses_left,
            warnings=warnings,
        )

        return monitoring_view
