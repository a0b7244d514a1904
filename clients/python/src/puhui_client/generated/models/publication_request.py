from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.publication_request_shows_item import (
    PublicationRequestShowsItem,
    check_publication_request_shows_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="PublicationRequest")


@_attrs_define
class PublicationRequest:
    """Whom a need is shown to, and what of the enterprise beside it. No `banks`: all of the market.

    Attributes:
        version (int):
        banks (list[str] | Unset):
        contact (str | Unset):  Default: ''.
        days (int | None | Unset):
        shows (list[PublicationRequestShowsItem] | Unset):
    """

    version: int
    banks: list[str] | Unset = UNSET
    contact: str | Unset = ""
    days: int | None | Unset = UNSET
    shows: list[PublicationRequestShowsItem] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        banks: list[str] | Unset = UNSET
        if not isinstance(self.banks, Unset):
            banks = self.banks

        contact = self.contact

        days: int | None | Unset
        if isinstance(self.days, Unset):
            days = UNSET
        else:
            days = self.days

        shows: list[str] | Unset = UNSET
        if not isinstance(self.shows, Unset):
            shows = []
            for shows_item_data in self.shows:
                shows_item: str = shows_item_data
                shows.append(shows_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
            }
        )
        if banks is not UNSET:
            field_dict["banks"] = banks
        if contact is not UNSET:
            field_dict["contact"] = contact
        if days is not UNSET:
            field_dict["days"] = days
        if shows is not UNSET:
            field_dict["shows"] = shows

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        banks = cast(list[str], d.pop("banks", UNSET))

        contact = d.pop("contact", UNSET)

        def _parse_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        days = _parse_days(d.pop("days", UNSET))

        _shows = d.pop("shows", UNSET)
        shows: list[PublicationRequestShowsItem] | Unset = UNSET
        if _shows is not UNSET:
            shows = []
            for shows_item_data in _shows:
                shows_item = check_publication_request_shows_item(shows_item_data)

                shows.append(shows_item)

        publication_request = cls(
            version=version,
            banks=banks,
            contact=contact,
            days=days,
            shows=shows,
        )

        return publication_request
