"""What would turn a refusal into a yes: the cheapest realistic changes, and what the same decision would then say.

`credit.recourse` finds the changes, `hurdles` what they must clear (knock-outs of the decision file, conditions of the
product). Here stands what they give: the whole decision is made again on the changed facts, and that is the promise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from puhui.credit.grades import GradeTable
from puhui.credit.recourse import Plan
from puhui.credit.recourse import advise as plan_for
from puhui.decisions import Fact, Verdict, fact, parse_rules
from puhui.kernel import Category, PuhuiError, Text
from puhui.kernel.ids import DecisionId
from puhui.lending.concluding import DERIVED, Asked, Conclusion, Ground, card_row, conclude, plain, score_facts
from puhui.lending.hurdles import LITERAL, OF_THE_SCORE, hurdles_of
from puhui.market import Need, Product, State, match

_NO_ID = DecisionId("dec_" + "0" * 26)  # a decision that is only imagined


class NoCardToAdviseBy(PuhuiError):
    """The score came from a private computation: there are no figures here to change."""

    category = Category.INVALID
    cause = Text(
        zh="评分由隐私计算得出，本机构没有可用于建议的指标", en="a private computation gave the score: no figures here"
    )
    remedy = Text(zh="请由企业在门户上查看改进建议", en="let the enterprise look at its advice in its portal")


@dataclass(frozen=True, slots=True)
class Promise:
    """What the same decision says once the plan's values are the enterprise's. Amounts in fen."""

    score: float
    points: float
    grade: str | None
    verdict: Verdict
    limit_fen: int
    limit_more_fen: int
    annual_rate: Decimal | None
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """`plan` and `promise` are None where nothing realistic helps; `blocked` then says what stands in the way.

    `grants` are the sources that would add most to what is known: what they show, nobody can promise.
    """

    before: Conclusion
    plan: Plan | None
    promise: Promise | None
    blocked: tuple[Text, ...]
    grants: tuple[Text, ...]


def advise(
    given: Mapping[str, Fact], asked: Asked, ground: Ground, *, offers: Sequence[Product] = (), on: date | None = None
) -> Advice:
    """The cheapest plan after which the decision no longer declines; `offers` are products to be won with it.

    1. The decision as it stands; without a score of a card here there is nothing to promise.
    2. What declines it and can be changed, as hurdles; what cannot blocks.
    3. Targets from the score as it is upwards through the grades: the first whose plan turns the decision, and leaves a
       limit that the product lends, is the cheapest, since a higher target never costs less. Where none leaves such a
       limit, the first that turns the decision alone.
    """
    # 1.
    by = ground.scored_by
    if by is None:
        raise NoCardToAdviseBy(stage="lending.advising")
    bare = {name: one for name, one in given.items() if name not in (*DERIVED, *OF_THE_SCORE)}
    known = bare | score_facts(by, bare, ground.on)
    before = conclude(known, asked, ground, id=_NO_ID, score={})
    grants = tuple(need.text for need in by.card.explain(card_row(by.card, bare), absent=by.absent).needs)
    # 2.
    hurdles, blocked = hurdles_of(before, ground, known)
    if blocked or known["score"].absent:
        return Advice(before, None, None, tuple(blocked), grants)
    # 3.
    row = card_row(by.card, bare) | {hurdle.name: plain(bare.get(hurdle.name)) for hurdle in hurdles}
    turned: tuple[Plan, Conclusion] | None = None
    for target in _targets(ground, float(known["score"].number)):
        plan = plan_for(by.card, row, target=target, absent=by.absent, hurdles=hurdles)
        if plan is None:
            continue
        after = changed(bare, plan)
        after |= score_facts(by, after, ground.on)
        decided = conclude(after, asked, ground, id=_NO_ID, score={})
        if decided.outcome.verdict is Verdict.DECLINE:
            continue
        lends = decided.limit is not None and decided.limit.amount_fen >= ground.product.amount_min_fen
        if lends or turned is None:
            turned = plan, decided
        if lends:
            break
    if turned is None:
        return Advice(before, None, None, tuple(finding.cure for finding in before.outcome.knock_outs), grants)
    plan, decided = turned
    promise = _promise(plan, before, decided, _won(known, decided.facts, asked, offers, on or ground.on))
    return Advice(before, plan, promise, (), grants)


def changed(facts: Mapping[str, Fact], plan: Plan) -> dict[str, Fact]:
    """The facts after the plan; a changed one keeps its source and date."""
    return dict(facts) | {
        move.name: replace(fact(move.after), source=facts[move.name].source, as_of=facts[move.name].as_of)
        for move in plan.moves
    }


def _targets(ground: Ground, score: float) -> list[float]:
    """The score as it is, then every edge above it at which a rule, a grade or a product may turn."""
    edges = {float(edge) for edge in GradeTable.shipped().floors if np.isfinite(edge)}
    for rule in parse_rules(ground.rules).rules:
        if rule.evidence == "score":
            edges |= {float(number) for _, _, number in LITERAL.findall(rule.broken_when) if number}
    return [score, *sorted(edge for edge in edges if edge > score)]


def _won(
    before: Mapping[str, Fact], after: Mapping[str, Fact], asked: Asked, offers: Sequence[Product], on: date
) -> tuple[str, ...]:
    """Products that no longer fail. Each product's own limit is not known here; its conditions are."""
    need = Need(amount_fen=asked.amount_fen, term_months=asked.term_months)
    had = {product_key(one.product) for one in match(need, offers, before, on=on) if one.verdict is not State.FAIL}
    has = [product_key(one.product) for one in match(need, offers, after, on=on) if one.verdict is not State.FAIL]
    return tuple(key for key in has if key not in had)


def product_key(product: Product) -> str:
    """A product's name among those of all lenders."""
    return f"{product.lender}/{product.code}"


def _promise(plan: Plan, before: Conclusion, decided: Conclusion, won: tuple[str, ...]) -> Promise:
    limit = decided.limit.amount_fen if decided.limit else 0
    grade = decided.facts["grade"]
    return Promise(
        score=plan.score,
        points=plan.points,
        grade=None if grade.absent else str(grade.value),
        verdict=decided.outcome.verdict,
        limit_fen=limit,
        limit_more_fen=limit - (before.limit.amount_fen if before.limit else 0),
        annual_rate=decided.price.annual_rate if decided.price else None,
        products=won,
    )
