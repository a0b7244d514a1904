from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.source_view_cause import SourceViewCause, check_source_view_cause

T = TypeVar("T", bound="SourceView")


@_attrs_define
class SourceView:
    """One source of the score: how fresh, how whole, and why it is absent if it is.

    Attributes:
        as_of (datetime.date | None):
        cause (SourceViewCause):
        coverage (float):
        label (str):
        source (str):
    """

    as_of: datetime.date | None
    cause: SourceViewCause
    coverage: float
    label: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        cause: str = self.cause

        coverage = self.coverage

        label = self.label

        source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "cause": cause,
                "coverage": coverage,
                "label": label,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_as_of(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                as_of_type_0 = datetime.date.fromisoformat(data)

                return as_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        as_of = _parse_as_of(d.pop("as_of"))

        cause = check_source_view_cause(d.pop("cause"))

        coverage = d.pop("coverage")

        label = d.pop("label")

        source = d.pop("source")

        source_view = cls(
            as_of=as_of,
            cause=cause,
            coverage=coverage,
            label=label,
            source=source,
        )

        return source_view
