from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.version_summary import VersionSummary


T = TypeVar("T", bound="VersionList")


@_attrs_define
class VersionList:
    """All versions, the newest first; `in_force` are the ids of those that serve.

    Attributes:
        in_force (list[str]):
        items (list[VersionSummary]):
    """

    in_force: list[str]
    items: list[VersionSummary]

    def to_dict(self) -> dict[str, Any]:
        in_force = self.in_force

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "in_force": in_force,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.version_summary import VersionSummary

        d = dict(src_dict)
        in_force = cast(list[str], d.pop("in_force"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = VersionSummary.from_dict(items_item_data)

            items.append(items_item)

        version_list = cls(
            in_force=in_force,
            items=items,
        )

        return version_list
