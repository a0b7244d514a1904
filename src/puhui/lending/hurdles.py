"""What stands between an enterprise and a yes: knock-outs and conditions, with the nearest value that clears each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from puhui.credit.recourse import Actionable, Hurdle, Value, actionability
from puhui.decisions import Fact, Finding, Kind, Rule, Severity, fact, is_broken, parse_rules
from puhui.kernel import Text
from puhui.lending.concluding import DERIVED, Conclusion, Ground, plain
from puhui.market import Condition, State

OF_THE_SCORE = frozenset({"score", "pd", "grade", "coverage"})
LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"|\(?(-?\d+(?:\.\d+)?)\)?")
"""The texts and numbers in a condition: groups single-quoted, double-quoted, number."""

_OUTSIDE = frozenset({"exposure_elsewhere_fen", "lenders_elsewhere_cnt", "segment", "region_code", "own_loans_count"})
_MONTHS_BY = {"time": 12, "action": 3, "itself": 3}


def hurdles_of(before: Conclusion, ground: Ground, facts: Mapping[str, Fact]) -> tuple[list[Hurdle], list[Text]]:
    """What declines and can be changed, as hurdles; and, in words, what cannot.

    Knock-outs and conditions on the score, the limit and what follows from them are left out: they are targets.
    """
    found: list[Hurdle] = []
    blocked: list[Text] = []
    rules = {rule.code: rule for rule in parse_rules(ground.rules).rules}
    for finding in before.outcome.with_severity(Severity.KO):
        if finding.evidence in OF_THE_SCORE or finding.evidence in DERIVED:
            continue
        hurdle = _of_rule(rules[finding.code], finding)
        if hurdle.clears == "never" or hurdle.nearest is None:
            blocked.append(finding.cure)
        else:
            found.append(hurdle)
    conditions = [one for one in ground.product.conditions if one.fact.name not in OF_THE_SCORE]
    for condition in conditions:
        if condition.check(facts).state is State.FAIL:
            against = _of_condition(condition, facts[condition.fact.name])
            if against is None:
                blocked.append(condition.check(facts).text)
            else:
                found.append(against)
    stated = {condition.code for condition in ground.product.conditions}
    blocked += [one.cure for one in before.checks if one.state is State.FAIL and one.code not in stated]
    return found, blocked


def _of_rule(rule: Rule, finding: Finding) -> Hurdle:
    now = finding.fact
    others = {name: one for name, one in finding.looked_at if name != rule.evidence}

    def keeps(value: Value) -> bool:
        return not is_broken(rule, {**others, rule.evidence: fact(value)})

    known = actionability().get(rule.evidence)
    clears = "never" if known is not None and known.can.value == "never" else rule.clears or "action"
    candidates = sorted(_candidates(rule.broken_when, now), key=lambda value: _distance(now, value))
    nearest = next((value for value in candidates if keeps(value)), None)
    return Hurdle(
        rule.code, rule.evidence, clears, finding.text, finding.cure, nearest, keeps, _MONTHS_BY.get(clears, 3)
    )


def _candidates(condition: str, now: Fact) -> Iterator[Value]:
    """Values at which a condition may turn: its literals and the nearest beside them; for words, the listed ones."""
    for single, double, number in LITERAL.findall(condition):
        if now.kind is Kind.TEXT:
            yield single or double
        elif number:
            yield from (float(Decimal(number) + shift) for shift in map(Decimal, ("0", "1", "-1", "0.0001", "-0.0001")))
    if now.kind is Kind.TEXT:
        yield from ("B", "C")  # of ratings: the best next steps


def _of_condition(condition: Condition, now: Fact) -> Hurdle | None:
    """A product's condition as a hurdle; None where its fact is not the enterprise's to change."""
    name, wanted = condition.fact.name, condition.value
    known = actionability().get(name)
    if name in _OUTSIDE or known is None or known.can.value == "never" or isinstance(wanted, bool):
        return None

    def keeps(value: Value) -> bool:
        made = fact(value)
        return condition.check({name: replace(now, kind=made.kind, value=made.value)}).state is State.PASS

    values = [float(wanted)] if isinstance(wanted, Decimal) else list(wanted)
    nearest = next((value for value in values if keeps(value) and _reachable(known, now, value)), None)
    if nearest is None:
        return None
    cure = condition.fact.cure
    return Hurdle(condition.code, name, known.can.value, cure, cure, nearest, keeps)


def _reachable(known: Actionable, now: Fact, value: Value) -> bool:
    before = plain(now)
    return before is not None and known.reaches(before, value)


def _distance(now: Fact, value: Value) -> float:
    return 0.0 if isinstance(value, str) or now.kind is Kind.TEXT else abs(float(now.number) - value)
