"""Screen one application: facts, rules, the oddness beside peers; out come pass, verify or refuse, and a record.

1. The case becomes facts; what nobody handed in is absent, and the rules say whether that is asked for.
2. The decision file is held to hard evidence: a rule that refuses may look at nothing but what a register, the
police, an issuer or a verifier has confirmed. A file that breaks this is not used at all.
3. The rules decide, and `decisions.decide` records it with every fact: `decisions.replay` gives the identical outcome.
4. A refusal is a proposal until a person has looked (个人信息保护法 art. 24: no decision by automation alone).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from puhui.decisions import DecisionRecord, Finding, Severity, Verdict, decide, parse_rules
from puhui.kernel import Text, encode, suite
from puhui.kernel.ids import DecisionId
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.screening.anomaly import FEATURES, Anomaly, Features, Peers
from puhui.screening.case import Case
from puhui.screening.errors import RefusalOnSoftEvidence
from puhui.screening.facts import facts_of_case

HARD_SOURCES = frozenset({"registry", "police", "issuer", "verification"})
_STAGE = "screening.judging"
_CODES = {  # fact → the code of the relations finding behind it
    "relation_shell": "SHELL",
    "relation_loop": "LOOP",
    "relation_circle": "CIRCLE",
    "relation_access": "ACCESS",
    "relation_change": "CHANGE",
    "relation_invoice": "INVOICE",
    "relation_related_flow": "RELATED_FLOW",
}
REVIEW = Text(
    zh="拒绝须经审批人员人工复核后生效；申请人可要求说明，并有权拒绝仅由自动化方式作出的决定（个人信息保护法第二十四条）",
    en="a refusal holds once an approver has reviewed it; the applicant may ask for the reasons and refuse a decision "
    "made by automation alone (PIPL article 24)",
)


class Outcome(StrEnum):
    """What follows from a screening."""

    PASS = "pass"  # noqa: S105 - not a password
    VERIFY = "verify"
    REFUSE = "refuse"


_OUTCOMES = {Verdict.APPROVE: Outcome.PASS, Verdict.REFER: Outcome.VERIFY, Verdict.DECLINE: Outcome.REFUSE}
_SPOKE = {Severity.KO: "refuse", Severity.REFER: "verify", Severity.ASK: "ask"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke: what it found, on which evidence, and how to verify it (or have it reviewed).

    `weight` is `refuse`, `verify`, or `ask` where a fact that the rule wants is absent. `facts` are the values that the
    rule looked at, by name.
    """

    code: str
    weight: str
    text: Text
    how: Text
    mark: str
    evidence: tuple[Mapping[str, Any], ...]
    facts: Mapping[str, str | bool | None] = field(default_factory=dict)

    def sign(self, suite_name: str = DEFAULT_SUITE) -> str:
        """The digest of what was found, without its dates: the same sign found again another day is the same."""
        return suite(suite_name).digest(encode({"code": self.code, "facts": dict(self.facts)})).hex()

    def document(self) -> dict[str, Any]:
        """As JSON has it, texts in both languages."""
        return {
            "code": self.code,
            "weight": self.weight,
            "text": {"zh": self.text.zh, "en": self.text.en},
            "how": {"zh": self.how.zh, "en": self.how.en},
            "mark": self.mark,
            "evidence": [dict(one) for one in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Screening:
    """The outcome of one screening with its reasons, refusals first; `not_looked_at` are rules whose facts are absent
    and that let that pass. `record` replays by the file `rules`. `review` is named where a person must look before the
    outcome holds."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    not_looked_at: tuple[str, ...]
    anomaly: Anomaly | None
    review: Text | None
    record: DecisionRecord
    rules: bytes = field(repr=False)

    def document(self) -> dict[str, Any]:
        """As JSON has it: what officers see, and what `--json` prints."""
        return {
            "outcome": self.outcome.value,
            "application": self.record.extra["application"],
            "at": self.record.at.isoformat(),
            "reasons": [reason.document() for reason in self.reasons],
            "not_looked_at": list(self.not_looked_at),
            "anomaly": None if self.anomaly is None else self.anomaly.document(),
            "review": None if self.review is None else {"zh": self.review.zh, "en": self.review.en},
            "rules": self.record.rules_version,
            "record": str(self.record.id),
            "record_digest": self.record.digest,
        }


def screen(
    case: Case,
    *,
    id: DecisionId,
    at: datetime,
    rules: bytes | None = None,
    peers: Peers | None = None,
    suite_name: str = DEFAULT_SUITE,
) -> Screening:
    """Screen a case. `peers` are the enterprise's own group; without them there is no anomaly, and that passes.

    Raises `RefusalOnSoftEvidence`, and what the decision file raises.
    """
    used = rules if rules is not None else shipped_rules()
    for code, facts in soft_refusals(used):
        raise RefusalOnSoftEvidence(code=code, facts=", ".join(facts), stage=_STAGE)
    anomaly = None if peers is None else peers.judge(_features(case))
    outcome, record = decide(
        used,
        facts_of_case(case, anomaly),
        id=id,
        at=at,
        extra={
            "kind": "screening",
            "application": case.application.id,
            "anomaly": None if anomaly is None else anomaly.document(),
            "features": f"anomaly@{FEATURES.version}",
            "provenance": [one.model_dump(mode="json") for one in case.velocity],
        },
        suite_name=suite_name,
    )
    spoke = sorted((one for one in outcome.findings if one.severity in _SPOKE), key=_gravity)
    ended = _OUTCOMES[outcome.verdict]
    return Screening(
        outcome=ended,
        reasons=tuple(_reason(one, case, anomaly) for one in spoke),
        not_looked_at=tuple(one.code for one in outcome.with_severity(Severity.NOTE)),
        anomaly=anomaly,
        review=REVIEW if ended is Outcome.REFUSE else None,
        record=record,
        rules=used,
    )


def outcome_of(record: DecisionRecord) -> Outcome:
    """The outcome that a screening's record holds."""
    return _OUTCOMES[Verdict(record.outcome["verdict"])]


def soft_refusals(rules: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """The rules of a decision file that refuse on facts of soft sources, with those facts; empty in a usable file."""
    file = parse_rules(rules)
    found = []
    for rule in file.rules:
        soft = tuple(name for name in rule.needs if file.fields[name].source not in HARD_SOURCES)
        if rule.knock_out and soft:
            found.append((rule.code, soft))
    return found


@cache
def shipped_rules() -> bytes:
    """The decision file that ships with Puhui."""
    return resources.files("puhui.screening").joinpath("rules", "standard.json").read_bytes()


def peers_of(columns: Mapping[str, Any], features: Features = FEATURES) -> Peers:
    """Peers of a table's columns by feature (see `anomaly`)."""
    return Peers(columns, features)


def _features(case: Case) -> dict[str, float | None]:
    told = case.application
    own: dict[str, float | None] = {"minutes_to_fill": told.minutes_to_fill}
    if told.amount_fen is not None and told.revenue12_fen:
        own["amount_to_revenue"] = told.amount_fen / told.revenue12_fen
    return own | case.features


def _gravity(one: Finding) -> int:
    return list(_SPOKE).index(one.severity)


def _reason(one: Finding, case: Case, anomaly: Anomaly | None) -> Reason:
    asked = one.severity is Severity.ASK
    return Reason(
        code=one.code,
        weight=_SPOKE[one.severity],
        text=_ABSENT.fill(what=one.text) if asked else one.text,
        how=one.cure,
        mark=one.rule.mark,
        evidence=() if asked else tuple(_evidence(one, case, anomaly)),
        facts={name: fact.value for name, fact in one.looked_at},
    )


_ABSENT = Text(zh="尚未核实：{what}", en="not looked at yet: whether {what}")


def _evidence(one: Finding, case: Case, anomaly: Anomaly | None) -> list[dict[str, Any]]:
    """The facts that the rule looked at, and the findings behind them: with their subgraph, both values, or parts."""
    shown: list[dict[str, Any]] = [
        {"name": name, "value": fact.value, "source": fact.source, "as_of": fact.as_of and fact.as_of.isoformat()}
        for name, fact in one.looked_at
    ]
    names = {name for name, _ in one.looked_at}
    kinds = {_CODES[name] for name in names & _CODES.keys()}
    if "relation_kinds" in names:
        kinds = {finding.code for finding in case.findings or () if finding.rank >= 2}
    shown += _dumped(finding for finding in case.findings or () if finding.code in kinds and finding.rank >= 2)
    for name, rank in (("contradictions_high", 3), ("contradictions_medium", 2)):
        if name in names:
            shown += _dumped(
                told for told in case.contradictions or () if told.state == "contradiction" and told.rank == rank
            )
    if "document_likeness" in names:
        shown += _dumped(sorted(case.likenesses or (), key=lambda told: -told.likeness)[:3])
    if "anomaly_tail" in names and anomaly is not None:
        shown.append(anomaly.document())
    shown += _dumped(told for told in case.velocity if told.name in names)
    shown += _dumped(told for told in case.links if f"{told.kind}_enterprises" in names)
    shown += _dumped(told for told in case.applicants or () if f"applicants_{told.kind}" in names)
    checked = case.verifications.enterprise if case.verifications else None
    if "enterprise_check" in names and checked is not None:
        shown += _dumped([checked])
    if "fraud_list_hit" in names and case.listed is not None:
        shown += _dumped([case.listed])
    return shown


def _dumped(parts: Any) -> Sequence[dict[str, Any]]:
    return [part.model_dump(mode="json") for part in parts]
