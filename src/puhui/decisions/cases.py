"""Worked cases of a decision file: facts with the findings that the officers expect, kept beside the file.

The file `NAME.cases.json` (format `puhui-cases/1`) holds `facts`, a sound enterprise, and `cases`, each a change of
some facts (null: absent) with the `verdict` and the `findings` that are not passed or noted. A rule is covered when one
case breaks it, one keeps it and, where it asks, one has its evidence absent.

>>> from puhui.decisions import shipped, shipped_cases
>>> report = run_cases(shipped("standard"), parse_cases(shipped_cases("standard")))
>>> report.failed, report.uncovered
((), ())
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from puhui.decisions.decision_file import parse
from puhui.decisions.errors import CasesRefused
from puhui.decisions.evaluating import Outcome, Severity, Verdict, evaluate
from puhui.kernel import Text

FORMAT = "puhui-cases/1"
_TOLD = (Severity.KO, Severity.REFER, Severity.ASK)


@dataclass(frozen=True, slots=True)
class Case:
    """One application as officers wrote it down, with what must be found."""

    name: str
    facts: Mapping[str, object]
    verdict: Verdict
    findings: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that came out otherwise: in words, and what came out."""

    case: str
    wanted: str
    found: str
    verdict: Verdict
    findings: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Covered:
    """How many cases break a rule, keep it, and leave its evidence absent."""

    code: str
    broken: int
    kept: int
    absent: int
    asks: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """What no case shows."""
        wanted = {"broken": self.broken, "kept": self.kept} | ({"absent": self.absent} if self.asks else {})
        return tuple(name for name, count in wanted.items() if not count)


@dataclass(frozen=True, slots=True)
class CasesReport:
    """Which cases came out as expected, and which rules they show."""

    cases: int
    failed: tuple[Failure, ...]
    coverage: tuple[Covered, ...]

    @property
    def uncovered(self) -> tuple[Covered, ...]:
        """The rules that lack a case."""
        return tuple(one for one in self.coverage if one.lacks)


def parse_cases(data: bytes) -> list[Case]:
    """The cases of their JSON; raises `CasesRefused`."""
    try:
        raw = json.loads(data)
        _check_format(raw["format"])
        cases = [
            Case(
                name=_words(one["name"]),
                facts={**raw.get("facts", {}), **one.get("change", {})},
                verdict=Verdict(one["verdict"]),
                findings={code: Severity(said) for code, said in one.get("findings", {}).items()},
            )
            for one in raw["cases"]
        ]
    except KeyError as reason:
        raise CasesRefused(
            reason=Text(zh=f"缺少 {reason}", en=f"{reason} is missing"), stage="decisions.cases"
        ) from None
    except (ValueError, TypeError, AttributeError) as reason:
        raise CasesRefused(reason=str(reason), stage="decisions.cases") from None
    if not cases or len({case.name for case in cases}) != len(cases):
        raise CasesRefused(
            reason=Text(zh="没有用例，或名称重复", en="there are none, or a name stands twice"), stage="decisions.cases"
        )
    return cases


def run_cases(rules: bytes, cases: list[Case]) -> CasesReport:
    """Decide every case; raises what `evaluate` raises."""
    outcomes = [(case, evaluate(rules, case.facts)) for case in cases]
    failed = [
        Failure(
            case.name,
            _spelt(case.verdict, case.findings),
            _spelt(outcome.verdict, _told(outcome)),
            outcome.verdict,
            _told(outcome),
        )
        for case, outcome in outcomes
        if (outcome.verdict, _told(outcome)) != (case.verdict, dict(case.findings))
    ]
    said = [{finding.code: finding.severity for finding in outcome.findings} for _, outcome in outcomes]
    coverage = tuple(
        Covered(
            code=rule.code,
            broken=sum(one[rule.code] in (Severity.KO, Severity.REFER) for one in said),
            kept=sum(one[rule.code] is Severity.PASS for one in said),
            absent=sum(one[rule.code] in (Severity.ASK, Severity.NOTE) for one in said),
            asks=rule.ask_if_absent,
        )
        for rule in parse(rules).rules
    )
    return CasesReport(len(cases), tuple(failed), coverage)


def _told(outcome: Outcome) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in outcome.with_severity(*_TOLD)}


def _spelt(verdict: Verdict, findings: Mapping[str, Severity]) -> str:
    return f"{verdict.value}: {', '.join(f'{code} {said}' for code, said in sorted(findings.items())) or '-'}"


def _check_format(found: object) -> None:
    if found != FORMAT:
        raise ValueError(f"format {found!r} is not {FORMAT!r}")


def _words(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{raw!r} is no name")
    return raw
