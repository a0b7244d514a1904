"""Indicators as documents, the shape that portraits, answers and screening share, and back.

`{name, value, text, unit, source, as_of, coverage, cause}`: `value` is a number or null, `text` what is no number; a
`label {zh, en}` stands beside them for readers. Money is fen; `as_of` is a date.

>>> held = indicators_from([{"name": "rev_yoy", "value": 0.4, "unit": "ratio", "source": "tax", "as_of": "2026-06-30"}])
>>> held["rev_yoy"].value, held["rev_yoy"].coverage, held["rev_yoy"].cause.value
(0.4, 1.0, 'granted')
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.kernel import Category, PuhuiError, Text


class IndicatorUnreadable(PuhuiError):
    """A document is no indicator."""

    category = Category.INVALID
    cause = Text(zh="第 {number} 个指标无法读取：{reason}", en="indicator number {number} cannot be read: {reason}")
    remedy = Text(
        zh="每个指标须有 name、value（或 text）、unit、source",
        en="give each a name, a value (or text), a unit and a source",
    )


def indicators_from(documents: Iterable[Mapping[str, Any]]) -> IndicatorSet:
    """The indicators of their documents; raises `IndicatorUnreadable`, `IndicatorTwice`."""
    return IndicatorSet(tuple(_one(number, one) for number, one in enumerate(documents, 1)))


def _one(number: int, raw: Mapping[str, Any]) -> Indicator:
    try:
        value = raw.get("text") if raw.get("value") is None else raw["value"]
        as_of = raw.get("as_of")
        return Indicator(
            name=str(raw["name"]),
            value=_value(value),
            unit=str(raw["unit"]),
            source=str(raw["source"]),
            as_of=None if as_of is None else date.fromisoformat(as_of),
            coverage=float(raw.get("coverage", 0.0 if value is None else 1.0)),
            cause=Cause(raw.get("cause", "no_record" if value is None else "granted")),
        )
    except KeyError as reason:
        raise IndicatorUnreadable(number=number, reason=f"no {reason}", stage="credit.indicators") from None
    except (TypeError, ValueError, AttributeError) as reason:
        raise IndicatorUnreadable(number=number, reason=type(reason).__name__, stage="credit.indicators") from None


def _value(value: Any) -> int | float | str | bool | None:
    if value is not None and not isinstance(value, int | float | str):
        raise TypeError("value")
    return value
