"""Plans for an enterprise's own score: what they promise comes out, and products open where their conditions turn."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from puhui.credit.expert import shipped
from puhui.decisions import fact
from puhui.lending.advising import changed, product_key
from puhui.lending.concluding import ScoredBy, score_facts
from puhui.lending.lifting import STEPS, lift
from puhui.market import Condition, Product, shipped_products

DAY = date(2026, 6, 30)
CARD = ScoredBy(shipped("vat-expert"))
WEAK = {
    "rev12_eff_fen": 90_000_000.0, "active_share24": 0.7083, "zero_run12": 3.0, "quiet_d": 50.0, "rev_yoy": -0.35,
    "rev6_yoy": -0.4, "rev_cv12": 1.2, "void_rate12": 0.2, "red_rate12": 0.12, "buyers12": 4.0, "top1_share": 0.7,
    "kept_buyer_share": 0.3, "suppliers12": 6.0, "in_out_ratio": 1.2,
}  # fmt: skip
FACTS = {name: fact(value, source="tax", as_of=DAY) for name, value in WEAK.items()}


def wants_score(least: int) -> Product:
    condition = Condition.parse({"fact": "score", "op": "at_least", "value": str(least)})
    return replace(shipped_products()[0], code=f"from-{least}", own_conditions=(condition,), segments=())


def test_a_plan_scores_what_it_promises_and_opens_what_it_says() -> None:
    now = score_facts(CARD, FACTS, DAY)["score"].number
    offers = [wants_score(int(now) + more) for more in (-5, 7, 30, 400)]
    found = lift(FACTS, CARD, offers=offers, on=DAY)
    assert 0 < len(found.lifts) <= STEPS
    opened: list[str] = []
    for one in found.lifts:
        after = score_facts(CARD, changed(FACTS, one.plan), DAY)["score"].number
        assert after == Decimal(str(one.plan.score))
        assert list(one.products) == [
            product_key(product)
            for product in offers
            if now < product.own_conditions[0].value <= after  # type: ignore[operator]
        ]
        opened += one.products
    assert product_key(offers[0]) not in opened, "what was open is not opened"
    assert product_key(offers[1]) in opened, "a product's own least score is a target, too"
    assert product_key(offers[3]) not in opened


def test_without_a_score_there_is_no_plan_and_the_needs_are_said() -> None:
    silent = replace(CARD, absent=tuple(source.source for source in CARD.card.sources))
    found = lift({}, silent, offers=[wants_score(500)], on=DAY)
    assert (found.now.score, found.lifts, found.standing.depth.value) == (None, (), "none")
    assert found.standing.needs


@pytest.mark.parametrize("at", [0, -1])
def test_plans_are_worth_more_the_dearer_they_are(at: int) -> None:
    lifts = lift(FACTS, CARD, offers=[], on=DAY).lifts
    assert [one.plan.cost for one in lifts] == sorted(one.plan.cost for one in lifts)
    assert lifts[at].plan.points > 0
