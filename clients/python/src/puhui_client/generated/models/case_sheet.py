from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.case_sheet_facts import CaseSheetFacts
    from ..models.sheet_case import SheetCase


T = TypeVar("T", bound="CaseSheet")


@_attrs_define
class CaseSheet:
    """The worked cases: a sound enterprise's facts, and the cases.

    Attributes:
        cases (list[SheetCase] | Unset):
        facts (CaseSheetFacts | Unset):
    """

    cases: list[SheetCase] | Unset = UNSET
    facts: CaseSheetFacts | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        cases: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.cases, Unset):
            cases = []
            for cases_item_data in self.cases:
                cases_item = cases_item_data.to_dict()
                cases.append(cases_item)

        facts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.facts, Unset):
            facts = self.facts.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if cases is not UNSET:
            field_dict["cases"] = cases
        if facts is not UNSET:
            field_dict["facts"] = facts

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_sheet_facts import CaseSheetFacts
        from ..models.sheet_case import SheetCase

        d = dict(src_dict)
        _cases = d.pop("cases", UNSET)
        cases: list[SheetCase] | Unset = UNSET
        if _cases is not UNSET:
            cases = []
            for cases_item_data in _cases:
                cases_item = SheetCase.from_dict(cases_item_data)

                cases.append(cases_item)

        _facts = d.pop("facts", UNSET)
        facts: CaseSheetFacts | Unset
        if isinstance(_facts, Unset):
            facts = UNSET
        else:
            facts = CaseSheetFacts.from_dict(_facts)

        case_sheet = cls(
            cases=cases,
            facts=facts,
        )

        return case_sheet
