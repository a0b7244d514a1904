"""What would lift an enterprise's own score: the cheapest plans to the next grades, and the products that each opens.

No bank decides here: a product is open where none of its conditions on the enterprise fails, and what a bank knows from
its own books stays its own. Without a score there is no plan; what would tell most is said instead (`standing`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from puhui.credit import Explanation
from puhui.credit.grades import GradeTable
from puhui.credit.recourse import Plan
from puhui.credit.recourse import advise as plan_for
from puhui.credit.segments import Standing, standing
from puhui.decisions import Fact
from puhui.lending.advising import changed, product_key
from puhui.lending.concluding import ScoredBy, card_row, score_facts
from puhui.market import Product, State

STEPS = 3  # mark J: more plans than these are not looked at


@dataclass(frozen=True, slots=True)
class Lift:
    """One plan, the grade that it gives, and the products (`lender/code`) that no longer fail with it."""

    plan: Plan
    grade: str | None
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lifted:
    """The score as it stands, what its coverage allows, and the plans, the cheapest first."""

    now: Explanation
    standing: Standing
    lifts: tuple[Lift, ...]


def lift(
    given: Mapping[str, Fact],
    by: ScoredBy,
    *,
    offers: Sequence[Product],
    on: date,
    asked: Collection[str] = (),
) -> Lifted:
    """The plans that better the grade or open a product; `asked` are sources that were granted and had nothing to say.

    1. The score of the facts by its card, and what its coverage allows.
    2. Upwards through the grades and the products' least scores, the cheapest plan to each: kept where the grade rises
       or a product opens that no plan before it opens. The first that cannot be reached ends it: none above can.
    """
    # 1.
    row = card_row(by.card, given)
    now = by.card.explain(row, absent=by.absent, asked=asked)
    stands = standing(by.card, now)
    if now.score is None:
        return Lifted(now, stands, ())
    # 2.
    opened = _open({**given, **score_facts(by, given, on)}, offers)
    grades, lifts = {now.grade}, list[Lift]()
    for target in _targets(now.score, offers):
        plan = plan_for(by.card, row, target=target, absent=by.absent)
        if plan is None or len(lifts) == STEPS:
            break
        after = changed(given, plan)
        grade = by.card.explain(plan.applied(row), absent=by.absent, asked=asked).grade
        products = _open(after | score_facts(by, after, on), offers)
        if grade not in grades or products - opened:
            won = tuple(product_key(one) for one in offers if product_key(one) in products - opened)
            lifts.append(Lift(plan, grade, won))
        grades.add(grade)
    return Lifted(now, stands, tuple(_without_repeats(lifts)))


def _without_repeats(lifts: Sequence[Lift]) -> list[Lift]:
    """Plans that ask the same are one."""
    return [one for at, one in enumerate(lifts) if one.plan.moves not in [earlier.plan.moves for earlier in lifts[:at]]]


def _targets(score: float, offers: Sequence[Product]) -> list[float]:
    edges = {float(edge) for edge in GradeTable.shipped().floors if np.isfinite(edge)}
    for product in offers:
        for condition in product.conditions:
            if condition.fact.name == "score" and isinstance(condition.value, Decimal):
                edges.add(float(condition.value))
    return sorted(edge for edge in edges if edge > score)


def _open(facts: Mapping[str, Fact], offers: Sequence[Product]) -> set[str]:
    """Products none of whose conditions on the enterprise fails."""
    return {
        product_key(product)
        for product in offers
        if all(condition.check(facts).state is not State.FAIL for condition in product.conditions)
    }
