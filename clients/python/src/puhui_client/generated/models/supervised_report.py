from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.supervised_report_summary import SupervisedReportSummary


T = TypeVar("T", bound="SupervisedReport")


@_attrs_define
class SupervisedReport:
    """A bank's report as its regulator got it. `on_ledger`: the ledger has this very file under that entry by now.

    Attributes:
        at (datetime.datetime):
        entry (str):
        month (str):
        monthly (bool):
        name (str):
        on_ledger (bool):
        review (bool):
        seq (int):
        summary (SupervisedReportSummary):
        version (str):
    """

    at: datetime.datetime
    entry: str
    month: str
    monthly: bool
    name: str
    on_ledger: bool
    review: bool
    seq: int
    summary: SupervisedReportSummary
    version: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        entry = self.entry

        month = self.month

        monthly = self.monthly

        name = self.name

        on_ledger = self.on_ledger

        review = self.review

        seq = self.seq

        summary = self.summary.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "month": month,
                "monthly": monthly,
                "name": name,
                "on_ledger": on_ledger,
                "review": review,
                "seq": seq,
                "summary": summary,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.supervised_report_summary import SupervisedReportSummary

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        entry = d.pop("entry")

        month = d.pop("month")

        monthly = d.pop("monthly")

        name = d.pop("name")

        on_ledger = d.pop("on_ledger")

        review = d.pop("review")

        seq = d.pop("seq")

        summary = SupervisedReportSummary.from_dict(d.pop("summary"))

        version = d.pop("version")

        supervised_report = cls(
            at=at,
            entry=entry,
            month=month,
            monthly=monthly,
            name=name,
            on_ledger=on_ledger,
            review=review,
            seq=seq,
            summary=summary,
            version=version,
        )

        return supervised_report
