"""A limit is the smallest of what binds, says which that is, and never lends on nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.defaults import LENDING, Defaults, MalformedDefaults, UnknownDefault
from puhui.credit.grades import GradeTable
from puhui.credit.limit import (
    Cycle,
    Exposure,
    ExposureSource,
    Limit,
    NotALimitInput,
    Revenue,
    TurnoverUndefined,
    UnknownGrade,
    by_farm,
    by_flow,
    by_invoices,
    by_power,
    by_tax,
    debt_service_limit,
    limit,
    turnover_days,
    working_capital_gap,
)

WAN = 1_000_000  # fen


def ask(**changed: Any) -> Limit:
    facts: dict[str, Any] = {
        "grade": "A",
        "coverage": 1.0,
        "methods": {"invoice": 80 * WAN},
        "product_cap_fen": 100 * WAN,
    }
    return limit(**(facts | changed))


def test_methods_by_their_formulas() -> None:
    for sized, wan in (
        (by_tax(20 * WAN), 60),
        (by_invoices(500 * WAN), 50),
        (by_flow(30 * WAN), 60),
        (by_power(10 * WAN), 20),
        (by_power(10 * WAN, Decimal("0.05")), 20),  # implied revenue 200 × 10 %
        (by_farm(20 * WAN, 40 * WAN, 30 * WAN), 30),
        (by_farm(8 * WAN, 40 * WAN, 30 * WAN), 20),
    ):
        assert sized.amount_fen == wan * WAN
        assert sized.formula.zh and sized.formula.en  # noqa: PT018 - one promise
    assert turnover_days(720 * WAN, 120 * WAN) == 60


def test_tax_counts_what_was_waived_and_each_kind_has_its_multiple() -> None:
    assert by_tax(20 * WAN, waived_24m_fen=4 * WAN).amount_fen == 72 * WAN
    split = by_tax(20 * WAN, by_kind_24m_fen={"vat": 12 * WAN, "cit": 6 * WAN})
    assert split.amount_fen == (6 * 6 + 3 * 8 + 1 * 6) * WAN
    for wrong in ({"by_kind_24m_fen": {"vat": 21 * WAN}}, {"by_kind_24m_fen": {"toll": WAN}}, {"waived_24m_fen": -1}):
        with pytest.raises(NotALimitInput):
            by_tax(20 * WAN, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(("rating", "wan"), [("A", 100), ("B", 80), ("C", 30), ("D", 0), ("M", 300), (None, 300)])
def test_the_tax_rating_caps_the_tax_method(rating: str | None, wan: int) -> None:
    sized = by_tax(100 * WAN, rating=rating)
    assert sized.amount_fen == wan * WAN
    assert sized.capped_by == ("" if wan == 300 else f"rating {rating}")
    found = ask(methods={"tax": sized}, product_cap_fen=500 * WAN)
    assert sized.formula.en in next(term for term in found.terms if term.name == "tax").formula.en


def test_effective_revenue_is_what_is_left_of_the_valid_invoices() -> None:
    revenue = Revenue(
        1_000 * WAN, red_fen=50 * WAN, related_fen=200 * WAN, one_off_fen=100 * WAN, circular_fen=50 * WAN
    )
    assert revenue.effective_fen == 600 * WAN
    assert by_invoices(revenue).amount_fen == 60 * WAN
    assert "− related 2,000,000.00" in by_invoices(revenue).formula.en
    assert Revenue(WAN, circular_fen=2 * WAN).effective_fen == 0
    with pytest.raises(NotALimitInput):
        _ = Revenue(WAN, red_fen=-1).effective_fen


def test_on_thin_data_a_grade_counts_as_bbb_at_most() -> None:
    assert ask(coverage=0.5, methods={"invoice": 30 * WAN}).amount_fen == 24 * WAN
    assert ask(coverage=0.5, grade="B", methods={"invoice": 30 * WAN}).amount_fen == 12 * WAN
    shown = next(term for term in ask(coverage=0.5).terms if term.name == "grade")
    assert "A, counted as BBB" in shown.formula.en


def test_exposure_says_where_it_is_known_from() -> None:
    def told(exposure: Exposure) -> str:
        return next(term for term in ask(exposure=exposure).terms if term.name == "exposure").formula.en

    assert "not known, nothing taken off" in told(Exposure())
    assert "declared" in told(Exposure(10 * WAN, source=ExposureSource.DECLARED))
    summed = Exposure(10 * WAN, 2, ExposureSource.SECURE_SUM, "job_7", date(2026, 6, 30))
    assert "secure sum job_7, as of 2026-06-30" in told(summed)
    assert (Exposure().known, summed.known) == (False, True)


def test_debt_service_is_a_present_value() -> None:
    assert debt_service_limit(2 * WAN, Decimal(0), 12) == 12 * WAN
    at_rate = debt_service_limit(2 * WAN, Decimal("0.12"), 12)
    assert at_rate == 11_255_077  # 1 万 × (1 − 1.01^-12) / 0.01
    assert debt_service_limit(-5 * WAN, Decimal("0.05"), 12) == 0


def test_the_smallest_term_binds_and_is_named() -> None:
    assert (ask().amount_fen, ask().binding) == (80 * WAN, "methods")
    assert ask(requested_fen=50 * WAN).binding == "requested"
    assert ask(working_capital_fen=33 * WAN + 5).amount_fen == 33 * WAN
    assert ask(working_capital_fen=33 * WAN).binding == "working_capital"
    assert ask(debt_service_fen=12 * WAN).binding == "debt_service"
    assert ask(methods={"invoice": 900 * WAN}).binding == "product_cap"


def test_methods_without_data_have_no_say() -> None:
    both = ask(methods={"invoice": 80 * WAN, "power": 20 * WAN})
    assert both.amount_fen == 60 * WAN  # weights 1 and 0.5
    assert ask(methods={}, requested_fen=40 * WAN).amount_fen == 40 * WAN


def test_a_good_grade_lifts_the_methods_but_not_the_product_or_the_request() -> None:
    assert ask(grade="AAA").amount_fen == 96 * WAN
    assert ask(grade="AAA", requested_fen=80 * WAN).amount_fen == 80 * WAN
    lifted = ask(grade="AAA", methods={"invoice": 90 * WAN})
    assert (lifted.amount_fen, lifted.binding) == (100 * WAN, "product_cap")


def test_a_bad_grade_and_no_grade_give_nothing() -> None:
    assert (ask(grade="CCC").amount_fen, ask(grade="CCC").binding) == (0, "grade")
    assert (ask(grade=None).amount_fen, ask(grade=None).binding) == (0, "grade")
    assert ask(grade="D").amount_fen == 0


def test_thin_data_cap_the_limit_and_too_thin_data_end_it() -> None:
    assert (ask(coverage=0.69).amount_fen, ask(coverage=0.69).binding) == (30 * WAN, "coverage")
    assert ask(coverage=0.70).amount_fen == 80 * WAN
    assert ask(coverage=0.40).amount_fen == 30 * WAN
    assert (ask(coverage=0.39).amount_fen, ask(coverage=0.39).binding) == (0, "coverage")
    assert ask(coverage=0.5, methods={"invoice": 20 * WAN}).binding == "methods"


def test_exposure_elsewhere_is_taken_off_and_never_leaves_less_than_nothing() -> None:
    assert ask(exposure=Exposure(30 * WAN)).amount_fen == 50 * WAN
    gone = ask(exposure=Exposure(300 * WAN))
    assert (gone.amount_fen, gone.binding) == (0, "exposure")
    assert working_capital_gap(10, 20, 30, 40) == 0


def test_every_grade_of_the_shipped_table_has_a_multiplier_that_never_rises_as_grades_fall() -> None:
    table = GradeTable.shipped()
    multipliers = [LENDING.table("score_mult")[grade] for grade in (*table.grades, table.default_grade)]
    assert multipliers == sorted(multipliers, reverse=True)


def test_nonsense_is_refused() -> None:
    with pytest.raises(UnknownGrade, match="AAAA"):
        ask(grade="AAAA")
    with pytest.raises(NotALimitInput, match="gossip"):
        ask(methods={"gossip": WAN})
    with pytest.raises(NotALimitInput, match="product_cap_fen"):
        ask(product_cap_fen=-1)
    with pytest.raises(TurnoverUndefined):
        _ = Cycle(Decimal(10), Decimal(10), Decimal(40), Decimal(0), Decimal(0)).turns
    with pytest.raises(NotALimitInput):
        debt_service_limit(WAN, Decimal("0.05"), 0)
    with pytest.raises(NotALimitInput):
        by_power(WAN, Decimal(0))
    with pytest.raises(NotALimitInput):
        turnover_days(0, WAN)


def test_defaults_carry_marks_and_refuse_unknown_codes() -> None:
    assert {item.mark for item in LENDING.items.values()} <= {"S", "S-", "C", "J"}
    assert all(item.valid_from and item.note for item in LENDING.items.values())
    stricter = LENDING.changed({"invoice_share": "0.08"})
    assert by_invoices(500 * WAN, stricter).amount_fen == 40 * WAN
    with pytest.raises(UnknownDefault):
        LENDING.changed({"invoice_shares": "0.08"})
    with pytest.raises(MalformedDefaults, match="mark"):
        Defaults.parse(b'{"format": "puhui-defaults/1", "name": "x", "version": "1", "defaults":'
                       b' [{"code": "a", "value": 1, "mark": "X", "valid_from": "2026-01-01"}]}')  # fmt: skip
    with pytest.raises(MalformedDefaults):
        Defaults.parse(b"[]")


amounts = st.integers(0, 10**12)


@given(
    grade=st.sampled_from([*LENDING.table("score_mult"), None]),
    coverage=st.floats(0, 1),
    methods=st.dictionaries(st.sampled_from(["tax", "invoice", "flow", "power", "farm"]), amounts),
    product_cap_fen=amounts,
    requested_fen=st.none() | amounts,
    working_capital_fen=st.none() | amounts,
    exposure=st.builds(Exposure, amounts),
)
def test_a_limit_stays_within_every_bound(**facts: Any) -> None:
    found = limit(**facts)
    assert 0 <= found.amount_fen <= facts["product_cap_fen"]
    assert found.amount_fen % WAN == 0
    assert facts["requested_fen"] is None or found.amount_fen <= facts["requested_fen"]
    assert facts["coverage"] >= 0.7 or found.amount_fen <= 30 * WAN
    assert facts["coverage"] >= 0.4 or found.amount_fen == 0
    more = limit(**facts | {"exposure": Exposure(facts["exposure"].amount_fen + WAN)})
    assert more.amount_fen <= found.amount_fen
    names = [term.name for term in found.terms]
    assert found.binding in names
    assert len(set(names)) == len(names)
