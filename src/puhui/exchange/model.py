"""Questions and answers as values and as bytes. Pure.

A question travels as a canonical map under the asker's signature on the call. An answer's payload is JSON with sorted
names and no blanks: numbers keep every digit, and the same indicators are the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from puhui.consent import Answer, Outcome
from puhui.credit.indicator import Cause, Indicator, IndicatorSet, Value
from puhui.credit.indicators.definitions import Definition
from puhui.exchange.errors import MalformedAnswer, MalformedQuestion
from puhui.kernel import PuhuiError
from puhui.kernel.identifiers import Uscc, uscc
from puhui.kernel.ids import DatasetId, EntryId, GrantId, NotAnId, RequestId

VERSION = 1
_QUESTION = {"v", "grant", "request", "uscc", "salt", "purpose", "program", "fields"}
_ANSWER = {"v", "grant", "request", "n", "seq", "entry", "outcome", "payload", "statement"}
_INDICATOR = {"name", "value", "decimal", "unit", "source", "as_of", "coverage", "cause"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a receiver asks under a grant. `salt` opens the grant's subject to the custodian: it is this enterprise."""

    grant: GrantId
    request: RequestId
    uscc: Uscc
    purpose: str
    program: str
    fields: tuple[str, ...]
    salt: bytes = field(repr=False)

    def as_map(self) -> dict[str, Any]:
        """The canonical map that travels."""
        return {
            "v": VERSION,
            "grant": str(self.grant),
            "request": str(self.request),
            "uscc": str(self.uscc),
            "salt": self.salt,
            "purpose": self.purpose,
            "program": self.program,
            "fields": list(self.fields),
        }

    @classmethod
    def parse(cls, told: Any) -> Self:
        """The question of its map; raises `MalformedQuestion`."""
        try:
            _require(
                type(told) is dict and set(told) == _QUESTION and told["v"] == VERSION, "not a question, version 1"
            )
            texts = [told["purpose"], told["program"], *told["fields"]]
            _require(all(type(text) is str and 0 < len(text) <= 200 for text in texts), "a text has the wrong type")
            _require(type(told["salt"]) is bytes and type(told["fields"]) is list, "a field has the wrong type")
            return cls(
                grant=GrantId(told["grant"]),
                request=RequestId(told["request"]),
                uscc=uscc(told["uscc"]),
                purpose=told["purpose"],
                program=told["program"],
                fields=tuple(sorted(set(told["fields"]))),
                salt=told["salt"],
            )
        except (ValueError, TypeError, AttributeError, NotAnId, PuhuiError) as reason:
            raise MalformedQuestion(reason=str(reason), stage="exchange.model") from None


def answer_map(answer: Answer) -> dict[str, Any]:
    """The canonical map of an answer that travels."""
    return {
        "v": VERSION,
        "grant": str(answer.grant),
        "request": str(answer.request),
        "n": answer.n,
        "seq": answer.seq,
        "entry": str(answer.entry),
        "outcome": answer.outcome.value,
        "payload": answer.payload,
        "statement": answer.statement,
    }


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer as it arrived: nothing in it is believed yet."""

    grant: GrantId
    request: RequestId
    n: int
    seq: int
    entry: EntryId
    outcome: Outcome
    payload: bytes
    statement: bytes

    @classmethod
    def parse(cls, told: Any) -> Self:
        """The answer of its map; raises `MalformedAnswer`."""
        try:
            _require(type(told) is dict and set(told) == _ANSWER and told["v"] == VERSION, "not an answer, version 1")
            kinds = {"n": int, "seq": int, "payload": bytes, "statement": bytes}
            _require(all(type(told[name]) is kind for name, kind in kinds.items()), "a field has the wrong type")
            return cls(
                grant=GrantId(told["grant"]),
                request=RequestId(told["request"]),
                n=told["n"],
                seq=told["seq"],
                entry=EntryId(told["entry"]),
                outcome=Outcome(told["outcome"]),
                payload=told["payload"],
                statement=told["statement"],
            )
        except (ValueError, TypeError, AttributeError, NotAnId) as reason:
            raise MalformedAnswer(reason=str(reason), stage="exchange.model") from None


def indicators_to_bytes(dataset: DatasetId, indicators: IndicatorSet) -> bytes:
    """The payload of an answer."""
    told = {
        "v": VERSION,
        "dataset": str(dataset),
        "indicators": [
            {
                "name": item.name,
                "value": str(item.value) if isinstance(item.value, Decimal) else item.value,
                "decimal": isinstance(item.value, Decimal),
                "unit": item.unit,
                "source": item.source,
                "as_of": item.as_of.isoformat() if item.as_of else None,
                "coverage": item.coverage,
                "cause": item.cause.value,
            }
            for item in indicators.indicators
        ],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def indicators_from_bytes(payload: bytes, dataset: DatasetId) -> IndicatorSet:
    """The indicators of a payload; raises `MalformedAnswer` also when it is of another dataset."""
    try:
        told = json.loads(payload)
        _require(set(told) == {"v", "dataset", "indicators"} and told["v"] == VERSION, "not indicators, version 1")
        _require(told["dataset"] == dataset, "indicators of another dataset")
        return IndicatorSet(tuple(_indicator(item) for item in told["indicators"]))
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, PuhuiError) as reason:
        raise MalformedAnswer(reason=str(reason), stage="exchange.model") from None


def absent(definitions: Mapping[str, Definition], fields: Sequence[str], cause: Cause) -> IndicatorSet:
    """The fields as indicators without a value, for one cause."""
    return IndicatorSet(
        tuple(
            Indicator(name, None, definitions[name].unit, definitions[name].source, None, 0.0, cause) for name in fields
        )
    )


def _indicator(item: Mapping[str, Any]) -> Indicator:
    _require(set(item) == _INDICATOR and isinstance(item["coverage"], int | float), "not an indicator")
    value: Value = Decimal(item["value"]) if item["decimal"] else item["value"]
    _require(isinstance(value, int | float | Decimal | str | None), "a value is a number, a text or nothing")
    return Indicator(
        name=item["name"],
        value=value,
        unit=item["unit"],
        source=item["source"],
        as_of=date.fromisoformat(item["as_of"]) if item["as_of"] else None,
        coverage=float(item["coverage"]),
        cause=Cause(item["cause"]),
    )


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)
