from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.sheet_fact import SheetFact
    from ..models.sheet_rule import SheetRule
    from ..models.sheet_threshold import SheetThreshold


T = TypeVar("T", bound="RuleSheet")


@_attrs_define
class RuleSheet:
    """A decision file as people edit it.

    Attributes:
        facts (list[SheetFact]):
        rules (list[SheetRule]):
        style (str):
        thresholds (list[SheetThreshold]):
        valid_from (str):
        version (str):
    """

    facts: list[SheetFact]
    rules: list[SheetRule]
    style: str
    thresholds: list[SheetThreshold]
    valid_from: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        facts = []
        for facts_item_data in self.facts:
            facts_item = facts_item_data.to_dict()
            facts.append(facts_item)

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        style = self.style

        thresholds = []
        for thresholds_item_data in self.thresholds:
            thresholds_item = thresholds_item_data.to_dict()
            thresholds.append(thresholds_item)

        valid_from = self.valid_from

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "facts": facts,
                "rules": rules,
                "style": style,
                "thresholds": thresholds,
                "valid_from": valid_from,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sheet_fact import SheetFact
        from ..models.sheet_rule import SheetRule
        from ..models.sheet_threshold import SheetThreshold

        d = dict(src_dict)
        facts = []
        _facts = d.pop("facts")
        for facts_item_data in _facts:
            facts_item = SheetFact.from_dict(facts_item_data)

            facts.append(facts_item)

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = SheetRule.from_dict(rules_item_data)

            rules.append(rules_item)

        style = d.pop("style")

        thresholds = []
        _thresholds = d.pop("thresholds")
        for thresholds_item_data in _thresholds:
            thresholds_item = SheetThreshold.from_dict(thresholds_item_data)

            thresholds.append(thresholds_item)

        valid_from = d.pop("valid_from")

        version = d.pop("version")

        rule_sheet = cls(
            facts=facts,
            rules=rules,
            style=style,
            thresholds=thresholds,
            valid_from=valid_from,
            version=version,
        )

        return rule_sheet
