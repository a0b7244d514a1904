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

from puhui.decisions.decision_file import Field, Rule, lint
from puhui.decisions.decision_file import Rules as DecisionFile
from puhui.decisions.decision_file import parse as parse_rules
from puhui.decisions.errors import FactRefused, ReplayDiffers, RulesRefused, RuleUndecided
from puhui.decisions.evaluating import Finding, Outcome, Severity, Verdict, evaluate
from puhui.decisions.facts import Fact, Kind, fact, facts_of
from puhui.decisions.record import DecisionRecord, canonical, decide, replay, rules_digest

SHIPPED = ("standard", "cautious")


def shipped(style: str) -> bytes:
    """The decision file of a bank style that comes with Puhui: one of `SHIPPED`."""
    if style not in SHIPPED:
        raise RulesRefused(count=1, faults=f"no shipped style {style!r}, only {', '.join(SHIPPED)}", stage="decisions")
    return resources.files(__name__).joinpath("rules", f"{style}.json").read_bytes()


__all__ = [
    "SHIPPED",
    "DecisionFile",
    "DecisionRecord",
    "Fact",
    "FactRefused",
    "Field",
    "Finding",
    "Kind",
    "Outcome",
    "ReplayDiffers",
    "Rule",
    "RuleUndecided",
    "RulesRefused",
    "Severity",
    "Verdict",
    "canonical",
    "decide",
    "evaluate",
    "fact",
    "facts_of",
    "lint",
    "parse_rules",
    "replay",
    "rules_digest",
    "shipped",
]
