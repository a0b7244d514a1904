"""One look at a debtor, judged: facts with the movements since the first look, and the rules that they break. Pure.

A movement is made of two values of one indicator; where either is absent so is the movement. Rules whose facts are
absent warn of nothing, and are named: whoever reads knows what was not looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from puhui.decisions import Fact, Severity, evaluate, fact, parse_rules
from puhui.kernel import Text
from puhui.lending.warning.settings import WarningSettings, settings, shipped_rules


@dataclass(frozen=True, slots=True)
class Look:
    """What the custodians answered at one time: facts by name."""

    at: datetime
    facts: Mapping[str, Fact]

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        facts = {name: one.document() for name, one in self.facts.items()}
        return {"at": self.at.isoformat(), "facts": facts}

    @classmethod
    def of_document(cls, kept: Mapping[str, Any]) -> "Look":
        """The look of its document."""
        facts = {name: Fact.of_document(one) for name, one in kept["facts"].items()}
        return cls(datetime.fromisoformat(kept["at"]), facts)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that warns: its level, how sure it is (`mark`), what it says, what to do next, and the facts it read."""

    code: str
    level: str
    mark: str
    text: Text
    advice: Text
    basis: str
    evidence: str
    facts: Mapping[str, Any]

    @property
    def values(self) -> dict[str, Any]:
        """The facts' values alone: the same sign found again another day has the same."""
        return {name: one["value"] for name, one in self.facts.items()}


@dataclass(frozen=True, slots=True)
class Judged:
    """What a look gives: the hits, gravest first, and the rules that could not look."""

    rules: str
    hits: tuple[Hit, ...]
    not_looked_at: tuple[str, ...]


_GRAVITY = ("red", "orange", "yellow")


def moved_since(
    now: Mapping[str, Fact], first: Mapping[str, Fact], held: WarningSettings | None = None
) -> dict[str, Fact]:
    """The facts of `now` with every movement since `first`.

    >>> then, since = {"ins_now": fact(40)}, {"ins_now": fact(26)}
    >>> moved_since(since, then)["staff_change"].value
    '-0.35'
    """
    found = dict(now)
    for one in (held or settings()).movements:
        after, before = now.get(one.of), first.get(one.of)
        found[one.name] = _moved(one.kind, after, before)
    return found


def judge(facts: Mapping[str, Fact], rules: bytes | None = None) -> Judged:
    """What the rules say of the facts; the shipped ones unless others are given. Raises what `evaluate` does."""
    used = rules if rules is not None else shipped_rules()
    file = parse_rules(used)
    found = evaluate(used, {name: one for name, one in facts.items() if name in file.fields}).findings
    broken = [one for one in found if one.severity in (Severity.KO, Severity.REFER)]
    hits = [
        Hit(
            code=one.code,
            level=one.rule.level or "yellow",
            mark=one.rule.mark,
            text=one.text,
            advice=one.cure,
            basis=one.rule.basis,
            evidence=one.evidence,
            facts={name: looked.document() for name, looked in one.looked_at},
        )
        for one in broken
    ]
    absent = [one.code for one in found if one.severity in (Severity.ASK, Severity.NOTE)]
    return Judged(file.version, _by_gravity(hits), tuple(absent))


def is_the_same(told: Mapping[str, Any], now: Mapping[str, Any], within: Decimal) -> bool:
    """Whether the facts behind a sign are those of another day: numbers no further apart than a share of the former.

    >>> is_the_same({"kwh_drop3": "-0.4"}, {"kwh_drop3": "-0.43"}, Decimal("0.1"))
    True
    >>> is_the_same({"kwh_drop3": "-0.4"}, {"kwh_drop3": "-0.6"}, Decimal("0.1"))
    False
    """
    return told.keys() == now.keys() and all(_near(told[name], now[name], within) for name in told)


def _near(before: object, after: object, within: Decimal) -> bool:
    if before == after or not isinstance(before, str) or not isinstance(after, str):
        return before == after
    try:
        then, now = Decimal(before), Decimal(after)
    except InvalidOperation:
        return False
    return abs(now - then) <= within * abs(then)


def _by_gravity(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda one: _GRAVITY.index(one.level)))


def _moved(kind: str, after: Fact | None, before: Fact | None) -> Fact:
    if after is None or before is None or after.absent or before.absent:
        cause = after.cause if after is not None and after.absent else "no_record"
        return fact(None, source=after.source if after is not None else "", cause=cause)
    now, then = after.number, before.number
    value: Decimal | None = now - then if kind == "difference" else (now / then - 1 if then else None)
    exact = None if value is None else value.quantize(Decimal("0.0001")).normalize()
    return fact(exact, source=after.source, as_of=after.as_of, cause="no_record")
