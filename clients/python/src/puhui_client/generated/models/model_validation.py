from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_validation_verdict import (
    ModelValidationVerdict,
    check_model_validation_verdict,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelValidation")


@_attrs_define
class ModelValidation:
    """A validation: the node measures the model on `table` (CSV with a column `target` of outcomes).

    It passes where nothing calls for a review. `verdict` may depart from that, with a `reason`.

        Attributes:
            table (str):
            target (str):
            bad (list[str] | Unset):
            reason (str | Unset):  Default: ''.
            verdict (ModelValidationVerdict | Unset):  Default: 'by_figures'.
    """

    table: str
    target: str
    bad: list[str] | Unset = UNSET
    reason: str | Unset = ""
    verdict: ModelValidationVerdict | Unset = "by_figures"

    def to_dict(self) -> dict[str, Any]:
        table = self.table

        target = self.target

        bad: list[str] | Unset = UNSET
        if not isinstance(self.bad, Unset):
            bad = self.bad

        reason = self.reason

        verdict: str | Unset = UNSET
        if not isinstance(self.verdict, Unset):
            verdict = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "table": table,
                "target": target,
            }
        )
        if bad is not UNSET:
            field_dict["bad"] = bad
        if reason is not UNSET:
            field_dict["reason"] = reason
        if verdict is not UNSET:
            field_dict["verdict"] = verdict

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        table = d.pop("table")

        target = d.pop("target")

        bad = cast(list[str], d.pop("bad", UNSET))

        reason = d.pop("reason", UNSET)

        _verdict = d.pop("verdict", UNSET)
        verdict: ModelValidationVerdict | Unset
        if isinstance(_verdict, Unset):
            verdict = UNSET
        else:
            verdict = check_model_validation_verdict(_verdict)

        model_validation = cls(
            table=table,
            target=target,
            bad=bad,
            reason=reason,
            verdict=verdict,
        )

        return model_validation
