from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.factor_flag_name import FactorFlagName, check_factor_flag_name

T = TypeVar("T", bound="FactorFlag")


@_attrs_define
class FactorFlag:
    """Whether a stated factor is the registered one; null where it was not compared.

    Attributes:
        name (FactorFlagName):
        same (bool | None):
    """

    name: FactorFlagName
    same: bool | None

    def to_dict(self) -> dict[str, Any]:
        name: str = self.name

        same: bool | None
        same = self.same

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "same": same,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = check_factor_flag_name(d.pop("name"))

        def _parse_same(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        same = _parse_same(d.pop("same"))

        factor_flag = cls(
            name=name,
            same=same,
        )

        return factor_flag
