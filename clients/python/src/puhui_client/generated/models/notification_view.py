from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="NotificationView")


@_attrs_define
class NotificationView:
    """One thing that a person is told; `page` is where to read on. `seq` grows with each at this node.

    Attributes:
        at (datetime.datetime):
        id (str):
        kind (str):
        page (str):
        read (bool):
        seq (int):
        text (str):
    """

    at: datetime.datetime
    id: str
    kind: str
    page: str
    read: bool
    seq: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        id = self.id

        kind = self.kind

        page = self.page

        read = self.read

        seq = self.seq

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "id": id,
                "kind": kind,
                "page": page,
                "read": read,
                "seq": seq,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        id = d.pop("id")

        kind = d.pop("kind")

        page = d.pop("page")

        read = d.pop("read")

        seq = d.pop("seq")

        text = d.pop("text")

        notification_view = cls(
            at=at,
            id=id,
            kind=kind,
            page=page,
            read=read,
            seq=seq,
            text=text,
        )

        return notification_view
