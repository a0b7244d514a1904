from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SupportRequest")


@_attrs_define
class SupportRequest:
    """The support that is asked for with an application: a campaign's subsidy; a look at the office's white lists.

    Attributes:
        campaign (str | Unset):  Default: ''.
        lists (bool | Unset):  Default: False.
    """

    campaign: str | Unset = ""
    lists: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        campaign = self.campaign

        lists = self.lists

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if campaign is not UNSET:
            field_dict["campaign"] = campaign
        if lists is not UNSET:
            field_dict["lists"] = lists

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        campaign = d.pop("campaign", UNSET)

        lists = d.pop("lists", UNSET)

        support_request = cls(
            campaign=campaign,
            lists=lists,
        )

        return support_request
