from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ConditionView")


@_attrs_define
class ConditionView:
    """One condition of a relief: pass, fail or ask, with the reason and the rule.

    Attributes:
        code (str):
        governs (str):
        reason (str):
        source (str):
        text (str):
        verdict (str):
    """

    code: str
    governs: str
    reason: str
    source: str
    text: str
    verdict: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        governs = self.governs

        reason = self.reason

        source = self.source

        text = self.text

        verdict = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "governs": governs,
                "reason": reason,
                "source": source,
                "text": text,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        governs = d.pop("governs")

        reason = d.pop("reason")

        source = d.pop("source")

        text = d.pop("text")

        verdict = d.pop("verdict")

        condition_view = cls(
            code=code,
            governs=governs,
            reason=reason,
            source=source,
            text=text,
            verdict=verdict,
        )

        return condition_view
