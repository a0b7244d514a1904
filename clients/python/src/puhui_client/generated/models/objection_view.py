from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="ObjectionView")


@_attrs_define
class ObjectionView:
    """An objection as the office sees it. `mine`: this person may not answer it. `to_list`: upheld, and nobody has
    proposed the name yet.

        Attributes:
            answer_by (datetime.date):
            answered_at (datetime.datetime | None):
            code (str):
            grounds (str):
            history (list[SupportStep]):
            id (str):
            label (str):
            late (bool):
            made_at (datetime.datetime):
            mine (bool):
            name (str):
            number (int):
            reason (str):
            removed_because (str):
            state (str):
            title (str):
            to_list (bool):
            uscc (str):
            words (str):
    """

    answer_by: datetime.date
    answered_at: datetime.datetime | None
    code: str
    grounds: str
    history: list[SupportStep]
    id: str
    label: str
    late: bool
    made_at: datetime.datetime
    mine: bool
    name: str
    number: int
    reason: str
    removed_because: str
    state: str
    title: str
    to_list: bool
    uscc: str
    words: str

    def to_dict(self) -> dict[str, Any]:
        answer_by = self.answer_by.isoformat()

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        code = self.code

        grounds = self.grounds

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        late = self.late

        made_at = self.made_at.isoformat()

        mine = self.mine

        name = self.name

        number = self.number

        reason = self.reason

        removed_because = self.removed_because

        state = self.state

        title = self.title

        to_list = self.to_list

        uscc = self.uscc

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer_by": answer_by,
                "answered_at": answered_at,
                "code": code,
                "grounds": grounds,
                "history": history,
                "id": id,
                "label": label,
                "late": late,
                "made_at": made_at,
                "mine": mine,
                "name": name,
                "number": number,
                "reason": reason,
                "removed_because": removed_because,
                "state": state,
                "title": title,
                "to_list": to_list,
                "uscc": uscc,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.support_step import SupportStep

        d = dict(src_dict)
        answer_by = datetime.date.fromisoformat(d.pop("answer_by"))

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

        code = d.pop("code")

        grounds = d.pop("grounds")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        late = d.pop("late")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        mine = d.pop("mine")

        name = d.pop("name")

        number = d.pop("number")

        reason = d.pop("reason")

        removed_because = d.pop("removed_because")

        state = d.pop("state")

        title = d.pop("title")

        to_list = d.pop("to_list")

        uscc = d.pop("uscc")

        words = d.pop("words")

        objection_view = cls(
            answer_by=answer_by,
            answered_at=answered_at,
            code=code,
            grounds=grounds,
            history=history,
            id=id,
            label=label,
            late=late,
            made_at=made_at,
            mine=mine,
            name=name,
            number=number,
            reason=reason,
            removed_because=removed_because,
            state=state,
            title=title,
            to_list=to_list,
            uscc=uscc,
            words=words,
        )

        return objection_view
