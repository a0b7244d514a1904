from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MessageView")


@_attrs_define
class MessageView:
    """One message; `ours` is of the reader's own side.

    Attributes:
        at (datetime.datetime):
        id (str):
        name (str):
        ours (bool):
        text (str):
    """

    at: datetime.datetime
    id: str
    name: str
    ours: bool
    text: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        id = self.id

        name = self.name

        ours = self.ours

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "id": id,
                "name": name,
                "ours": ours,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        id = d.pop("id")

        name = d.pop("name")

        ours = d.pop("ours")

        text = d.pop("text")

        message_view = cls(
            at=at,
            id=id,
            name=name,
            ours=ours,
            text=text,
        )

        return message_view
