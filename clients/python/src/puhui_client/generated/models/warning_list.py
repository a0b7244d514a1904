from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.rule_precision import RulePrecision
    from ..models.warning_line import WarningLine


T = TypeVar("T", bound="WarningList")


@_attrs_define
class WarningList:
    """Tasks, those due first first; how many are live by level; rules that ever warned.

    Attributes:
        items (list[WarningLine]):
        late (int):
        least (int):
        orange (int):
        red (int):
        rules (list[RulePrecision]):
        yellow (int):
    """

    items: list[WarningLine]
    late: int
    least: int
    orange: int
    red: int
    rules: list[RulePrecision]
    yellow: int

    def to_dict(self) -> dict[str, Any]:
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        late = self.late

        least = self.least

        orange = self.orange

        red = self.red

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        yellow = self.yellow

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "items": items,
                "late": late,
                "least": least,
                "orange": orange,
                "red": red,
                "rules": rules,
                "yellow": yellow,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rule_precision import RulePrecision
        from ..models.warning_line import WarningLine

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = WarningLine.from_dict(items_item_data)

            items.append(items_item)

        late = d.pop("late")

        least = d.pop("least")

        orange = d.pop("orange")

        red = d.pop("red")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = RulePrecision.from_dict(rules_item_data)

            rules.append(rules_item)

        yellow = d.pop("yellow")

        warning_list = cls(
            items=items,
            late=late,
            least=least,
            orange=orange,
            red=red,
            rules=rules,
            yellow=yellow,
        )

        return warning_list
