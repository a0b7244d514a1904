from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.supervised_report import SupervisedReport
    from ..models.supervised_step import SupervisedStep


T = TypeVar("T", bound="SupervisedBank")


@_attrs_define
class SupervisedBank:
    """A bank's reports and the steps of its registry, newest first, or why there are none to see now.

    `whole`: the registry's events follow one from another, all of them are on the ledger, and it has no more of them.

        Attributes:
            name (str):
            org (str):
            problem (None | str):
            reports (list[SupervisedReport]):
            steps (list[SupervisedStep]):
            whole (bool):
    """

    name: str
    org: str
    problem: None | str
    reports: list[SupervisedReport]
    steps: list[SupervisedStep]
    whole: bool

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        org = self.org

        problem: None | str
        problem = self.problem

        reports = []
        for reports_item_data in self.reports:
            reports_item = reports_item_data.to_dict()
            reports.append(reports_item)

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        whole = self.whole

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "org": org,
                "problem": problem,
                "reports": reports,
                "steps": steps,
                "whole": whole,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.supervised_report import SupervisedReport
        from ..models.supervised_step import SupervisedStep

        d = dict(src_dict)
        name = d.pop("name")

        org = d.pop("org")

        def _parse_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        problem = _parse_problem(d.pop("problem"))

        reports = []
        _reports = d.pop("reports")
        for reports_item_data in _reports:
            reports_item = SupervisedReport.from_dict(reports_item_data)

            reports.append(reports_item)

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = SupervisedStep.from_dict(steps_item_data)

            steps.append(steps_item)

        whole = d.pop("whole")

        supervised_bank = cls(
            name=name,
            org=org,
            problem=problem,
            reports=reports,
            steps=steps,
            whole=whole,
        )

        return supervised_bank
