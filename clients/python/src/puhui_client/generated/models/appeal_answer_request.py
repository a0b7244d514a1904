from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.appeal_answer_request_outcome import (
    AppealAnswerRequestOutcome,
    check_appeal_answer_request_outcome,
)

T = TypeVar("T", bound="AppealAnswerRequest")


@_attrs_define
class AppealAnswerRequest:
    """A second person's answer to an appeal; the enterprise reads the words.

    Attributes:
        outcome (AppealAnswerRequestOutcome):
        words (str):
    """

    outcome: AppealAnswerRequestOutcome
    words: str

    def to_dict(self) -> dict[str, Any]:
        outcome: str = self.outcome

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = check_appeal_answer_request_outcome(d.pop("outcome"))

        words = d.pop("words")

        appeal_answer_request = cls(
            outcome=outcome,
            words=words,
        )

        return appeal_answer_request
