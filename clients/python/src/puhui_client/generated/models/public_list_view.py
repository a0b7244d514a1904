from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.public_list_view_standing import (
    PublicListViewStanding,
    check_public_list_view_standing,
)

if TYPE_CHECKING:
    from ..models.own_objection_view import OwnObjectionView


T = TypeVar("T", bound="PublicListView")


@_attrs_define
class PublicListView:
    """A list with its criteria in force, and where the enterprise stands on it.

    `reason` is why it was taken off, or put on; `criteria` is the version that an objection is against.

        Attributes:
            code (str):
            criteria (str):
            expires_on (datetime.date | None):
            may_object (bool):
            number (int):
            objections (list[OwnObjectionView]):
            office (str):
            office_name (str):
            published_at (datetime.datetime):
            reason (str):
            standing (PublicListViewStanding):
            title (str):
            words (str):
    """

    code: str
    criteria: str
    expires_on: datetime.date | None
    may_object: bool
    number: int
    objections: list[OwnObjectionView]
    office: str
    office_name: str
    published_at: datetime.datetime
    reason: str
    standing: PublicListViewStanding
    title: str
    words: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        criteria = self.criteria

        expires_on: None | str
        if isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        may_object = self.may_object

        number = self.number

        objections = []
        for objections_item_data in self.objections:
            objections_item = objections_item_data.to_dict()
            objections.append(objections_item)

        office = self.office

        office_name = self.office_name

        published_at = self.published_at.isoformat()

        reason = self.reason

        standing: str = self.standing

        title = self.title

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "criteria": criteria,
                "expires_on": expires_on,
                "may_object": may_object,
                "number": number,
                "objections": objections,
                "office": office,
                "office_name": office_name,
                "published_at": published_at,
                "reason": reason,
                "standing": standing,
                "title": title,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_objection_view import OwnObjectionView

        d = dict(src_dict)
        code = d.pop("code")

        criteria = d.pop("criteria")

        def _parse_expires_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires_on = _parse_expires_on(d.pop("expires_on"))

        may_object = d.pop("may_object")

        number = d.pop("number")

        objections = []
        _objections = d.pop("objections")
        for objections_item_data in _objections:
            objections_item = OwnObjectionView.from_dict(objections_item_data)

            objections.append(objections_item)

        office = d.pop("office")

        office_name = d.pop("office_name")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        reason = d.pop("reason")

        standing = check_public_list_view_standing(d.pop("standing"))

        title = d.pop("title")

        words = d.pop("words")

        public_list_view = cls(
            code=code,
            criteria=criteria,
            expires_on=expires_on,
            may_object=may_object,
            number=number,
            objections=objections,
            office=office,
            office_name=office_name,
            published_at=published_at,
            reason=reason,
            standing=standing,
            title=title,
            words=words,
        )

        return public_list_view
