from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.model_report_view_summary import ModelReportViewSummary


T = TypeVar("T", bound="ModelReportView")


@_attrs_define
class ModelReportView:
    """A monitoring report: monthly, or asked for in between. `summary` is its JSON, `page` its page's digest.

    Attributes:
        at (datetime.datetime):
        entry (str):
        model (str): lower-case hex
        month (str):
        monthly (bool):
        name (str):
        page (str): lower-case hex
        review (bool):
        seq (int):
        summary (ModelReportViewSummary):
        version (str):
    """

    at: datetime.datetime
    entry: str
    model: str
    month: str
    monthly: bool
    name: str
    page: str
    review: bool
    seq: int
    summary: ModelReportViewSummary
    version: str

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        entry = self.entry

        model = self.model

        month = self.month

        monthly = self.monthly

        name = self.name

        page = self.page

        review = self.review

        seq = self.seq

        summary = self.summary.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "at": at,
                "entry": entry,
                "model": model,
                "month": month,
                "monthly": monthly,
                "name": name,
                "page": page,
                "review": review,
                "seq": seq,
                "summary": summary,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_report_view_summary import ModelReportViewSummary

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        entry = d.pop("entry")

        model = d.pop("model")

        month = d.pop("month")

        monthly = d.pop("monthly")

        name = d.pop("name")

        page = d.pop("page")

        review = d.pop("review")

        seq = d.pop("seq")

        summary = ModelReportViewSummary.from_dict(d.pop("summary"))

        version = d.pop("version")

        model_report_view = cls(
            at=at,
            entry=entry,
            model=model,
            month=month,
            monthly=monthly,
            name=name,
            page=page,
            review=review,
            seq=seq,
            summary=summary,
            version=version,
        )

        return model_report_view
