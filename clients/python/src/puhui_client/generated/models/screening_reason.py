from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.screening_reason_weight import (
    ScreeningReasonWeight,
    check_screening_reason_weight,
)

if TYPE_CHECKING:
    from ..models.screening_line import ScreeningLine
    from ..models.screening_step import ScreeningStep


T = TypeVar("T", bound="ScreeningReason")


@_attrs_define
class ScreeningReason:
    """A rule that spoke. `weight`: it proposes to refuse, asks to verify, or asks for what nobody has looked at yet;
    `how` says what to verify and how; `step` is what was recorded about it.

        Attributes:
            code (str):
            evidence (list[ScreeningLine]):
            how (str):
            mark (str):
            step (None | ScreeningStep):
            text (str):
            weight (ScreeningReasonWeight):
    """

    code: str
    evidence: list[ScreeningLine]
    how: str
    mark: str
    step: None | ScreeningStep
    text: str
    weight: ScreeningReasonWeight

    def to_dict(self) -> dict[str, Any]:
        from ..models.screening_step import ScreeningStep

        code = self.code

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        how = self.how

        mark = self.mark

        step: dict[str, Any] | None
        if isinstance(self.step, ScreeningStep):
            step = self.step.to_dict()
        else:
            step = self.step

        text = self.text

        weight: str = self.weight

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "code": code,
                "evidence": evidence,
                "how": how,
                "mark": mark,
                "step": step,
                "text": text,
                "weight": weight,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.screening_line import ScreeningLine
        from ..models.screening_step import ScreeningStep

        d = dict(src_dict)
        code = d.pop("code")

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = ScreeningLine.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        how = d.pop("how")

        mark = d.pop("mark")

        def _parse_step(data: object) -> None | ScreeningStep:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                step_type_0 = ScreeningStep.from_dict(data)

                return step_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScreeningStep, data)

        step = _parse_step(d.pop("step"))

        text = d.pop("text")

        weight = check_screening_reason_weight(d.pop("weight"))

        screening_reason = cls(
            code=code,
            evidence=evidence,
            how=how,
            mark=mark,
            step=step,
            text=text,
            weight=weight,
        )

        return screening_reason
