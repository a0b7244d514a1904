from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.cause import Cause, check_cause

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="SourceShown")


@_attrs_define
class SourceShown:
    """One source, each bank by itself: how fresh, how whole, and why it is absent if it is.

    Attributes:
        as_of (datetime.date | None):
        cause (Cause): Why an indicator's value is there or not. Only `granted` comes with a value; none of the others
            is bad news.
        coverage (float):
        label (Both): A sentence in Chinese and English.
        source (str):
    """

    as_of: datetime.date | None
    cause: Cause
    coverage: float
    label: Both
    source: str

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        cause: str = self.cause

        coverage = self.coverage

        label = self.label.to_dict()

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
        from ..models.both import Both

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

        cause = check_cause(d.pop("cause"))

        coverage = d.pop("coverage")

        label = Both.from_dict(d.pop("label"))

        source = d.pop("source")

        source_shown = cls(
            as_of=as_of,
            cause=cause,
            coverage=coverage,
            label=label,
            source=source,
        )

        return source_shown
