from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.ask_view import AskView


T = TypeVar("T", bound="NeedDraftRequest")


@_attrs_define
class NeedDraftRequest:
    """What was typed into a draft; `version` is the one that the page read.

    Attributes:
        ask (AskView): The six fields of a need. What is left open (null) is not held against a product.
        version (int):
    """

    ask: AskView
    version: int

    def to_dict(self) -> dict[str, Any]:
        ask = self.ask.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "ask": ask,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.ask_view import AskView

        d = dict(src_dict)
        ask = AskView.from_dict(d.pop("ask"))

        version = d.pop("version")

        need_draft_request = cls(
            ask=ask,
            version=version,
        )

        return need_draft_request
