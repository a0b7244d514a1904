from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.guarantee_shown_view import GuaranteeShownView
    from ..models.listed_view import ListedView
    from ..models.subsidy_shown_view import SubsidyShownView


T = TypeVar("T", bound="SupportView")


@_attrs_define
class SupportView:
    """What others than the bank put into a loan; None where it was not asked for.

    Attributes:
        guarantee (GuaranteeShownView | None):
        lists (list[ListedView]):
        subsidy (None | SubsidyShownView):
        waiting (bool):
    """

    guarantee: GuaranteeShownView | None
    lists: list[ListedView]
    subsidy: None | SubsidyShownView
    waiting: bool

    def to_dict(self) -> dict[str, Any]:
        from ..models.guarantee_shown_view import GuaranteeShownView
        from ..models.subsidy_shown_view import SubsidyShownView

        guarantee: dict[str, Any] | None
        if isinstance(self.guarantee, GuaranteeShownView):
            guarantee = self.guarantee.to_dict()
        else:
            guarantee = self.guarantee

        lists = []
        for lists_item_data in self.lists:
            lists_item = lists_item_data.to_dict()
            lists.append(lists_item)

        subsidy: dict[str, Any] | None
        if isinstance(self.subsidy, SubsidyShownView):
            subsidy = self.subsidy.to_dict()
        else:
            subsidy = self.subsidy

        waiting = self.waiting

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "guarantee": guarantee,
                "lists": lists,
                "subsidy": subsidy,
                "waiting": waiting,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.guarantee_shown_view import GuaranteeShownView
        from ..models.listed_view import ListedView
        from ..models.subsidy_shown_view import SubsidyShownView

        d = dict(src_dict)

        def _parse_guarantee(data: object) -> GuaranteeShownView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                guarantee_type_0 = GuaranteeShownView.from_dict(data)

                return guarantee_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GuaranteeShownView | None, data)

        guarantee = _parse_guarantee(d.pop("guarantee"))

        lists = []
        _lists = d.pop("lists")
        for lists_item_data in _lists:
            lists_item = ListedView.from_dict(lists_item_data)

            lists.append(lists_item)

        def _parse_subsidy(data: object) -> None | SubsidyShownView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                subsidy_type_0 = SubsidyShownView.from_dict(data)

                return subsidy_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubsidyShownView, data)

        subsidy = _parse_subsidy(d.pop("subsidy"))

        waiting = d.pop("waiting")

        support_view = cls(
            guarantee=guarantee,
            lists=lists,
            subsidy=subsidy,
            waiting=waiting,
        )

        return support_view
