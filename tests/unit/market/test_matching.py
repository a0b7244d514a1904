"""Conditions are three-valued, the degree is the sum of its parts, and what would raise it is true."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.decisions import Fact
from puhui.market import (
    Guarantee,
    Match,
    Need,
    NeedRefused,
    Product,
    Repayment,
    State,
    build_facts,
    match,
    shipped_products,
)

ON = date(2026, 7, 1)
PRODUCTS = shipped_products()
KNOWN = {
    "segment": "small_micro",
    "industry_section": "C",
    "age_m": 40,
    "rating_last": "B",
    "rev12_fen": 800_000_000,
    "active_share24": 1,
    "dishonest_now": 0,
    "exec_open_cnt": 0,
    "buyers12": 20,
    "top1_share": Decimal("0.3"),
    "rev_yoy": Decimal("0.1"),
    "kwh_fee12_fen": 5_000_000,
    "pay_late_cnt24": 0,
    "own_loans_count": 0,
    "pd": Decimal("0.02"),
}
NEED = Need(amount_fen=50_000_000, term_months=12)


def facts(**changes: Any) -> dict[str, Fact]:
    return build_facts([], own={**KNOWN, **changes})


def by_code(need: Need, given_facts: dict[str, Fact]) -> dict[str, Match]:
    return {one.product.code: one for one in match(need, PRODUCTS, given_facts, on=ON)}


def test_a_known_enterprise_passes_and_fails_for_stated_reasons() -> None:
    found = by_code(NEED, facts())
    assert found["tax-credit"].verdict is State.PASS
    assert found["farm-credit"].verdict is State.FAIL
    assert [note.code for note in found["farm-credit"].reasons][:2] == ["AMOUNT_OFFERED", "SEGMENT_ONE_OF"]
    assert found["farm-credit"].reasons[1].text.zh == "企业类型须为农户，现为小微企业"


@pytest.mark.parametrize("name", [name for name in KNOWN if name != "pd"])
def test_absent_evidence_asks_and_never_fails(name: str) -> None:
    for one in match(NEED, PRODUCTS, facts(**{name: None}), on=ON):
        wanting = [check for check in one.checks if check.code.lower().startswith(name)]
        assert all(check.state is State.ASK for check in wanting)
        assert len([note for note in one.asks if note.code.lower().startswith(name)]) == len(wanting)


@pytest.mark.parametrize(
    ("change", "code", "broken"),
    [
        ({"age_m": 23}, "tax-credit", "AGE_M_AT_LEAST"),
        ({"rating_last": "C"}, "tax-credit", "RATING_LAST_ONE_OF"),
        ({"rating_last": "D"}, "guaranteed", "RATING_LAST_NONE_OF"),
        ({"industry_section": "K"}, "tax-credit", "INDUSTRY_SECTION_NONE_OF"),
        ({"dishonest_now": 1}, "tax-credit", "DISHONEST_NOW_AT_MOST"),
        ({"top1_share": Decimal("0.61")}, "invoice-flow", "TOP1_SHARE_AT_MOST"),
    ],
)
def test_each_operator_breaks_and_names_itself(change: dict[str, Any], code: str, broken: str) -> None:
    assert by_code(NEED, facts())[code].verdict is not State.FAIL
    one = by_code(NEED, facts(**change))[code]
    assert [check.code for check in one.checks if check.state is State.FAIL] == [broken]
    assert one.verdict is State.FAIL


def test_a_fact_of_a_wrong_kind_is_a_fault_of_its_source_and_asks() -> None:
    one = by_code(NEED, facts(age_m="forty"))["tax-credit"]
    assert one.verdict is State.ASK
    assert [note.code for note in one.asks] == ["AGE_M_AT_LEAST"]


def test_guarantees_are_asked_for_when_not_stated_and_refused_when_there_are_none() -> None:
    states = {
        offered: by_code(replace(NEED, guarantees=offered), facts())["guarantor"].verdict
        for offered in (None, frozenset(), frozenset({Guarantee.GUARANTOR}))
    }
    assert list(states.values()) == [State.ASK, State.FAIL, State.PASS]


needs = st.builds(
    Need,
    amount_fen=st.integers(1, 2 * 10**11),
    term_months=st.integers(1, 360),
    rate_acceptable=st.none() | st.decimals("0.01", "0.2", places=4),
    guarantees=st.none() | st.frozensets(st.sampled_from(Guarantee)),
    repayment=st.none() | st.sampled_from(Repayment),
    within_days=st.none() | st.integers(0, 40),
)
some_facts = st.fixed_dictionaries(
    {},
    optional={
        "segment": st.sampled_from(["small_micro", "farmer", "medium"]),
        "age_m": st.integers(0, 400),
        "rating_last": st.sampled_from("ABMCD"),
        "rev12_fen": st.integers(0, 10**11),
        "pd": st.decimals(0, 1, places=4),
        "limit_fen": st.integers(0, 10**10),
    },
)


@given(needs, some_facts, st.randoms())
def test_the_degree_is_the_sum_of_its_parts_and_the_order_does_not_depend_on_the_input_order(
    need: Need, own: dict[str, Any], random: Any
) -> None:
    shuffled = list(PRODUCTS)
    random.shuffle(shuffled)
    found = match(need, shuffled, build_facts([], own=own), on=ON)
    assert found == match(need, PRODUCTS, build_facts([], own=own), on=ON)
    assert [one.verdict for one in found] == sorted((one.verdict for one in found), key=list(State).index)
    for one in found:
        assert all(0 <= part.points <= part.of for part in one.parts)
        assert sum(part.of for part in one.parts) == 100
        assert one.degree == round(sum(part.points for part in one.parts), 2)
        for note in one.raises:
            assert note.gain >= 0


def test_what_would_raise_it_raises_it_by_what_it_says() -> None:
    need = replace(NEED, amount_fen=150_000_000, guarantees=frozenset(), repayment=Repayment.BULLET)
    before = by_code(need, facts())["power-loan"]
    amount = next(note for note in before.raises if note.code == "AMOUNT_OFFERED")
    assert "1,000,000.00" in amount.text.zh
    after = by_code(replace(need, amount_fen=100_000_000), facts())["power-loan"]
    assert round(after.degree - before.degree, 2) == amount.gain > 0


def test_a_model_limit_below_the_need_costs_points_and_is_told() -> None:
    one = by_code(NEED, facts(limit_fen=25_000_000))["tax-credit"]
    assert one.parts[0].points == 10
    assert "50%" in one.parts[0].text.zh


def test_a_product_outside_its_dates_or_without_quota_is_not_on_offer() -> None:
    over = replace(PRODUCTS[0], valid_to=date(2026, 6, 30))
    used_up = replace(PRODUCTS[0], quota_remaining_fen=1)
    found = match(NEED, [over, used_up], facts(), on=ON)
    failed = {check.code for one in found for check in one.checks if check.state is State.FAIL}
    assert failed == {"ON_OFFER", "QUOTA_LEFT"}


def test_a_thousand_products_are_ranked_without_a_tie_left_to_chance() -> None:
    many: list[Product] = [replace(product, code=f"{product.code}-{i:03}") for i in range(125) for product in PRODUCTS]
    found = match(NEED, many, facts(), on=ON)
    keys = [(one.degree, one.product.lender, one.product.code) for one in found]
    assert len(set(keys)) == len(many)
    assert found == match(NEED, many[::-1], facts(), on=ON)


def test_of_products_with_open_questions_the_fewest_stand_first_whatever_the_degree() -> None:
    seen = build_facts([], own={"segment": "small_micro", "age_m": 40, "rating_last": "B"})
    open_ = [one for one in match(NEED, PRODUCTS, seen, on=ON) if one.verdict is State.ASK]
    asked = [len(one.asks) for one in open_]
    assert asked == sorted(asked)
    assert len(set(asked)) > 1
    by_degree = max(open_, key=lambda one: one.degree)
    assert by_degree.product.code == "knowledge-value"  # cheap, for whoever holds patents: which nobody has shown
    assert open_[0].product.code != "knowledge-value"
    shown = match(NEED, PRODUCTS, facts(patents_now=3, own_customer=True), on=ON)
    assert (shown[0].product.code, shown[0].verdict) == ("knowledge-value", State.PASS)


@pytest.mark.parametrize(
    "wrong",
    [{"amount_fen": 0}, {"term_months": 0}, {"term_months": 361}, {"rate_acceptable": Decimal(0)}, {"within_days": -1}],
)
def test_a_need_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(NeedRefused):
        replace(NEED, **wrong)


def test_facts_keep_source_date_and_cause_and_a_value_wins_over_an_absence() -> None:
    absent = Indicator("age_m", None, "months", "registry", None, 0.0, Cause.NOT_GRANTED)
    there = Indicator("age_m", 40, "months", "registry", ON, 1.0, Cause.GRANTED)
    assert build_facts([IndicatorSet((absent,))])["age_m"].cause == "not_granted"
    found = build_facts([IndicatorSet((absent,)), IndicatorSet((there,))])["age_m"]
    assert (found.value, found.source, found.as_of) == ("40", "registry", ON)
