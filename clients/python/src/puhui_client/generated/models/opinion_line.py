from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="OpinionLine")


@_attrs_define
class OpinionLine:
    """The early-warning line: the share of bad events in the last `months`, what it was in `before_months` before, and
    the share from which it warns; null where there are too few events.

        Attributes:
            before_months (int):
            months (int):
            share (float | None):
            usual (float | None):
            warns_from (float | None):
    """

    before_months: int
    months: int
    share: float | None
    usual: float | None
    warns_from: float | None

    def to_dict(self) -> dict[str, Any]:
        before_months = self.before_months

        months = self.months

        share: float | None
        share = self.share

        usual: float | None
        usual = self.usual

        warns_from: float | None
        warns_from = self.warns_from

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "before_months": before_months,
                "months": months,
                "share": share,
                "usual": usual,
                "warns_from": warns_from,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        before_months = d.pop("before_months")

        months = d.pop("months")

        def _parse_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        share = _parse_share(d.pop("share"))

        def _parse_usual(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        usual = _parse_usual(d.pop("usual"))

        def _parse_warns_from(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        warns_from = _parse_warns_from(d.pop("warns_from"))

        opinion_line = cls(
            before_months=before_months,
            months=months,
            share=share,
            usual=usual,
            warns_from=warns_from,
        )

        return opinion_line
