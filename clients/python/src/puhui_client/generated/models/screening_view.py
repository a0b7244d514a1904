from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.screening_view_outcome import (
    ScreeningViewOutcome,
    check_screening_view_outcome,
)
from ..models.screening_view_standing import (
    ScreeningViewStanding,
    check_screening_view_standing,
)

if TYPE_CHECKING:
    from ..models.match_note import MatchNote
    from ..models.review_view import ReviewView
    from ..models.screening_reason import ScreeningReason


T = TypeVar("T", bound="ScreeningView")


@_attrs_define
class ScreeningView:
    """A screening as it stands. Nothing is approved before it `passed` or was `verified`.

    `open` are the codes that wait for an officer; `proposed` says that a refusal waits for an approver, and why;
    `not_looked_at` are rules whose facts nobody gave, which is held against nobody.

        Attributes:
            application (str):
            at (datetime.datetime):
            entry (str):
            not_looked_at (list[MatchNote]):
            open_ (list[str]):
            outcome (ScreeningViewOutcome):
            proposed (None | str):
            reasons (list[ScreeningReason]):
            record_digest (str): lower-case hex
            review (None | ReviewView):
            rules (str):
            standing (ScreeningViewStanding):
    """

    application: str
    at: datetime.datetime
    entry: str
    not_looked_at: list[MatchNote]
    open_: list[str]
    outcome: ScreeningViewOutcome
    proposed: None | str
    reasons: list[ScreeningReason]
    record_digest: str
    review: None | ReviewView
    rules: str
    standing: ScreeningViewStanding

    def to_dict(self) -> dict[str, Any]:
        from ..models.review_view import ReviewView

        application = self.application

        at = self.at.isoformat()

        entry = self.entry

        not_looked_at = []
        for not_looked_at_item_data in self.not_looked_at:
            not_looked_at_item = not_looked_at_item_data.to_dict()
            not_looked_at.append(not_looked_at_item)

        open_ = self.open_

        outcome: str = self.outcome

        proposed: None | str
        proposed = self.proposed

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        record_digest = self.record_digest

        review: dict[str, Any] | None
        if isinstance(self.review, ReviewView):
            review = self.review.to_dict()
        else:
            review = self.review

        rules = self.rules

        standing: str = self.standing

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "at": at,
                "entry": entry,
                "not_looked_at": not_looked_at,
                "open": open_,
                "outcome": outcome,
                "proposed": proposed,
                "reasons": reasons,
                "record_digest": record_digest,
                "review": review,
                "rules": rules,
                "standing": standing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.match_note import MatchNote
        from ..models.review_view import ReviewView
        from ..models.screening_reason import ScreeningReason

        d = dict(src_dict)
        application = d.pop("application")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        entry = d.pop("entry")

        not_looked_at = []
        _not_looked_at = d.pop("not_looked_at")
        for not_looked_at_item_data in _not_looked_at:
            not_looked_at_item = MatchNote.from_dict(not_looked_at_item_data)

            not_looked_at.append(not_looked_at_item)

        open_ = cast(list[str], d.pop("open"))

        outcome = check_screening_view_outcome(d.pop("outcome"))

        def _parse_proposed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        proposed = _parse_proposed(d.pop("proposed"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ScreeningReason.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        record_digest = d.pop("record_digest")

        def _parse_review(data: object) -> None | ReviewView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                review_type_0 = ReviewView.from_dict(data)

                return review_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReviewView, data)

        review = _parse_review(d.pop("review"))

        rules = d.pop("rules")

        standing = check_screening_view_standing(d.pop("standing"))

        screening_view = cls(
            application=application,
            at=at,
            entry=entry,
            not_looked_at=not_looked_at,
            open_=open_,
            outcome=outcome,
            proposed=proposed,
            reasons=reasons,
            record_digest=record_digest,
            review=review,
            rules=rules,
            standing=standing,
        )

        return screening_view
