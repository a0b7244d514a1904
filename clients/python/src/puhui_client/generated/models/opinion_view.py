from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.indicator_view import IndicatorView
    from ..models.opinion_event import OpinionEvent
    from ..models.opinion_line import OpinionLine
    from ..models.opinion_month import OpinionMonth
    from ..models.opinion_warning import OpinionWarning


T = TypeVar("T", bound="OpinionView")


@_attrs_define
class OpinionView:
    """A timeline of 36 months up to `as_of`; `since` is the first day that the feed covers, `model` judged the mood.

    Attributes:
        as_of (datetime.date):
        custodian (str):
        cut (bool):
        events (list[OpinionEvent]):
        figures (list[IndicatorView]):
        model (str):
        months (list[OpinionMonth]):
        since (datetime.date | None):
        told_by (str):
        warnings (list[OpinionWarning]):
        line (None | OpinionLine | Unset):
    """

    as_of: datetime.date
    custodian: str
    cut: bool
    events: list[OpinionEvent]
    figures: list[IndicatorView]
    model: str
    months: list[OpinionMonth]
    since: datetime.date | None
    told_by: str
    warnings: list[OpinionWarning]
    line: None | OpinionLine | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.opinion_line import OpinionLine

        as_of = self.as_of.isoformat()

        custodian = self.custodian

        cut = self.cut

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.to_dict()
            events.append(events_item)

        figures = []
        for figures_item_data in self.figures:
            figures_item = figures_item_data.to_dict()
            figures.append(figures_item)

        model = self.model

        months = []
        for months_item_data in self.months:
            months_item = months_item_data.to_dict()
            months.append(months_item)

        since: None | str
        if isinstance(self.since, datetime.date):
            since = self.since.isoformat()
        else:
            since = self.since

        told_by = self.told_by

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        line: dict[str, Any] | None | Unset
        if isinstance(self.line, Unset):
            line = UNSET
        elif isinstance(self.line, OpinionLine):
            line = self.line.to_dict()
        else:
            line = self.line

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "custodian": custodian,
                "cut": cut,
                "events": events,
                "figures": figures,
                "model": model,
                "months": months,
                "since": since,
                "told_by": told_by,
                "warnings": warnings,
            }
        )
        if line is not UNSET:
            field_dict["line"] = line

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.indicator_view import IndicatorView
        from ..models.opinion_event import OpinionEvent
        from ..models.opinion_line import OpinionLine
        from ..models.opinion_month import OpinionMonth
        from ..models.opinion_warning import OpinionWarning

        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        custodian = d.pop("custodian")

        cut = d.pop("cut")

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = OpinionEvent.from_dict(events_item_data)

            events.append(events_item)

        figures = []
        _figures = d.pop("figures")
        for figures_item_data in _figures:
            figures_item = IndicatorView.from_dict(figures_item_data)

            figures.append(figures_item)

        model = d.pop("model")

        months = []
        _months = d.pop("months")
        for months_item_data in _months:
            months_item = OpinionMonth.from_dict(months_item_data)

            months.append(months_item)

        def _parse_since(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.date.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        since = _parse_since(d.pop("since"))

        told_by = d.pop("told_by")

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = OpinionWarning.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        def _parse_line(data: object) -> None | OpinionLine | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                line_type_0 = OpinionLine.from_dict(data)

                return line_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionLine | Unset, data)

        line = _parse_line(d.pop("line", UNSET))

        opinion_view = cls(
            as_of=as_of,
            custodian=custodian,
            cut=cut,
            events=events,
            figures=figures,
            model=model,
            months=months,
            since=since,
            told_by=told_by,
            warnings=warnings,
            line=line,
        )

        return opinion_view
