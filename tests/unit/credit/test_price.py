"""A price is the sum of its terms, clamped where it says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.defaults import LENDING
from puhui.credit.price import (
    NoRateOfReturn,
    NotAPriceInput,
    Price,
    after_subsidy,
    all_in_rate,
    cost_of,
    is_inclusive,
    lpr_on,
    price,
)
from puhui.credit.price_cover import RiskShare, SharesUnsound, anhui_4321, covered_share, waterfall

WAN = 1_000_000  # fen


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


def test_the_covered_share_may_be_read_as_losing_nothing() -> None:
    nothing = LENDING.changed({"covered_loss": "nothing"})
    half = {term.name: term.rate for term in ask(covered=Decimal("0.5"), rules=nothing).terms}["expected_loss"]
    assert half == Decimal("0.02") * Decimal("0.65") * Decimal("0.5")
    with pytest.raises(NotAPriceInput, match="covered_loss"):
        ask(rules=LENDING.changed({"covered_loss": "perhaps"}))


def test_a_medium_enterprise_ties_up_more_capital() -> None:
    def capital(segment: str) -> Decimal:
        return next(term.rate for term in ask(segment=segment).terms if term.name == "capital")

    assert capital("medium") / capital("small_micro") == Decimal("0.85") / Decimal("0.75")


def test_lpr_and_the_private_lending_ceiling_are_of_their_day() -> None:
    assert lpr_on(date(2024, 10, 20)) == Decimal("0.0335")
    assert lpr_on(date(2024, 10, 21)) == Decimal("0.0310")
    assert lpr_on(date(2010, 1, 1)) == lpr_on(None) == Decimal("0.0300")
    assert ask(on=date(2021, 12, 1)).quote == "LPR + 98 bp"
    dear = {"pd": Decimal("0.5"), "cap_rate": Decimal("0.15")}
    assert not ask(**dear, on=date(2021, 12, 1)).warnings  # four times 3.85 % is 15.4 %
    assert ask(**dear, on=date(2022, 1, 20)).warnings  # four times 3.70 % is 14.8 %
    assert not ask(**dear, on=date(2020, 8, 19)).warnings  # the ceiling did not exist yet
    assert not ask(pd=Decimal("0.5"), cap_rate=Decimal("0.12")).warnings  # exactly at it: inclusive


@pytest.mark.parametrize(
    ("line_wan", "segment", "day", "tool", "counts"),
    [
        (1_000, "small_micro", date(2026, 1, 1), False, True),
        (1_001, "small_micro", date(2026, 1, 1), False, False),
        (1_500, "small_micro", date(2023, 12, 31), True, False),
        (1_500, "small_micro", date(2024, 1, 1), True, True),
        (100, "medium", date(2026, 1, 1), True, False),
        (9_000, "farmer", date(2026, 1, 1), False, True),
        (100, "small_micro", date(2019, 1, 1), False, False),
    ],
)
def test_what_counts_as_inclusive_by_the_ceiling_of_the_day(
    line_wan: int, segment: str, day: date, tool: bool, counts: bool
) -> None:
    assert is_inclusive(line_wan * WAN, segment, day, tool=tool) is counts


def test_the_cost_is_told_with_fees_and_after_the_subsidy() -> None:
    interest = [3_000 * 100] * 11 + [1_003_000 * 100]
    plain = cost_of(100 * WAN, interest, Decimal("0.036"))
    assert (plain.all_in_rate, plain.net_all_in_rate) == (Decimal("0.036000"), Decimal("0.036000"))
    feed = cost_of(100 * WAN, interest, Decimal("0.036"), fees_fen=WAN, subsidy_rate=Decimal("0.02"))
    assert feed.all_in_rate > Decimal("0.0455")  # 1 % at the start costs more than 1 % a year
    assert feed.net_rate == Decimal("0.016")
    assert Decimal("0.0200") < feed.all_in_rate - feed.net_all_in_rate < Decimal("0.0202")
    more = cost_of(100 * WAN, interest, Decimal("0.036"), subsidy_rate=Decimal("0.09"))
    assert (more.net_rate, more.net_all_in_rate) == (0, 0)
    with pytest.raises(NotAPriceInput, match="subsidy_rate"):
        cost_of(100 * WAN, interest, Decimal("0.036"), subsidy_rate=Decimal(2))


SHARES = anhui_4321("bank-a")


def test_anhui_4321_of_the_page_and_its_price() -> None:
    claims = waterfall(10 * WAN, SHARES, lender="bank-a")
    assert [claim.pays_fen for claim in claims] == [4 * WAN, 3 * WAN, 2 * WAN, 1 * WAN]
    covered = covered_share(10 * WAN, SHARES, lender="bank-a")
    assert covered == Decimal("0.8")
    loss = {term.name: term.rate for term in ask(covered=covered).terms}["expected_loss"]
    assert loss == Decimal("0.02") * (Decimal("0.65") * Decimal("0.2") + Decimal("0.10") * Decimal("0.8"))


def test_caps_and_a_stopped_pool_fall_back_on_the_lender() -> None:
    capped = (replace(SHARES[0], cap_fen=WAN), *SHARES[1:])
    claims = {claim.party: claim for claim in waterfall(10 * WAN, capped, lender="bank-a")}
    assert (claims["guarantor"].pays_fen, claims["guarantor"].cut_by) == (WAN, "cap")
    assert claims["bank-a"].pays_fen == 5 * WAN
    below, at = {"government": Decimal("0.0499")}, {"government": Decimal("0.05")}
    assert covered_share(10 * WAN, SHARES, lender="bank-a", overdue_rates=below) == Decimal("0.8")
    assert covered_share(10 * WAN, SHARES, lender="bank-a", overdue_rates=at) == Decimal("0.7")


@pytest.mark.parametrize(
    ("shares", "why"),
    [
        (SHARES[:3], "100"),
        ((RiskShare("guarantor", Decimal(90)), RiskShare("bank-a", Decimal(10))), "less than 20"),
        ((*SHARES[:3], RiskShare("guarantor", Decimal(10))), "twice"),
        ((RiskShare("guarantor", Decimal(-20)), RiskShare("bank-a", Decimal(120))), "not positive"),
    ],
)
def test_unsound_shares_are_refused(shares: tuple[RiskShare, ...], why: str) -> None:
    with pytest.raises(SharesUnsound, match=why):
        waterfall(WAN, shares, lender="bank-a")


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_a_waterfall_pays_the_whole_loss_whatever_caps_there_are(loss_fen: int, cap_fen: int) -> None:
    capped = tuple(replace(one, cap_fen=cap_fen) for one in SHARES)
    assert sum(claim.pays_fen for claim in waterfall(loss_fen, capped, lender="bank-a")) == loss_fen
