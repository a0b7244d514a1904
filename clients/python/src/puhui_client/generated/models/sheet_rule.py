from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SheetRule")


@_attrs_define
class SheetRule:
    """One rule: the condition that is true where it is broken, and what that means.

    Attributes:
        code (str):
        condition (str):
        cure_en (str):
        cure_zh (str):
        en (str):
        evidence (str):
        mark (str):
        severity (str):
        zh (str):
        basis (str | Unset):  Default: ''.
        clears (str | Unset):  Default: ''.
        if_absent (str | Unset):  Default: ''.
    """

    code: str
    condition: str
    cure_en: str
    cure_zh: str
    en: str
    evidence: str
    mark: str
    severity: str
    zh: str
    basis: str | Unset = ""
    clears: str | Unset = ""
    if_absent: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        condition = self.condition

        cure_en = self.cure_en

        cure_zh = self.cure_zh

        en = self.en

        evidence = self.evidence

        mark = self.mark

        severity = self.severity

        zh = self.zh

        basis = self.basis

        clears = self.clears

        if_absent = self.if_absent

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "condition": condition,
                "cure_en": cure_en,
                "cure_zh": cure_zh,
                "en": en,
                "evidence": evidence,
                "mark": mark,
                "severity": severity,
                "zh": zh,
            }
        )
        if basis is not UNSET:
            field_dict["basis"] = basis
        if clears is not UNSET:
            field_dict["clears"] = clears
        if if_absent is not UNSET:
            field_dict["if_absent"] = if_absent

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        condition = d.pop("condition")

        cure_en = d.pop("cure_en")

        cure_zh = d.pop("cure_zh")

        en = d.pop("en")

        evidence = d.pop("evidence")

        mark = d.pop("mark")

        severity = d.pop("severity")

        zh = d.pop("zh")

        basis = d.pop("basis", UNSET)

        clears = d.pop("clears", UNSET)

        if_absent = d.pop("if_absent", UNSET)

        sheet_rule = cls(
            code=code,
            condition=condition,
            cure_en=cure_en,
            cure_zh=cure_zh,
            en=en,
            evidence=evidence,
            mark=mark,
            severity=severity,
            zh=zh,
            basis=basis,
            clears=clears,
            if_absent=if_absent,
        )

        return sheet_rule
