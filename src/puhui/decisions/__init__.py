"""Rules that bank officers edit, applied so that a decision can be replayed to the letter.

The room promises: a decision file is refused unless every cell can be relied on; an absent fact never declines
anyone; a rule about which the engine is silent stops the decision; the same facts and file give the identical
outcome, finding for finding, and the record's digest covers all of them. No I/O.

>>> file = shipped("standard")
>>> outcome = evaluate(file, {"age_m": 7, "status": "存续"})
>>> outcome.verdict.value, [finding.code for finding in outcome.knock_outs]
('decline', ['AGE_TOO_YOUNG'])
>>> [finding.severity.value for finding in outcome.findings if finding.code == "TAX_ARREARS"]
['ASK']
>>> evaluate(file, {}).verdict.value
'refer'
"""

from importlib import resources

from puhui.decisions.adjusting import Difference, Who, adjust, differences
from puhui.decisions.cases import Case, CasesReport, parse_cases, run_cases
from puhui.decisions.decision_file import Rule
from puhui.decisions.decision_file import Rules as DecisionFile
from puhui.decisions.decision_file import parse as parse_rules
from puhui.decisions.errors import (
    CasesRefused,
    FactRefused,
    NothingToSimulate,
    ReplayDiffers,
    RuleLoosened,
    RulesRefused,
    RuleUndecided,
    ThresholdUnknown,
)
from puhui.decisions.evaluating import Finding, Outcome, Severity, Verdict, evaluate, is_broken
from puhui.decisions.facts import Fact, Kind, fact, facts_of
from puhui.decisions.jdm import Field
from puhui.decisions.linting import lint
from puhui.decisions.record import DecisionRecord, canonical, decide, replay, rules_digest
from puhui.kernel import Text

SHIPPED = ("standard", "cautious")


def shipped(style: str) -> bytes:
    """The decision file of a bank style that comes with Puhui: one of `SHIPPED`."""
    return _file(style, ".json")


def shipped_cases(style: str) -> bytes:
    """The worked cases that stand beside a shipped decision file."""
    return _file(style, ".cases.json")


def _file(style: str, ending: str) -> bytes:
    if style not in SHIPPED:
        raise RulesRefused(
            count=1,
            faults=Text(
                zh=f"没有随附的样式 {style!r}，只有 {', '.join(SHIPPED)}",
                en=f"no shipped style {style!r}, only {', '.join(SHIPPED)}",
            ),
            stage="decisions",
        )
    return resources.files(__name__).joinpath("rules", f"{style}{ending}").read_bytes()


__all__ = [
    "SHIPPED",
    "Case",
    "CasesRefused",
    "CasesReport",
    "DecisionFile",
    "DecisionRecord",
    "Difference",
    "Fact",
    "FactRefused",
    "Field",
    "Finding",
    "Kind",
    "NothingToSimulate",
    "Outcome",
    "ReplayDiffers",
    "Rule",
    "RuleLoosened",
    "RuleUndecided",
    "RulesRefused",
    "Severity",
    "ThresholdUnknown",
    "Verdict",
    "Who",
    "adjust",
    "canonical",
    "decide",
    "differences",
    "evaluate",
    "fact",
    "facts_of",
    "is_broken",
    "lint",
    "parse_cases",
    "parse_rules",
    "replay",
    "rules_digest",
    "run_cases",
    "shipped",
    "shipped_cases",
]
