"""From facts to a recommendation and its record: pure, so that a decision is recomputed wherever its inputs are.

The record names everything that it was made with by digest: decision file, product, scorecard, defaults. `Materials`
are those files; `puhui rules export` gathers them, and `replaying` makes the whole record again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from puhui.credit import Scorecard
from puhui.credit.defaults import Defaults
from puhui.credit.limit import Exposure, Limit
from puhui.credit.price import Price
from puhui.decisions import DecisionRecord, Fact, Kind, Outcome, Verdict, decide, fact
from puhui.kernel import suite
from puhui.kernel.ids import ApplicationId, DecisionId
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.lending.documents import to_document
from puhui.lending.sizing import priced, size, unsized
from puhui.market import Check, Need, Product, Repayment, State, build_facts, checks, product_document

DERIVED = ("product_constraints_failed", "product_constraints_open", "limit_fen", "product_amount_min_fen")
"""The facts that `conclude` adds to those it is given."""


@dataclass(frozen=True, slots=True)
class ScoredBy:
    """The card that scored, and its sources that were absent."""

    card: Scorecard
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the enterprise asks for."""

    application: ApplicationId
    amount_fen: int
    term_months: int
    repayment: Repayment
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything but the facts that a conclusion rests on. `at` is its time, `on` the day in China."""

    product: Product
    rules: bytes
    terms: Defaults
    at: datetime
    on: date
    exposure: Exposure = field(default_factory=Exposure)
    scored_by: ScoredBy | None = None
    suite_name: str = DEFAULT_SUITE

    def materials(self) -> dict[str, bytes]:
        """Its files by digest: what a replay needs beside the record."""
        files = [self.rules, product_file(self.product), self.terms.file]
        if self.scored_by is not None:
            files.append(self.scored_by.card.file)
        return {suite(self.suite_name).digest(file).hex(): file for file in files}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the rules recommend, with its record. No limit or price where a knock-out stands."""

    record: DecisionRecord
    outcome: Outcome
    limit: Limit | None
    price: Price | None
    checks: tuple[Check, ...]
    facts: Mapping[str, Fact]
    unsized: tuple[str, ...]


def product_file(product: Product) -> bytes:
    """The product as the bytes that its digest is of."""
    return (json.dumps(product_document(product), ensure_ascii=False, sort_keys=True) + "\n").encode()


def conclude(
    given: Mapping[str, Fact], asked: Asked, ground: Ground, *, id: DecisionId, score: Mapping[str, Any]
) -> Conclusion:
    """The recommendation on the facts `given`.

    1. The product's hard conditions on them; how many fail is a fact, too, and how many of its own stay open.
    2. The limit from the methods that the product uses and that have data; the price between its lowest and highest.
    3. The rules over all these facts, and the record. Where a knock-out stands, no limit and no price are recommended.
    """
    product, on, facts = ground.product, ground.on, dict(given)
    # 1.
    need = Need(
        amount_fen=asked.amount_fen,
        term_months=asked.term_months,
        purpose=asked.purpose,
        guarantees=frozenset(product.guarantee),
        repayment=asked.repayment,
    )
    applied = checks(need, product, facts, on=on)
    failed = sum(check.state is State.FAIL for check in applied)
    opened = sum(condition.check(facts).state is State.ASK for condition in product.own_conditions)
    facts["product_constraints_failed"] = fact(failed, source="product", as_of=on)
    facts["product_constraints_open"] = fact(opened, source="product", as_of=on)
    # 2.
    limit = size(facts, product, asked.amount_fen, ground.exposure, ground.terms)
    price = priced(facts, product, ground.terms, on)
    open_methods = unsized(facts, product)
    facts["limit_fen"] = fact(limit.amount_fen if limit else None, source="credit", as_of=on)
    facts["product_amount_min_fen"] = fact(product.amount_min_fen, source="product", as_of=on)
    # 3.
    outcome, record = decide(
        ground.rules,
        facts,
        id=id,
        at=ground.at,
        score=score,
        extra={
            "application": asked.application,
            "on": on.isoformat(),
            "product": {"code": product.code, "version": product.version, "digest": _digest(ground, product)},
            "requested": {
                "amount_fen": asked.amount_fen,
                "term_months": asked.term_months,
                "repayment": asked.repayment.value,
            },
            "checks": [{"code": check.code, "state": check.state.value} for check in applied],
            "exposure": to_document(ground.exposure),
            "card": _card_document(ground),
            "defaults": f"{ground.terms.name}@{ground.terms.version}",
            "defaults_digest": suite(ground.suite_name).digest(ground.terms.file).hex(),
            "limit": to_document(limit),
            "price": to_document(price),
            "unsized": list(open_methods),
        },
        suite_name=ground.suite_name,
    )
    if outcome.verdict is Verdict.DECLINE:
        limit = price = None
    return Conclusion(record, outcome, limit, price, applied, facts, open_methods)


@dataclass(frozen=True, slots=True)
class _Score:
    score: float | None
    pd: float | None
    grade: str | None
    coverage: float


def card_row(card: Scorecard, given: Mapping[str, Fact]) -> dict[str, float | str | None]:
    """The facts as the card reads them: numbers and flags as floats, words as they are, None where absent."""
    return {attribute.name: plain(given.get(attribute.name)) for attribute in card.attributes}


def plain(one: Fact | None) -> float | str | None:
    """One fact's value as a card reads it."""
    if one is None or one.absent or one.value is None:
        return None
    return one.value if one.kind is Kind.TEXT and isinstance(one.value, str) else float(one.value)


def score_facts(by: ScoredBy, given: Mapping[str, Fact], as_of: date | None) -> dict[str, Fact]:
    """`score`, `pd`, `grade` and `coverage` of the facts, by the card that scores."""
    found = by.card.explain(card_row(by.card, given), absent=by.absent)
    return build_facts([], _Score(found.score, found.pd, found.grade, found.coverage), as_of=as_of)


def _digest(ground: Ground, product: Product) -> str:
    return suite(ground.suite_name).digest(product_file(product)).hex()


def _card_document(ground: Ground) -> dict[str, Any] | None:
    by = ground.scored_by
    if by is None:
        return None
    digest = suite(ground.suite_name).digest(by.card.file).hex()
    return {"name": by.card.name, "version": by.card.version, "digest": digest, "absent": list(by.absent)}
