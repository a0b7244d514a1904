from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="ListingView")


@_attrs_define
class ListingView:
    """An enterprise on a white list; `uses` counts the looks at it for applications.

    Attributes:
        code (str):
        expires_on (datetime.date):
        history (list[SupportStep]):
        id (str):
        label (str):
        mine (bool):
        name (str):
        reason (str):
        removed_because (str):
        source (str):
        state (str):
        title (str):
        uscc (str):
        uses (int):
    """

    code: str
    expires_on: datetime.date
    history: list[SupportStep]
    id: str
    label: str
    mine: bool
    name: str
    reason: str
    removed_because: str
    source: str
    state: str
    title: str
    uscc: str
    uses: int

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        expires_on = self.expires_on.isoformat()

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        mine = self.mine

        name = self.name

        reason = self.reason

        removed_because = self.removed_because

        source = self.source

        state = self.state

        title = self.title

        uscc = self.uscc

        uses = self.uses

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "expires_on": expires_on,
                "history": history,
                "id": id,
                "label": label,
                "mine": mine,
                "name": name,
                "reason": reason,
                "removed_because": removed_because,
                "source": source,
                "state": state,
                "title": title,
                "uscc": uscc,
                "uses": uses,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.support_step import SupportStep

        d = dict(src_dict)
        code = d.pop("code")

        expires_on = datetime.date.fromisoformat(d.pop("expires_on"))

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        mine = d.pop("mine")

        name = d.pop("name")

        reason = d.pop("reason")

        removed_because = d.pop("removed_because")

        source = d.pop("source")

        state = d.pop("state")

        title = d.pop("title")

        uscc = d.pop("uscc")

        uses = d.pop("uses")

        listing_view = cls(
            code=code,
            expires_on=expires_on,
            history=history,
            id=id,
            label=label,
            mine=mine,
            name=name,
            reason=reason,
            removed_because=removed_because,
            source=source,
            state=state,
            title=title,
            uscc=uscc,
            uses=uses,
        )

        return listing_view
