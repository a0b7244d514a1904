from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.shown_view_shown import ShownViewShown, check_shown_view_shown
from ..types import UNSET, Unset

T = TypeVar("T", bound="ShownView")


@_attrs_define
class ShownView:
    """What the lender is shown of an enterprise: its indicators, or the score of a named card alone.

    Attributes:
        card (str | Unset):  Default: ''.
        card_version (str | Unset):  Default: ''.
        shown (ShownViewShown | Unset):  Default: 'indicators'.
    """

    card: str | Unset = ""
    card_version: str | Unset = ""
    shown: ShownViewShown | Unset = "indicators"

    def to_dict(self) -> dict[str, Any]:
        card = self.card

        card_version = self.card_version

        shown: str | Unset = UNSET
        if not isinstance(self.shown, Unset):
            shown = self.shown

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if card is not UNSET:
            field_dict["card"] = card
        if card_version is not UNSET:
            field_dict["card_version"] = card_version
        if shown is not UNSET:
            field_dict["shown"] = shown

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        card = d.pop("card", UNSET)

        card_version = d.pop("card_version", UNSET)

        _shown = d.pop("shown", UNSET)
        shown: ShownViewShown | Unset
        if isinstance(_shown, Unset):
            shown = UNSET
        else:
            shown = check_shown_view_shown(_shown)

        shown_view = cls(
            card=card,
            card_version=card_version,
            shown=shown,
        )

        return shown_view
