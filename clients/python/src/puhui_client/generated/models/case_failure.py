from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.case_failure_findings import CaseFailureFindings


T = TypeVar("T", bound="CaseFailure")


@_attrs_define
class CaseFailure:
    """A case that came out otherwise, with what came out.

    Attributes:
        case (str):
        findings (CaseFailureFindings):
        found (str):
        verdict (str):
        wanted (str):
    """

    case: str
    findings: CaseFailureFindings
    found: str
    verdict: str
    wanted: str

    def to_dict(self) -> dict[str, Any]:
        case = self.case

        findings = self.findings.to_dict()

        found = self.found

        verdict = self.verdict

        wanted = self.wanted

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "case": case,
                "findings": findings,
                "found": found,
                "verdict": verdict,
                "wanted": wanted,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_failure_findings import CaseFailureFindings

        d = dict(src_dict)
        case = d.pop("case")

        findings = CaseFailureFindings.from_dict(d.pop("findings"))

        found = d.pop("found")

        verdict = d.pop("verdict")

        wanted = d.pop("wanted")

        case_failure = cls(
            case=case,
            findings=findings,
            found=found,
            verdict=verdict,
            wanted=wanted,
        )

        return case_failure
