from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RulesOpening")


@_attrs_define
class RulesOpening:
    """A draft of rules: after a version (the one in force where none is named), or from a decision file (JDM).

    Attributes:
        based_on (None | str | Unset):
        file (None | str | Unset):
    """

    based_on: None | str | Unset = UNSET
    file: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        based_on: None | str | Unset
        if isinstance(self.based_on, Unset):
            based_on = UNSET
        else:
            based_on = self.based_on

        file: None | str | Unset
        if isinstance(self.file, Unset):
            file = UNSET
        else:
            file = self.file

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if based_on is not UNSET:
            field_dict["based_on"] = based_on
        if file is not UNSET:
            field_dict["file"] = file

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_based_on(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        based_on = _parse_based_on(d.pop("based_on", UNSET))

        def _parse_file(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        file = _parse_file(d.pop("file", UNSET))

        rules_opening = cls(
            based_on=based_on,
            file=file,
        )

        return rules_opening
