"""Apply a decision file to facts."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import zen

from puhui.decisions.decision_file import Rule, Rules, parse
from puhui.decisions.errors import FactRefused, RuleUndecided
from puhui.decisions.facts import Fact, Kind, fact
from puhui.decisions.linting import PROBES
from puhui.kernel import Text, encode, list_of, map_of

_STAGE = "decisions.evaluating"
_ABSENT = Fact(Kind.ABSENT, None, cause="not_asked")


class Verdict(StrEnum):
    """What the rules together say."""

    APPROVE = "approve"
    REFER = "refer"
    DECLINE = "decline"


class Severity(StrEnum):
    """What one rule says. `ASK`: its evidence is absent. `NOTE`: absent, and the rule lets that pass."""

    KO = "KO"
    REFER = "REFER"
    ASK = "ASK"
    NOTE = "NOTE"
    PASS = "PASS"  # noqa: S105 - not a password


_SPELT = {severity: encode(severity.value) for severity in Severity}


class Finding(NamedTuple):
    """One rule applied: what it says, on which facts, and how to cure it.

    `looked_at` are all facts that the condition names.
    """

    rule: Rule
    severity: Severity
    looked_at: tuple[tuple[str, Fact], ...]

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def text(self) -> Text:
        """What the enterprise reads when it is broken."""
        return self.rule.text

    @property
    def cure(self) -> Text:
        """How it is cured."""
        return self.rule.cure

    @property
    def evidence(self) -> str:
        """The name of the fact that is shown as the reason."""
        return self.rule.evidence

    @property
    def fact(self) -> Fact:
        """The evidence."""
        return dict(self.looked_at)[self.evidence]

    @property
    def missing(self) -> tuple[str, ...]:
        """The absent facts among those looked at."""
        return tuple(name for name, one in self.looked_at if one.absent)

    def document(self) -> dict[str, Any]:
        """The canonical form."""
        return {
            **self.rule.told,
            "severity": self.severity.value,
            "facts": {name: one.document() for name, one in self.looked_at},
        }

    def encoded(self, spelt: Mapping[str, bytes]) -> bytes:
        """The canonical bytes of `document()`; `spelt` has those of its facts."""
        shape = self.rule.facts_shape
        facts = shape.fill([spelt[name] for name in shape.open])
        return self.rule.finding_shape.fill((facts, _SPELT[self.severity]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict with every rule's finding, in the order of the file.

    Any broken knock-out declines; else a rule that refers, or one whose evidence is absent, refers; else approve.
    Absent evidence never declines.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]

    def with_severity(self, *severities: Severity) -> tuple[Finding, ...]:
        """The findings of these severities."""
        return tuple(finding for finding in self.findings if finding.severity in severities)

    @property
    def knock_outs(self) -> tuple[Finding, ...]:
        """The broken knock-outs."""
        return self.with_severity(Severity.KO)

    def document(self) -> dict[str, Any]:
        """The canonical form."""
        return {"verdict": self.verdict.value, "findings": [finding.document() for finding in self.findings]}

    def encoded(self, known: Mapping[str, bytes]) -> bytes:
        """The canonical bytes of `document()`; `known` has those of the facts that went in, by name."""
        looked_at = {name: one for finding in self.findings for name, one in finding.looked_at}
        spelt = {name: known.get(name) or one.encoded() for name, one in looked_at.items()}
        findings = list_of([finding.encoded(spelt) for finding in self.findings])
        return map_of({"verdict": encode(self.verdict.value), "findings": findings})


def evaluate(rules: bytes, facts: Mapping[str, object]) -> Outcome:
    """Apply the decision file `rules` to `facts` (plain values or `Fact`s, by name).

    Facts that the file does not declare are not looked at. Raises `RulesRefused`, `FactRefused` when a fact is of
    another type than declared, and `RuleUndecided` when the engine stays silent about a rule.
    """
    file = parse(rules)
    known, absent = _known(file, facts)
    broken = _ask_engine(file, known)
    pairs = {name: (name, one) for name, one in known.items()}
    findings = tuple([_finding(rule, pairs, absent, said) for rule, said in zip(file.rules, broken, strict=True)])
    return Outcome(_verdict(findings), findings)


def _known(file: Rules, facts: Mapping[str, object]) -> tuple[dict[str, Fact], set[str]]:
    """The facts that the file declares, and the names of those that are absent."""
    known, absent = {}, set()
    for name, field in file.fields.items():
        value = facts.get(name, _ABSENT)
        one = known[name] = value if type(value) is Fact else fact(value, name=name)
        kind = one.kind
        if kind is Kind.ABSENT:
            absent.add(name)
        elif kind is not field.kind:
            raise FactRefused(
                name=name,
                reason=f"it is a {kind.value}, the rules want a {field.kind.value}",
                reason_zh=f"类型为 {kind.value}，规则要求 {field.kind.value}",
                stage=_STAGE,
            )
    return known, absent


def _ask_engine(file: Rules, facts: Mapping[str, Fact]) -> list[object]:
    """Yes or no of each rule. Of an absent fact any value serves: rules that name it are not asked."""
    context = {
        name: PROBES[file.fields[name].kind][0] if one.kind is Kind.ABSENT else one.for_engine()
        for name, one in facts.items()
    }
    try:
        answers: list[object] = file.together.evaluate(context)
    except RuntimeError:  # one rule failed, and took the others with it: ask each by itself
        return [_ask_one(rule, context) for rule in file.rules]
    return answers


def is_broken(rule: Rule, facts: Mapping[str, Fact]) -> bool:
    """Whether one rule is broken on facts that are all there; raises `RuleUndecided` when the engine does not say."""
    answer = _ask_one(rule, {name: facts[name].for_engine() for name in rule.needs})
    if not isinstance(answer, bool):
        raise RuleUndecided(code=rule.code, stage=_STAGE)
    return answer


def _ask_one(rule: Rule, context: dict[str, Any]) -> object:
    try:
        answer: object = zen.evaluate_expression(rule.broken_when, context)
    except RuntimeError:
        return None
    return answer


def _finding(rule: Rule, pairs: Mapping[str, tuple[str, Fact]], absent: Set[str], broken: object) -> Finding:
    if absent and not absent.isdisjoint(rule.needs):
        severity = Severity.ASK if rule.ask_if_absent else Severity.NOTE
    elif broken is True:
        severity = Severity.KO if rule.knock_out else Severity.REFER
    elif broken is False:
        severity = Severity.PASS
    else:
        raise RuleUndecided(code=rule.code, stage=_STAGE)
    return Finding(rule, severity, tuple([pairs[name] for name in rule.needs]))


def _verdict(findings: tuple[Finding, ...]) -> Verdict:
    severities = {finding.severity for finding in findings}
    if Severity.KO in severities:
        return Verdict.DECLINE
    if severities & {Severity.REFER, Severity.ASK}:
        return Verdict.REFER
    return Verdict.APPROVE
