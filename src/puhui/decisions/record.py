"""The record of a decision: everything that went in, what came out, and one digest over both.

The digest is what goes to the ledger. Years later the record and the decision file, both kept by the bank, give the
identical outcome again, or `ReplayDiffers` says what does not fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any, Self

from puhui.decisions.decision_file import parse
from puhui.decisions.errors import ReplayDiffers
from puhui.decisions.evaluating import Outcome, evaluate
from puhui.decisions.facts import Fact, fact, facts_of
from puhui.kernel import Text, decode, encode, map_of, suite
from puhui.kernel.ids import DecisionId
from puhui.kernel.suites import DEFAULT_SUITE

_STAGE = "decisions.record"


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision in canonical form.

    `outcome` is the outcome's document. `score` is whatever the bank's score was (numbers as decimal text);
    `extra` are further inputs of the decision that the rules did not look at, such as the limit's terms.
    """

    id: DecisionId
    rules_digest: str
    rules_version: str
    engine: str
    facts: Mapping[str, Fact]
    outcome: Mapping[str, Any]
    score: Mapping[str, Any]
    at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict)
    suite: str = DEFAULT_SUITE
    _spelt: bytes = field(default=b"", init=False, repr=False, compare=False)

    def document(self) -> dict[str, Any]:
        """The canonical form."""
        facts = {name: one.document() for name, one in self.facts.items()}
        return {**self._frame(), "facts": facts, "outcome": dict(self.outcome)}

    def _frame(self) -> dict[str, Any]:
        """The document without its two large parts."""
        return {
            "v": 1,
            "id": str(self.id),
            "suite": self.suite,
            "rules_digest": self.rules_digest,
            "rules_version": self.rules_version,
            "engine": self.engine,
            "score": dict(self.score),
            "extra": dict(self.extra),
            "at": round(self.at.timestamp() * 1000),
        }

    def encoded(self) -> bytes:
        """The canonical bytes; spelt once."""
        if not self._spelt:
            object.__setattr__(self, "_spelt", encode(self.document()))
        return self._spelt

    def _spell(self, outcome: Outcome) -> None:
        """Make the canonical bytes from the decided outcome, whose parts recur from decision to decision."""
        facts = {name: one.encoded() for name, one in self.facts.items()}
        parts = {key: encode(value) for key, value in self._frame().items()}
        spelt = map_of({**parts, "facts": map_of(facts), "outcome": outcome.encoded(facts)})
        object.__setattr__(self, "_spelt", spelt)

    @property
    def digest(self) -> str:
        """The digest of the canonical bytes, in lower-case hex."""
        return suite(self.suite).digest(self.encoded()).hex()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The record of its canonical bytes; raises `NotCanonical`, and `ReplayDiffers` on another shape."""
        document = decode(data)
        try:
            return cls(
                id=DecisionId(document["id"]),
                rules_digest=document["rules_digest"],
                rules_version=document["rules_version"],
                engine=document["engine"],
                facts={name: Fact.of_document(one) for name, one in document["facts"].items()},
                outcome=document["outcome"],
                score=document["score"],
                at=datetime.fromtimestamp(document["at"] // 1000, UTC).replace(
                    microsecond=document["at"] % 1000 * 1000
                ),
                extra=document["extra"],
                suite=document["suite"],
            )
        except (KeyError, TypeError, ValueError, AttributeError) as reason:
            raise ReplayDiffers(
                what=Text(zh=f"不是决策记录（{reason}）", en=f"not a decision record ({reason})"), stage=_STAGE
            ) from None


def decide(
    rules: bytes,
    facts: Mapping[str, object],
    *,
    id: DecisionId,
    at: datetime,
    score: Mapping[str, object] | None = None,
    extra: Mapping[str, object] | None = None,
    suite_name: str = DEFAULT_SUITE,
) -> tuple[Outcome, DecisionRecord]:
    """Evaluate and record. Numbers in `score` and `extra` become exact decimal text."""
    exact = facts_of(facts)
    outcome = evaluate(rules, exact)
    record = DecisionRecord(
        id=id,
        rules_digest=rules_digest(rules, suite_name),
        rules_version=_version(rules),
        engine=_engine(),
        facts=exact,
        outcome=outcome.document(),
        score=canonical(score or {}),
        at=at.replace(microsecond=at.microsecond // 1000 * 1000),
        extra=canonical(extra or {}),
        suite=suite_name,
    )
    record._spell(outcome)
    return outcome, record


@cache
def _engine() -> str:
    return f"zen-engine {version('zen-engine')}"


@lru_cache(maxsize=64)
def rules_digest(rules: bytes, suite_name: str = DEFAULT_SUITE) -> str:
    """The digest of a decision file's bytes, in lower-case hex."""
    return suite(suite_name).digest(rules).hex()


def replay(record: DecisionRecord, rules: bytes, *, digest: str | None = None) -> Outcome:
    """Decide again with the recorded facts; returns the outcome when it is identical, else raises `ReplayDiffers`.

    1. The record has the digest that the ledger holds, when `digest` is given.
    2. The decision file is the recorded one.
    3. The outcome, with every finding, is the recorded one.
    """
    # 1.
    if digest is not None and record.digest != digest:
        raise ReplayDiffers(
            what=Text(zh="记录与账本上的不是同一份", en="the record is not the one on the ledger"), stage=_STAGE
        )
    # 2.
    if rules_digest(rules, record.suite) != record.rules_digest:
        raise ReplayDiffers(
            what=Text(
                zh=f"这不是 {record.rules_version} 版的规则",
                en=f"these are not the rules of version {record.rules_version}",
            ),
            stage=_STAGE,
        )
    # 3.
    outcome = evaluate(rules, record.facts)
    if outcome.document() != dict(record.outcome):
        raise ReplayDiffers(what=Text(zh="结论不同", en="the outcome is another"), stage=_STAGE)
    return outcome


def canonical(value: Any) -> Any:
    """`value` with every number that is no integer as decimal text, so that it has one encoding."""
    match value:
        case Mapping():
            return {str(key): canonical(item) for key, item in value.items()}
        case list() | tuple():
            return [canonical(item) for item in value]
        case float() | Decimal():
            return fact(value).value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case _:
            return value if value is None or isinstance(value, str | int | bytes) else str(value)


def _version(rules: bytes) -> str:
    file = parse(rules)
    return f"{file.style} {file.version}"
