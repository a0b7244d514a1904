"""A fact: one value that a rule may look at, with its source and its date. Absent is not bad, and says why.

Numbers are kept as exact decimals in one spelling, so that the same facts have the same digest wherever the value
came from: 5, 5.0 and Decimal("5.00") are one number.

>>> fact(0.05).value, fact(5.0).value, fact(None).absent, fact(float("nan")).absent
('0.05', '5', True, True)
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

from puhui.decisions.errors import FactRefused
from puhui.kernel import MapShape, encode

_EXACT_TO = 2**53
_INTEGERS_EXACT_TO = Decimal(_EXACT_TO)
_STAGE = "decisions.facts"
_SHAPE = MapShape(dict.fromkeys(("kind", "as_of", "cause", "value", "source")))


class Kind(StrEnum):
    """The type of a fact's value."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its kind (a number as its canonical decimal text), where it comes from, and as of when.

    `cause` says why an absent fact is absent: `not_granted`, `source_down`, `no_record`, `stale`.
    """

    kind: Kind
    value: str | bool | None
    source: str = ""
    as_of: date | None = None
    cause: str = ""

    @property
    def absent(self) -> bool:
        """Whether there is no value."""
        return self.kind is Kind.ABSENT

    @property
    def number(self) -> Decimal:
        """The value of a number."""
        if self.kind is not Kind.NUMBER:
            raise TypeError(f"a {self.kind.value} is not a number")
        return Decimal(str(self.value))

    def for_engine(self) -> float | int | str | bool | None:
        """The value as the rules engine takes it: it has no decimals, and turns them into its own from a float."""
        if self.kind is not Kind.NUMBER:
            return self.value
        text = str(self.value)  # canonical: no exponent, and a point only where there is a fraction
        return float(text) if "." in text else int(text)

    def document(self) -> dict[str, Any]:
        """The canonical form."""
        return {
            "kind": self.kind.value,
            "value": self.value,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "cause": self.cause,
        }

    def encoded(self) -> bytes:
        """The canonical bytes of `document()`."""
        return _SHAPE.fill(
            (
                _spelt(self.kind.value),
                _spelt(self.as_of),
                _spelt(self.cause),
                encode(self.value),
                _spelt(self.source),
            )
        )

    @classmethod
    def of_document(cls, document: Mapping[str, Any]) -> Self:
        """The fact of its canonical form."""
        as_of = document["as_of"]
        return cls(
            kind=Kind(document["kind"]),
            value=document["value"],
            source=document["source"],
            as_of=date.fromisoformat(as_of) if as_of else None,
            cause=document["cause"],
        )


@lru_cache(maxsize=1024)
def _spelt(value: str | date | None) -> bytes:
    return encode(value.isoformat() if isinstance(value, date) else value)


def fact(value: object, *, source: str = "", as_of: date | None = None, cause: str = "", name: str = "") -> Fact:
    """A fact of a plain value: a number, text, a boolean, or None (also NaN) where it is absent.

    Raises `FactRefused` on infinities, on numbers that a double cannot tell apart (beyond 2^53; ids are text, not
    numbers), and on other types.
    """
    match value:
        case Fact():
            return value
        case None:
            return Fact(Kind.ABSENT, None, source, as_of, cause or "no_record")
        case bool():
            return Fact(Kind.BOOLEAN, value, source, as_of)
        case str():
            return Fact(Kind.TEXT, str(value), source, as_of)
        case float() if math.isnan(value):
            return Fact(Kind.ABSENT, None, source, as_of, cause or "no_record")
        case int() | float() | Decimal():
            return Fact(Kind.NUMBER, _quick_text(value) or _decimal_text(Decimal(str(value)), name), source, as_of)
        case _:
            raise FactRefused(
                name=name,
                reason=f"a {type(value).__name__} is no fact",
                reason_zh=f"类型 {type(value).__name__} 不可作为事实",
                stage=_STAGE,
            )


def facts_of(values: Mapping[str, object]) -> dict[str, Fact]:
    """Facts of plain values and facts, by name."""
    return {name: fact(value, name=name) for name, value in values.items()}


def _quick_text(value: float | Decimal) -> str:
    """The text of the common numbers, which need no decimal arithmetic; empty where they might."""
    if isinstance(value, int):
        return str(value) if -_EXACT_TO <= value <= _EXACT_TO else ""
    if isinstance(value, Decimal) or not -_EXACT_TO < value < _EXACT_TO:
        return ""
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    return "" if "e" in text else text


def _decimal_text(number: Decimal, name: str) -> str:
    if not number.is_finite() or abs(number) > _INTEGERS_EXACT_TO:
        raise FactRefused(
            name=name,
            reason=f"{number} has no exact value in the engine",
            reason_zh=f"{number} 在引擎中没有精确值",
            stage=_STAGE,
        )
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text
