from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.financing_need_view_shows_item import (
    FinancingNeedViewShowsItem,
    check_financing_need_view_shows_item,
)
from ..models.financing_need_view_state import (
    FinancingNeedViewState,
    check_financing_need_view_state,
)

if TYPE_CHECKING:
    from ..models.answer_view import AnswerView
    from ..models.ask_view import AskView
    from ..models.need_step_view import NeedStepView


T = TypeVar("T", bound="FinancingNeedView")


@_attrs_define
class FinancingNeedView:
    """A need as its enterprise sees it.

    Attributes:
        answers (list[AnswerView]):
        ask (AskView): The six fields of a need. What is left open (null) is not held against a product.
        banks (list[str]):
        closes_at (datetime.datetime | None):
        contact (str):
        ended_because (str):
        history (list[NeedStepView]):
        id (str):
        label (str):
        made_at (datetime.datetime):
        published_at (datetime.datetime | None):
        shows (list[FinancingNeedViewShowsItem]):
        state (FinancingNeedViewState):
        version (int):
    """

    answers: list[AnswerView]
    ask: AskView
    banks: list[str]
    closes_at: datetime.datetime | None
    contact: str
    ended_because: str
    history: list[NeedStepView]
    id: str
    label: str
    made_at: datetime.datetime
    published_at: datetime.datetime | None
    shows: list[FinancingNeedViewShowsItem]
    state: FinancingNeedViewState
    version: int

    def to_dict(self) -> dict[str, Any]:
        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        ask = self.ask.to_dict()

        banks = self.banks

        closes_at: None | str
        if isinstance(self.closes_at, datetime.datetime):
            closes_at = self.closes_at.isoformat()
        else:
            closes_at = self.closes_at

        contact = self.contact

        ended_because = self.ended_because

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        made_at = self.made_at.isoformat()

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        shows = []
        for shows_item_data in self.shows:
            shows_item: str = shows_item_data
            shows.append(shows_item)

        state: str = self.state

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answers": answers,
                "ask": ask,
                "banks": banks,
                "closes_at": closes_at,
                "contact": contact,
                "ended_because": ended_because,
                "history": history,
                "id": id,
                "label": label,
                "made_at": made_at,
                "published_at": published_at,
                "shows": shows,
                "state": state,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_view import AnswerView
        from ..models.ask_view import AskView
        from ..models.need_step_view import NeedStepView

        d = dict(src_dict)
        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = AnswerView.from_dict(answers_item_data)

            answers.append(answers_item)

        ask = AskView.from_dict(d.pop("ask"))

        banks = cast(list[str], d.pop("banks"))

        def _parse_closes_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closes_at_type_0 = datetime.datetime.fromisoformat(data)

                return closes_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closes_at = _parse_closes_at(d.pop("closes_at"))

        contact = d.pop("contact")

        ended_because = d.pop("ended_because")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = NeedStepView.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        shows = []
        _shows = d.pop("shows")
        for shows_item_data in _shows:
            shows_item = check_financing_need_view_shows_item(shows_item_data)

            shows.append(shows_item)

        state = check_financing_need_view_state(d.pop("state"))

        version = d.pop("version")

        financing_need_view = cls(
            answers=answers,
            ask=ask,
            banks=banks,
            closes_at=closes_at,
            contact=contact,
            ended_because=ended_because,
            history=history,
            id=id,
            label=label,
            made_at=made_at,
            published_at=published_at,
            shows=shows,
            state=state,
            version=version,
        )

        return financing_need_view
