"""Thresholds of a decision file: values that a bank sets, apart from the conditions that use them.

The input schema's `x-thresholds` holds them by name; a condition says `at.age_m_min`, and a text `{age_m_min}` or, as
a percentage, `{red_rate12_max_pct}`. So a changed value changes the condition and every sentence about it at once.

| key | what it holds |
|---|---|
| `value` | a number as decimal text or integer, or a list of texts |
| `mark`, `valid_from` | how sure the value is (`S S- C J`), and since when it holds |
| `stricter` | which way turns more enterprises away: `higher`, `lower`, for lists `longer`, `shorter` |
| `low`, `high` | the range seen in practice, optional; a value outside is a fault |
| `zh`, `en` | what people call it |

>>> one = threshold("age_m_min", {"value": 24, "mark": "S-", "valid_from": "2026-01-01", "stricter": "higher",
...     "low": 6, "high": 36, "zh": "最低成立月数", "en": "least age in months"})
>>> one.literal, one.shown, one.compare(36).value, one.compare(12).value
('(24)', '24', 'tightens', 'loosens')
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from puhui.kernel import Text

MARKS = ("S", "S-", "C", "J")
_KEYS = frozenset({"value", "mark", "valid_from", "stricter", "zh", "en"})
_OPTIONAL = frozenset({"low", "high"})
_NUMBERS, _LISTS = ("higher", "lower"), ("longer", "shorter")
Value = Decimal | tuple[str, ...]


class Change(StrEnum):
    """What another value does to whom the rule turns away."""

    NOTHING = "nothing"
    TIGHTENS = "tightens"
    LOOSENS = "loosens"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One value with its mark and its direction."""

    name: str
    value: Value
    mark: str
    valid_from: date
    stricter: str
    label: Text
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def literal(self) -> str:
        """The value as the rules engine's language spells it."""
        if isinstance(self.value, tuple):
            return json.dumps(list(self.value), ensure_ascii=False)
        return f"({self.value:f})"

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return "、".join(self.value) if isinstance(self.value, tuple) else f"{self.value:f}"

    @property
    def percent(self) -> str:
        """A share as a percentage: `-50%`."""
        return "" if isinstance(self.value, tuple) else f"{(self.value * 100).normalize():f}%"

    def compare(self, value: object) -> Change:
        """What `value` would change; raises `ValueError` on another type."""
        other = _value(value)
        if isinstance(other, tuple) and isinstance(self.value, tuple):
            more, fewer = bool(set(other) - set(self.value)), bool(set(self.value) - set(other))
            if more and fewer:
                return Change.BOTH
            tighter = (more and self.stricter == "longer") or (fewer and self.stricter == "shorter")
            return Change.NOTHING if not (more or fewer) else Change.TIGHTENS if tighter else Change.LOOSENS
        if isinstance(other, tuple) or isinstance(self.value, tuple):
            raise ValueError(f"{self.name} takes {'a list' if isinstance(self.value, tuple) else 'a number'}")  # noqa: TRY004
        if other == self.value:
            return Change.NOTHING
        return Change.TIGHTENS if (other > self.value) is (self.stricter == "higher") else Change.LOOSENS


def threshold(name: str, raw: Mapping[str, Any]) -> Threshold:
    """One threshold of its JSON; raises `ValueError` that says what is wrong."""
    if not isinstance(raw, Mapping) or not set(raw) >= _KEYS or set(raw) - _KEYS - _OPTIONAL:
        raise ValueError(f"threshold {name} needs {', '.join(sorted(_KEYS))}")
    value = _value(raw["value"])
    directions = _LISTS if isinstance(value, tuple) else _NUMBERS
    if raw["stricter"] not in directions:
        raise ValueError(f"threshold {name}: stricter is one of {', '.join(directions)}")
    if raw["mark"] not in MARKS:
        raise ValueError(f"threshold {name}: mark {raw['mark']!r} is none of {', '.join(MARKS)}")
    if not (raw["zh"] and raw["en"]):
        raise ValueError(f"threshold {name} has no words in zh and en")
    low, high = (None if raw.get(key) is None else _number(raw[key]) for key in ("low", "high"))
    if isinstance(value, Decimal) and ((low is not None and value < low) or (high is not None and value > high)):
        raise ValueError(f"threshold {name}: {value} lies outside {low} to {high}")
    return Threshold(
        name=name,
        value=value,
        mark=raw["mark"],
        valid_from=date.fromisoformat(raw["valid_from"]),
        stricter=raw["stricter"],
        label=Text(zh=raw["zh"], en=raw["en"]),
        low=low,
        high=high,
    )


def words_of(thresholds: Mapping[str, Threshold]) -> dict[str, str]:
    """What the texts of a file may name: each threshold, and each share as `NAME_pct`."""
    return {name: one.shown for name, one in thresholds.items()} | {
        f"{name}_pct": one.percent for name, one in thresholds.items() if isinstance(one.value, Decimal)
    }


def _value(raw: object) -> Value:
    if isinstance(raw, list | tuple):
        if not all(isinstance(item, str) and item for item in raw):
            raise ValueError(f"{raw!r} is no list of texts")
        return tuple(raw)
    return _number(raw)


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal):
        raise ValueError(f"{raw!r} is neither an integer, a decimal text nor a list of texts")  # noqa: TRY004
    try:
        number = Decimal(raw)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{raw!r} is no number")
    return number
