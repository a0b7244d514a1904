from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SheetThreshold")


@_attrs_define
class SheetThreshold:
    """A value set apart: a number as integer or decimal text, or a list of texts.

    Attributes:
        en (str):
        mark (str):
        name (str):
        stricter (str):
        valid_from (str):
        value (int | list[str] | str):
        zh (str):
        high (int | None | str | Unset):
        low (int | None | str | Unset):
    """

    en: str
    mark: str
    name: str
    stricter: str
    valid_from: str
    value: int | list[str] | str
    zh: str
    high: int | None | str | Unset = UNSET
    low: int | None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        en = self.en

        mark = self.mark

        name = self.name

        stricter = self.stricter

        valid_from = self.valid_from

        value: int | list[str] | str
        if isinstance(self.value, list):
            value = self.value

        else:
            value = self.value

        zh = self.zh

        high: int | None | str | Unset
        if isinstance(self.high, Unset):
            high = UNSET
        else:
            high = self.high

        low: int | None | str | Unset
        if isinstance(self.low, Unset):
            low = UNSET
        else:
            low = self.low

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "en": en,
                "mark": mark,
                "name": name,
                "stricter": stricter,
                "valid_from": valid_from,
                "value": value,
                "zh": zh,
            }
        )
        if high is not UNSET:
            field_dict["high"] = high
        if low is not UNSET:
            field_dict["low"] = low

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        en = d.pop("en")

        mark = d.pop("mark")

        name = d.pop("name")

        stricter = d.pop("stricter")

        valid_from = d.pop("valid_from")

        def _parse_value(data: object) -> int | list[str] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                value_type_2 = cast(list[str], data)

                return value_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | list[str] | str, data)

        value = _parse_value(d.pop("value"))

        zh = d.pop("zh")

        def _parse_high(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        high = _parse_high(d.pop("high", UNSET))

        def _parse_low(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        low = _parse_low(d.pop("low", UNSET))

        sheet_threshold = cls(
            en=en,
            mark=mark,
            name=name,
            stricter=stricter,
            valid_from=valid_from,
            value=value,
            zh=zh,
            high=high,
            low=low,
        )

        return sheet_threshold
