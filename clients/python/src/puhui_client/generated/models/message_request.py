from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="MessageRequest")


@_attrs_define
class MessageRequest:
    """What to write. `request` is the writer's own number for it: the same again is the same message.

    Attributes:
        request (str):
        text (str):
    """

    request: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        request = self.request

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "request": request,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        request = d.pop("request")

        text = d.pop("text")

        message_request = cls(
            request=request,
            text=text,
        )

        return message_request
