from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="OpinionMonth")


@_attrs_define
class OpinionMonth:
    """One month's events by mood. What is not `covered` is unknown, never quiet.

    Attributes:
        bad (int):
        covered (bool):
        good (int):
        month (str):
        neutral (int):
    """

    bad: int
    covered: bool
    good: int
    month: str
    neutral: int

    def to_dict(self) -> dict[str, Any]:
        bad = self.bad

        covered = self.covered

        good = self.good

        month = self.month

        neutral = self.neutral

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "bad": bad,
                "covered": covered,
                "good": good,
                "month": month,
                "neutral": neutral,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        bad = d.pop("bad")

        covered = d.pop("covered")

        good = d.pop("good")

        month = d.pop("month")

        neutral = d.pop("neutral")

        opinion_month = cls(
            bad=bad,
            covered=covered,
            good=good,
            month=month,
            neutral=neutral,
        )

        return opinion_month
