from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.case_failure import CaseFailure
    from ..models.fault_view import FaultView
    from ..models.rule_change import RuleChange
    from ..models.uncovered_rule import UncoveredRule


T = TypeVar("T", bound="VersionVerdict")


@_attrs_define
class VersionVerdict:
    """What a check of a version found.

    Attributes:
        cases (int):
        changes (list[RuleChange]):
        failed (list[CaseFailure]):
        faults (list[FaultView]):
        sound (bool):
        uncovered (list[UncoveredRule]):
    """

    cases: int
    changes: list[RuleChange]
    failed: list[CaseFailure]
    faults: list[FaultView]
    sound: bool
    uncovered: list[UncoveredRule]

    def to_dict(self) -> dict[str, Any]:
        cases = self.cases

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        failed = []
        for failed_item_data in self.failed:
            failed_item = failed_item_data.to_dict()
            failed.append(failed_item)

        faults = []
        for faults_item_data in self.faults:
            faults_item = faults_item_data.to_dict()
            faults.append(faults_item)

        sound = self.sound

        uncovered = []
        for uncovered_item_data in self.uncovered:
            uncovered_item = uncovered_item_data.to_dict()
            uncovered.append(uncovered_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cases": cases,
                "changes": changes,
                "failed": failed,
                "faults": faults,
                "sound": sound,
                "uncovered": uncovered,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_failure import CaseFailure
        from ..models.fault_view import FaultView
        from ..models.rule_change import RuleChange
        from ..models.uncovered_rule import UncoveredRule

        d = dict(src_dict)
        cases = d.pop("cases")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = RuleChange.from_dict(changes_item_data)

            changes.append(changes_item)

        failed = []
        _failed = d.pop("failed")
        for failed_item_data in _failed:
            failed_item = CaseFailure.from_dict(failed_item_data)

            failed.append(failed_item)

        faults = []
        _faults = d.pop("faults")
        for faults_item_data in _faults:
            faults_item = FaultView.from_dict(faults_item_data)

            faults.append(faults_item)

        sound = d.pop("sound")

        uncovered = []
        _uncovered = d.pop("uncovered")
        for uncovered_item_data in _uncovered:
            uncovered_item = UncoveredRule.from_dict(uncovered_item_data)

            uncovered.append(uncovered_item)

        version_verdict = cls(
            cases=cases,
            changes=changes,
            failed=failed,
            faults=faults,
            sound=sound,
            uncovered=uncovered,
        )

        return version_verdict
