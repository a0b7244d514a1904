from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.register_check_result_type_0 import (
    RegisterCheckResultType0,
    check_register_check_result_type_0,
)

if TYPE_CHECKING:
    from ..models.factor_flag import FactorFlag


T = TypeVar("T", bound="RegisterCheck")


@_attrs_define
class RegisterCheck:
    """A registry's answer to stated factors. `result`: 1 consistent, 2 inconsistent, 3 not found, null not compared;
    `behind_until`: until then the register may not show a recent change.

        Attributes:
            as_of (datetime.date):
            at (datetime.datetime):
            behind_until (datetime.date | None):
            entry (str):
            flags (list[FactorFlag]):
            level (None | str):
            result (None | RegisterCheckResultType0):
            status (None | str):
    """

    as_of: datetime.date
    at: datetime.datetime
    behind_until: datetime.date | None
    entry: str
    flags: list[FactorFlag]
    level: None | str
    result: None | RegisterCheckResultType0
    status: None | str

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        at = self.at.isoformat()

        behind_until: None | str
        if isinstance(self.behind_until, datetime.date):
            behind_until = self.behind_until.isoformat()
        else:
            behind_until = self.behind_until

        entry = self.entry

        flags = []
        for flags_item_data in self.flags:
            flags_item = flags_item_data.to_dict()
            flags.append(flags_item)

        level: None | str
        level = self.level

        result: int | None
        if isinstance(self.result, int):
            result = self.result
        else:
            result = self.result

        status: None | str
        status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "at": at,
                "behind_until": behind_until,
                "entry": entry,
                "flags": flags,
                "level": level,
                "result": result,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.factor_flag import FactorFlag

        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_behind_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                behind_until_type_0 = datetime.date.fromisoformat(data)

                return behind_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        behind_until = _parse_behind_until(d.pop("behind_until"))

        entry = d.pop("entry")

        flags = []
        _flags = d.pop("flags")
        for flags_item_data in _flags:
            flags_item = FactorFlag.from_dict(flags_item_data)

            flags.append(flags_item)

        def _parse_level(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        level = _parse_level(d.pop("level"))

        def _parse_result(data: object) -> None | RegisterCheckResultType0:
            if data is None:
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                result_type_0 = check_register_check_result_type_0(data)

                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RegisterCheckResultType0, data)

        result = _parse_result(d.pop("result"))

        def _parse_status(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        status = _parse_status(d.pop("status"))

        register_check = cls(
            as_of=as_of,
            at=at,
            behind_until=behind_until,
            entry=entry,
            flags=flags,
            level=level,
            result=result,
            status=status,
        )

        return register_check
