from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.version_backtest_state import (
    VersionBacktestState,
    check_version_backtest_state,
)

if TYPE_CHECKING:
    from ..models.version_backtest_report_type_0 import VersionBacktestReportType0


T = TypeVar("T", bound="VersionBacktest")


@_attrs_define
class VersionBacktest:
    """A backtest under way or over. `report` is of this very draft, or None; its shape: docs/reference/studio.md.

    Attributes:
        asked_at (datetime.datetime):
        asked_by (str):
        digest (None | str):
        done (int):
        problem (None | str):
        report (None | VersionBacktestReportType0):
        state (VersionBacktestState):
        total (int):
    """

    asked_at: datetime.datetime
    asked_by: str
    digest: None | str
    done: int
    problem: None | str
    report: None | VersionBacktestReportType0
    state: VersionBacktestState
    total: int

    def to_dict(self) -> dict[str, Any]:
        from ..models.version_backtest_report_type_0 import VersionBacktestReportType0

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        digest: None | str
        digest = self.digest

        done = self.done

        problem: None | str
        problem = self.problem

        report: dict[str, Any] | None
        if isinstance(self.report, VersionBacktestReportType0):
            report = self.report.to_dict()
        else:
            report = self.report

        state: str = self.state

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "asked_at": asked_at,
                "asked_by": asked_by,
                "digest": digest,
                "done": done,
                "problem": problem,
                "report": report,
                "state": state,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.version_backtest_report_type_0 import VersionBacktestReportType0

        d = dict(src_dict)
        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

        def _parse_digest(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        digest = _parse_digest(d.pop("digest"))

        done = d.pop("done")

        def _parse_problem(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        problem = _parse_problem(d.pop("problem"))

        def _parse_report(data: object) -> None | VersionBacktestReportType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                report_type_0 = VersionBacktestReportType0.from_dict(data)

                return report_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VersionBacktestReportType0, data)

        report = _parse_report(d.pop("report"))

        state = check_version_backtest_state(d.pop("state"))

        total = d.pop("total")

        version_backtest = cls(
            asked_at=asked_at,
            asked_by=asked_by,
            digest=digest,
            done=done,
            problem=problem,
            report=report,
            state=state,
            total=total,
        )

        return version_backtest
