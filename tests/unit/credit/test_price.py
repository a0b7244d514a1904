"""A price is the sum of its terms, clamped where it says so."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.defaults import LENDING
from puhui.credit.price import NoRateOfReturn, NotAPriceInput, Price, after_subsidy, all_in_rate, price


def ask(**changed: Any) -> Price:
    facts: dict[str, Any] = {"pd": Decimal("0.02"), "floor_rate": Decimal("0.03"), "cap_rate": Decimal("0.15")}
    return price(**(facts | changed))


def test_the_rate_is_the_sum_of_its_terms() -> None:
    offer = ask()
    by_name = {term.name: term.rate for term in offer.terms}
    assert by_name["expected_loss"] == Decimal("0.02") * Decimal("0.65")
    assert by_name["capital"] == Decimal("0.75") * Decimal("0.105") * (Decimal("0.11") - Decimal("0.017"))
    assert abs(sum(by_name.values()) - offer.annual_rate) < Decimal("0.00005")
    assert offer.clamped_by is None


def test_the_clamping_term_is_named() -> None:
    assert (ask(pd=Decimal("0.5")).annual_rate, ask(pd=Decimal("0.5")).clamped_by) == (Decimal("0.15"), "product_cap")
    cheap = ask(pd=Decimal(0), relief_rate=Decimal("0.02"))
    assert (cheap.annual_rate, cheap.clamped_by) == (Decimal("0.03"), "product_floor")


def test_a_guarantee_takes_the_loss_of_its_share_once() -> None:
    half = {term.name: term.rate for term in ask(covered=Decimal("0.5")).terms}["expected_loss"]
    assert half == Decimal("0.02") * (Decimal("0.65") * Decimal("0.5") + Decimal("0.10") * Decimal("0.5"))


def test_the_quote_is_a_spread_over_lpr_either_way() -> None:
    assert ask().quote == "LPR + 183 bp"
    low = ask(pd=Decimal(0), floor_rate=Decimal("0.02"), relief_rate=Decimal("0.015"))
    assert low.spread_bp < 0
    assert low.quote.startswith("LPR − ")


def test_above_four_times_lpr_a_warning_is_shown_but_nothing_is_refused() -> None:
    assert ask().warnings == ()
    dear = ask(pd=Decimal("0.2"), cap_rate=Decimal("0.24"))
    assert len(dear.warnings) == 1
    assert "LPR" in dear.warnings[0].zh


def test_fees_raise_the_all_in_rate() -> None:
    monthly = [8_530_990] * 11 + [8_530_989]
    assert all_in_rate(100_000_000, monthly, fees_fen=1_000_000) > Decimal("0.06")
    assert after_subsidy(Decimal("0.0435"), Decimal("0.01")) == Decimal("0.0335")
    assert after_subsidy(Decimal("0.005"), Decimal("0.01")) == 0


@pytest.mark.parametrize(("payments", "fees"), [([1] * 12, 0), ([100] * 12, 1000), ([], 0)])
def test_a_loan_that_is_not_repaid_has_no_rate(payments: list[int], fees: int) -> None:
    with pytest.raises(NoRateOfReturn):
        all_in_rate(1000, payments, fees)


def test_nonsense_is_refused() -> None:
    for wrong in ({"pd": Decimal("1.1")}, {"covered": Decimal(-1)}, {"floor_rate": Decimal("0.2")}):
        with pytest.raises(NotAPriceInput):
            ask(**wrong)


probabilities = st.decimals(0, 1, places=4)


@given(probabilities, probabilities, probabilities)
def test_riskier_never_costs_less_and_more_guarantee_never_more(a: Decimal, b: Decimal, covered: Decimal) -> None:
    better, worse = sorted((a, b))
    assert ask(pd=better).annual_rate <= ask(pd=worse).annual_rate
    assert ask(pd=b, covered=covered).annual_rate <= ask(pd=b).annual_rate
    assert Decimal("0.03") <= ask(pd=b).annual_rate <= Decimal("0.15")


def test_the_defaults_in_use_are_the_shipped_ones() -> None:
    assert ask(rules=LENDING.changed({"margin_rate": "0.0130"})).annual_rate - ask().annual_rate == Decimal("0.01")
