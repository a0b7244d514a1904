from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="OwnObjectionView")


@_attrs_define
class OwnObjectionView:
    """An enterprise's objection and what became of it.

    Attributes:
        answer_by (datetime.date):
        answered_at (datetime.datetime | None):
        grounds (str):
        history (list[SupportStep]):
        id (str):
        label (str):
        made_at (datetime.datetime):
        reason (str):
        state (str):
    """

    answer_by: datetime.date
    answered_at: datetime.datetime | None
    grounds: str
    history: list[SupportStep]
    id: str
    label: str
    made_at: datetime.datetime
    reason: str
    state: str

    def to_dict(self) -> dict[str, Any]:
        answer_by = self.answer_by.isoformat()

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        grounds = self.grounds

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        made_at = self.made_at.isoformat()

        reason = self.reason

        state = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer_by": answer_by,
                "answered_at": answered_at,
                "grounds": grounds,
                "history": history,
                "id": id,
                "label": label,
                "made_at": made_at,
                "reason": reason,
                "state": state,
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

        grounds = d.pop("grounds")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        reason = d.pop("reason")

        state = d.pop("state")

        own_objection_view = cls(
            answer_by=answer_by,
            answered_at=answered_at,
            grounds=grounds,
            history=history,
            id=id,
            label=label,
            made_at=made_at,
            reason=reason,
            state=state,
        )

        return own_objection_view
