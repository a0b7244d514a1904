from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.member_of_staff import MemberOfStaff
    from ..models.people_change_view import PeopleChangeView


T = TypeVar("T", bound="PeopleView")


@_attrs_define
class PeopleView:
    """Everybody who works here. A role in `two_to_give` takes two of the `administrators`.

    Attributes:
        administrators (int):
        items (list[MemberOfStaff]):
        pending (list[PeopleChangeView]):
        roles (list[str]):
        two_to_give (list[str]):
    """

    administrators: int
    items: list[MemberOfStaff]
    pending: list[PeopleChangeView]
    roles: list[str]
    two_to_give: list[str]

    def to_dict(self) -> dict[str, Any]:
        administrators = self.administrators

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        pending = []
        for pending_item_data in self.pending:
            pending_item = pending_item_data.to_dict()
            pending.append(pending_item)

        roles = self.roles

        two_to_give = self.two_to_give

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "administrators": administrators,
                "items": items,
                "pending": pending,
                "roles": roles,
                "two_to_give": two_to_give,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.member_of_staff import MemberOfStaff
        from ..models.people_change_view import PeopleChangeView

        d = dict(src_dict)
        administrators = d.pop("administrators")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MemberOfStaff.from_dict(items_item_data)

            items.append(items_item)

        pending = []
        _pending = d.pop("pending")
        for pending_item_data in _pending:
            pending_item = PeopleChangeView.from_dict(pending_item_data)

            pending.append(pending_item)

        roles = cast(list[str], d.pop("roles"))

        two_to_give = cast(list[str], d.pop("two_to_give"))

        people_view = cls(
            administrators=administrators,
            items=items,
            pending=pending,
            roles=roles,
            two_to_give=two_to_give,
        )

        return people_view
