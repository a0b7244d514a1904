from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sheet_case_change import SheetCaseChange
    from ..models.sheet_case_findings import SheetCaseFindings


T = TypeVar("T", bound="SheetCase")


@_attrs_define
class SheetCase:
    """A worked case: what is changed of the sound enterprise, and what must come out.

    Attributes:
        name (str):
        verdict (str):
        change (SheetCaseChange | Unset):
        findings (SheetCaseFindings | Unset):
    """

    name: str
    verdict: str
    change: SheetCaseChange | Unset = UNSET
    findings: SheetCaseFindings | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        verdict = self.verdict

        change: dict[str, Any] | Unset = UNSET
        if not isinstance(self.change, Unset):
            change = self.change.to_dict()

        findings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.findings, Unset):
            findings = self.findings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "verdict": verdict,
            }
        )
        if change is not UNSET:
            field_dict["change"] = change
        if findings is not UNSET:
            field_dict["findings"] = findings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sheet_case_change import SheetCaseChange
        from ..models.sheet_case_findings import SheetCaseFindings

        d = dict(src_dict)
        name = d.pop("name")

        verdict = d.pop("verdict")

        _change = d.pop("change", UNSET)
        change: SheetCaseChange | Unset
        if isinstance(_change, Unset):
            change = UNSET
        else:
            change = SheetCaseChange.from_dict(_change)

        _findings = d.pop("findings", UNSET)
        findings: SheetCaseFindings | Unset
        if isinstance(_findings, Unset):
            findings = UNSET
        else:
            findings = SheetCaseFindings.from_dict(_findings)

        sheet_case = cls(
            name=name,
            verdict=verdict,
            change=change,
            findings=findings,
        )

        return sheet_case
