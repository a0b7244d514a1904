from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="CriteriaView")


@_attrs_define
class CriteriaView:
    """One version of what a list demands; `number` is 0 until it is published.

    Attributes:
        code (str):
        history (list[SupportStep]):
        id (str):
        label (str):
        made_at (datetime.datetime):
        mine (bool):
        number (int):
        published_at (datetime.datetime | None):
        state (str):
        title (str):
        words (str):
    """

    code: str
    history: list[SupportStep]
    id: str
    label: str
    made_at: datetime.datetime
    mine: bool
    number: int
    published_at: datetime.datetime | None
    state: str
    title: str
    words: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        made_at = self.made_at.isoformat()

        mine = self.mine

        number = self.number

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        state = self.state

        title = self.title

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "history": history,
                "id": id,
                "label": label,
                "made_at": made_at,
                "mine": mine,
                "number": number,
                "published_at": published_at,
                "state": state,
                "title": title,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.support_step import SupportStep

        d = dict(src_dict)
        code = d.pop("code")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        mine = d.pop("mine")

        number = d.pop("number")

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

        state = d.pop("state")

        title = d.pop("title")

        words = d.pop("words")

        criteria_view = cls(
            code=code,
            history=history,
            id=id,
            label=label,
            made_at=made_at,
            mine=mine,
            number=number,
            published_at=published_at,
            state=state,
            title=title,
            words=words,
        )

        return criteria_view
