from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.likelihoods_view import LikelihoodsView
    from ..models.match_view import MatchView


T = TypeVar("T", bound="MatchList")


@_attrs_define
class MatchList:
    """The best matches, best first; `total` is among how many products they are.

    Attributes:
        items (list[MatchView]):
        likelihoods (LikelihoodsView): By what a list says how likely lenders approve: the version, of how many
            decisions it was fitted and when; none
            and null are the documented default.
        total (int):
    """

    items: list[MatchView]
    likelihoods: LikelihoodsView
    total: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        likelihoods = self.likelihoods.to_dict()

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "likelihoods": likelihoods,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.likelihoods_view import LikelihoodsView
        from ..models.match_view import MatchView

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = MatchView.from_dict(items_item_data)

            items.append(items_item)

        likelihoods = LikelihoodsView.from_dict(d.pop("likelihoods"))

        total = d.pop("total")

        match_list = cls(
            items=items,
            likelihoods=likelihoods,
            total=total,
        )

        return match_list
