from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.own_customer_row import OwnCustomerRow


T = TypeVar("T", bound="OwnCustomerList")


@_attrs_define
class OwnCustomerList:
    """A page of what is kept. `total` fit what was asked; `kept` in all, as of these days, the latest brought then.

    Attributes:
        brought_at (datetime.datetime | None):
        items (list[OwnCustomerRow]):
        kept (int):
        newest_as_of (datetime.date | None):
        next_ (None | str):
        oldest_as_of (datetime.date | None):
        total (int):
        watched (int):
    """

    brought_at: datetime.datetime | None
    items: list[OwnCustomerRow]
    kept: int
    newest_as_of: datetime.date | None
    next_: None | str
    oldest_as_of: datetime.date | None
    total: int
    watched: int

    def to_dict(self) -> dict[str, Any]:
        brought_at: None | str
        if isinstance(self.brought_at, datetime.datetime):
            brought_at = self.brought_at.isoformat()
        else:
            brought_at = self.brought_at

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        kept = self.kept

        newest_as_of: None | str
        if isinstance(self.newest_as_of, datetime.date):
            newest_as_of = self.newest_as_of.isoformat()
        else:
            newest_as_of = self.newest_as_of

        next_: None | str
        next_ = self.next_

        oldest_as_of: None | str
        if isinstance(self.oldest_as_of, datetime.date):
            oldest_as_of = self.oldest_as_of.isoformat()
        else:
            oldest_as_of = self.oldest_as_of

        total = self.total

        watched = self.watched

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "brought_at": brought_at,
                "items": items,
                "kept": kept,
                "newest_as_of": newest_as_of,
                "next": next_,
                "oldest_as_of": oldest_as_of,
                "total": total,
                "watched": watched,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_customer_row import OwnCustomerRow

        d = dict(src_dict)

        def _parse_brought_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                brought_at_type_0 = datetime.datetime.fromisoformat(data)

                return brought_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        brought_at = _parse_brought_at(d.pop("brought_at"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = OwnCustomerRow.from_dict(items_item_data)

            items.append(items_item)

        kept = d.pop("kept")

        def _parse_newest_as_of(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                newest_as_of_type_0 = datetime.date.fromisoformat(data)

                return newest_as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        newest_as_of = _parse_newest_as_of(d.pop("newest_as_of"))

        def _parse_next_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_ = _parse_next_(d.pop("next"))

        def _parse_oldest_as_of(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                oldest_as_of_type_0 = datetime.date.fromisoformat(data)

                return oldest_as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        oldest_as_of = _parse_oldest_as_of(d.pop("oldest_as_of"))

        total = d.pop("total")

        watched = d.pop("watched")

        own_customer_list = cls(
            brought_at=brought_at,
            items=items,
            kept=kept,
            newest_as_of=newest_as_of,
            next_=next_,
            oldest_as_of=oldest_as_of,
            total=total,
            watched=watched,
        )

        return own_customer_list
