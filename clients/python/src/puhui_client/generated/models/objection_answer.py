from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.objection_answer_outcome import (
    ObjectionAnswerOutcome,
    check_objection_answer_outcome,
)

T = TypeVar("T", bound="ObjectionAnswer")


@_attrs_define
class ObjectionAnswer:
    """The office's answer, with reasons that the enterprise reads.

    Attributes:
        outcome (ObjectionAnswerOutcome):
        reason (str):
    """

    outcome: ObjectionAnswerOutcome
    reason: str

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_objection_answer_outcome(d.pop("outcome"))

        reason = d.pop("reason")

        objection_answer = cls(
            outcome=outcome,
            reason=reason,
        )

        return objection_answer
