from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.screening_line_kind import ScreeningLineKind, check_screening_line_kind

T = TypeVar("T", bound="ScreeningLine")


@_attrs_define
class ScreeningLine:
    """One line of evidence: a value or words, with where and when they are from.

    Attributes:
        as_of (datetime.date | None):
        kind (ScreeningLineKind):
        label (str):
        source (None | str):
        text (None | str):
        value (float | None):
    """

    as_of: datetime.date | None
    kind: ScreeningLineKind
    label: str
    source: None | str
    text: None | str
    value: float | None

    def to_dict(self) -> dict[str, Any]:
        as_of: None | str
        if isinstance(self.as_of, datetime.date):
            as_of = self.as_of.isoformat()
        else:
            as_of = self.as_of

        kind: str = self.kind

        label = self.label

        source: None | str
        source = self.source

        text: None | str
        text = self.text

        value: float | None
        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "kind": kind,
                "label": label,
                "source": source,
                "text": text,
                "value": value,
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

        kind = check_screening_line_kind(d.pop("kind"))

        label = d.pop("label")

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        def _parse_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        value = _parse_value(d.pop("value"))

        screening_line = cls(
            as_of=as_of,
            kind=kind,
            label=label,
            source=source,
            text=text,
            value=value,
        )

        return screening_line
