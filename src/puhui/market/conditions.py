"""A product's hard conditions, three-valued: kept, broken, or not known yet (then we ask, and never refuse)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import Any

from puhui.decisions import Fact, Kind
from puhui.kernel import Text
from puhui.market.catalogue import NOT_SHOWN, KnownFact, catalogue, source_text
from puhui.market.facts import Facts

_NOT_THERE = Fact(Kind.ABSENT, None, cause="not_known")


class State(StrEnum):
    """What a condition says."""

    PASS = "pass"  # noqa: S105 - not a password
    ASK = "ask"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One condition applied: its stable code, its state, the sentence, and how to cure it when it is not kept.

    `rule` is the condition alone, without a word of the enterprise: what a lender may read before it may know more.
    """

    code: str
    state: State
    text: Text
    cure: Text
    rule: Text


@dataclass(frozen=True)
class Condition:
    """`fact op value`, such as `age_m at_least 24`."""

    fact: KnownFact
    op: str
    value: Decimal | bool | tuple[str, ...]

    @classmethod
    def parse(cls, raw: dict[str, Any]) -> "Condition":
        """A condition of its JSON `{"fact", "op", "value"}`; raises `ValueError` that says what is wrong."""
        if set(raw) != {"fact", "op", "value"}:
            raise ValueError("a condition has fact, op and value")
        known = catalogue().get(raw["fact"])
        if known is None:
            raise ValueError(f"fact {raw['fact']!r} is not in the catalogue")
        if raw["op"] not in _OPERATORS:
            raise ValueError(f"operator {raw['op']!r} is none of {', '.join(_OPERATORS)}")
        if known.kind is not _OPERATORS[raw["op"]].kind:
            raise ValueError(f"operator {raw['op']} does not fit the {known.kind.value} {known.name}")
        return cls(known, raw["op"], _value(known, raw["value"]))

    @cached_property
    def code(self) -> str:
        """`AGE_M_AT_LEAST`."""
        return f"{self.fact.name}_{self.op}".upper()

    def check(self, facts: Facts) -> Check:
        """Kept, broken, or not known: absent, or of another kind than it must be, which is a fault of its source."""
        one = facts.get(self.fact.name, _NOT_THERE)
        operator = _OPERATORS[self.op]
        wanted = self._wanted
        if one.kind is not self.fact.kind:
            why = source_text(one)
            text = Text(
                zh=f"须确认{self.fact.label.zh}{operator.text.zh}{wanted.zh}（{why.zh}）",
                en=f"{self.fact.label.en} must be {operator.text.en} {wanted.en}: {why.en}",
            )
            return Check(self.code, State.ASK, text, self._cure_of_absence(one.cause), self.rule)
        actual = self.fact.show(one.value)
        text = Text(
            zh=f"{self.fact.label.zh}{operator.text.zh}{wanted.zh}，现为{actual.zh}",
            en=f"{self.fact.label.en} must be {operator.text.en} {wanted.en}; it is {actual.en}",
        )
        held = operator.holds(one, self.value)
        return Check(self.code, State.PASS if held else State.FAIL, text, self.fact.cure, self.rule)

    def _cure_of_absence(self, cause: str) -> Text:
        label = self.fact.label
        if cause == NOT_SHOWN:
            return Text(zh=f"由银行另行核实{label.zh}", en=f"let the bank find out the {label.en} otherwise")
        return Text(zh=f"授权{label.zh}数据", en=f"grant the data on {label.en}")

    def document(self) -> dict[str, Any]:
        """Its JSON."""
        value = [*self.value] if isinstance(self.value, tuple) else self.value
        return {"fact": self.fact.name, "op": self.op, "value": str(value) if isinstance(value, Decimal) else value}

    @cached_property
    def rule(self) -> Text:
        """The condition as a sentence."""
        operator, wanted = _OPERATORS[self.op].text, self._wanted
        return Text(
            zh=f"{self.fact.label.zh}{operator.zh}{wanted.zh}",
            en=f"{self.fact.label.en} must be {operator.en} {wanted.en}",
        )

    @cached_property
    def _wanted(self) -> Text:
        if isinstance(self.value, tuple):
            shown = [self.fact.show(value) for value in self.value]
            return Text(zh="、".join(one.zh for one in shown), en=", ".join(one.en for one in shown))
        return self.fact.show(self.value)


@dataclass(frozen=True, slots=True)
class _Operator:
    kind: Kind
    text: Text
    holds: Callable[[Fact, Any], bool]


_OPERATORS = {
    "at_least": _Operator(Kind.NUMBER, Text(zh="不低于", en="at least"), lambda one, value: one.number >= value),
    "at_most": _Operator(Kind.NUMBER, Text(zh="不高于", en="at most"), lambda one, value: one.number <= value),
    "one_of": _Operator(Kind.TEXT, Text(zh="须为", en="one of"), lambda one, value: one.value in value),
    "none_of": _Operator(Kind.TEXT, Text(zh="不得为", en="none of"), lambda one, value: one.value not in value),
    "is": _Operator(Kind.BOOLEAN, Text(zh="须为", en=""), lambda one, value: one.value is value),
}


def _value(known: KnownFact, raw: Any) -> Decimal | bool | tuple[str, ...]:
    match known.kind:
        case Kind.BOOLEAN if isinstance(raw, bool):
            return raw
        case Kind.TEXT if isinstance(raw, list) and raw and all(isinstance(item, str) and item for item in raw):
            return tuple(raw)
        case Kind.NUMBER if isinstance(raw, int | str) and not isinstance(raw, bool):
            try:
                number = Decimal(raw)
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
    raise ValueError(f"{raw!r} is no value for {known.name}: want {_WANTED[known.kind]}")


_WANTED = {
    Kind.NUMBER: "an integer or a decimal text",
    Kind.TEXT: "a list of texts",
    Kind.BOOLEAN: "true or false",
}
