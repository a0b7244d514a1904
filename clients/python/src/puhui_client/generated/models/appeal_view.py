from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.appeal_view_outcome_type_0 import (
    AppealViewOutcomeType0,
    check_appeal_view_outcome_type_0,
)

T = TypeVar("T", bound="AppealView")


@_attrs_define
class AppealView:
    """An appeal against a decline, and its answer: the decline was `upheld`, or the application `reopened`.

    Attributes:
        answer_by (datetime.datetime):
        answered_at (datetime.datetime | None):
        answered_by (None | str):
        at (datetime.datetime):
        grounds (str):
        outcome (AppealViewOutcomeType0 | None):
        words (None | str):
    """

    answer_by: datetime.datetime
    answered_at: datetime.datetime | None
    answered_by: None | str
    at: datetime.datetime
    grounds: str
    outcome: AppealViewOutcomeType0 | None
    words: None | str

    def to_dict(self) -> dict[str, Any]:
        answer_by = self.answer_by.isoformat()

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        answered_by: None | str
        answered_by = self.answered_by

        at = self.at.isoformat()

        grounds = self.grounds

        outcome: None | str
        if isinstance(self.outcome, str):
            outcome = self.outcome
        else:
            outcome = self.outcome

        words: None | str
        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer_by": answer_by,
                "answered_at": answered_at,
                "answered_by": answered_by,
                "at": at,
                "grounds": grounds,
                "outcome": outcome,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        answer_by = datetime.datetime.fromisoformat(d.pop("answer_by"))

        def _parse_answered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answered_at = _parse_answered_at(d.pop("answered_at"))

        def _parse_answered_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answered_by = _parse_answered_by(d.pop("answered_by"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        grounds = d.pop("grounds")

        def _parse_outcome(data: object) -> AppealViewOutcomeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = check_appeal_view_outcome_type_0(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AppealViewOutcomeType0 | None, data)

        outcome = _parse_outcome(d.pop("outcome"))

        def _parse_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        words = _parse_words(d.pop("words"))

        appeal_view = cls(
            answer_by=answer_by,
            answered_at=answered_at,
            answered_by=answered_by,
            at=at,
            grounds=grounds,
            outcome=outcome,
            words=words,
        )

        return appeal_view
