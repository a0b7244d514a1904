from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.rule_view_evidence import RuleViewEvidence


T = TypeVar("T", bound="RuleView")


@_attrs_define
class RuleView:
    """A rule that spoke.

    Attributes:
        code (str):
        evidence (RuleViewEvidence):
        severity (str):
        text (str):
    """

    code: str
    evidence: RuleViewEvidence
    severity: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        evidence = self.evidence.to_dict()

        severity = self.severity

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "evidence": evidence,
                "severity": severity,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rule_view_evidence import RuleViewEvidence

        d = dict(src_dict)
        code = d.pop("code")

        evidence = RuleViewEvidence.from_dict(d.pop("evidence"))

        severity = d.pop("severity")

        text = d.pop("text")

        rule_view = cls(
            code=code,
            evidence=evidence,
            severity=severity,
            text=text,
        )

        return rule_view
