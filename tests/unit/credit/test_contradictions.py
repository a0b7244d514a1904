"""Contradictions between sources: both values shown, absence never held against anyone, robust norms."""

import json
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit.contradictions import (
    Band,
    CrossFinding,
    Line,
    MalformedChecks,
    State,
    cross_check,
    fit_band,
    fit_line,
    parse_checks,
    shipped_checks,
)
from puhui.credit.indicator import Cause, Indicator
from puhui.credit.indicators.sources import SOURCES

DAY = date(2026, 6, 30)
FILE = resources.files("puhui.credit.contradictions").joinpath("contradictions.json").read_bytes()
UNITS = {
    "rev_yoy": "ratio", "kwh_yoy12": "ratio", "rev12_fen": "fen", "declared12_fen": "fen", "vat12_fen": "fen",
    "kwh12": "kwh", "stated_staff": "persons", "ins_now": "persons", "stated_revenue_fen": "fen",
    "registered_region_code": "text", "power_region_code": "text", "social_region_code": "text",
}  # fmt: skip
LINE = {"REVENUE_POWER_RESIDUAL": Line(level=5.0, slope=0.8, sd=0.5, peers=200)}
BAND = {"TAX_BURDEN_ODD": Band(median=0.03, sd=0.005, peers=200)}


def said(name: str, value: Any, *, coverage: float = 1.0, as_of: date = DAY) -> Indicator:
    return Indicator(name, value, UNITS[name], f"source of {name}", as_of, coverage, Cause.GRANTED)


def judged(code: str, norms: Any = None, **values: Any) -> CrossFinding:
    held = {name: value if isinstance(value, Indicator) else said(name, value) for name, value in values.items()}
    return next(one for one in cross_check(held, norms=norms) if one.check.code == code)


@pytest.mark.parametrize(
    ("code", "clash", "agree"),
    [
        ("REVENUE_UP_POWER_DOWN", {"rev_yoy": 0.31, "kwh_yoy12": -0.31}, {"rev_yoy": 0.30, "kwh_yoy12": -0.31}),
        ("REVENUE_UP_POWER_DOWN", {"rev_yoy": 0.31, "kwh_yoy12": -0.31}, {"rev_yoy": -0.5, "kwh_yoy12": -0.6}),
        (
            "INVOICED_ABOVE_DECLARED",
            {"rev12_fen": 201_000_000, "declared12_fen": 100_000_000},
            {"rev12_fen": 200_000_000, "declared12_fen": 100_000_000},
        ),
        (
            "INVOICED_ABOVE_DECLARED",
            {"rev12_fen": 50_000_000, "declared12_fen": 0},
            {"rev12_fen": 200, "declared12_fen": 0},  # a trifle is no contradiction, whatever its ratio
        ),
        (
            "DECLARED_ABOVE_INVOICED",
            {"declared12_fen": 210_000_000, "rev12_fen": 100_000_000},
            {"declared12_fen": 190_000_000, "rev12_fen": 100_000_000},
        ),
        ("STAFF_ABOVE_INSURED", {"stated_staff": 25, "ins_now": 12}, {"stated_staff": 4, "ins_now": 1}),
        ("INSURED_ABOVE_STAFF", {"ins_now": 30, "stated_staff": 12}, {"ins_now": 13, "stated_staff": 12}),
        (
            "PLACE_OF_POWER_DIFFERS",
            {"registered_region_code": "369801", "power_region_code": "369802"},
            {"registered_region_code": "369801", "power_region_code": "369801003"},
        ),
    ],
)
def test_a_contradiction_is_told_with_both_values_and_what_agrees_is_not_one(
    code: str, clash: dict[str, Any], agree: dict[str, Any]
) -> None:
    found = judged(code, **clash)
    assert found.state is State.CONTRADICTION
    document = found.document()
    assert {one["name"] for one in document["evidence"]} == set(clash)
    assert all(one["source"] and one["as_of"] == "2026-06-30" for one in document["evidence"])
    assert "{" not in document["text"]["zh"] + document["text"]["en"]
    assert judged(code, **agree).state is State.CONSISTENT


def test_the_industrys_line_decides_by_three_and_its_band_by_six_standard_deviations() -> None:
    level = float(np.exp(5.0 + 0.8 * np.log(10_000)))
    for off, state in ((3.1, State.CONTRADICTION), (-3.1, State.CONTRADICTION), (2.9, State.CONSISTENT)):
        revenue = level * np.exp(off * 0.5)
        found = judged("REVENUE_POWER_RESIDUAL", LINE, rev12_fen=revenue, kwh12=10_000.0)
        assert found.state is state
        assert found.measured == pytest.approx(off, abs=1e-6)
    assert judged("TAX_BURDEN_ODD", BAND, vat12_fen=61_000, rev12_fen=1_000_000).state is State.CONTRADICTION
    assert judged("TAX_BURDEN_ODD", BAND, vat12_fen=59_000, rev12_fen=1_000_000).state is State.CONSISTENT


def test_without_a_norm_or_with_too_few_peers_it_cannot_be_judged() -> None:
    sides = {"vat12_fen": 900_000, "rev12_fen": 1_000_000}
    few = {"TAX_BURDEN_ODD": Band(0.03, 0.005, peers=29)}
    for norms in (None, few):
        assert judged("TAX_BURDEN_ODD", norms, **sides).state is State.CANNOT_BE_JUDGED
    assert judged("TAX_BURDEN_ODD", BAND, vat12_fen=900_000, rev12_fen=0).state is State.CANNOT_BE_JUDGED
    assert judged("REVENUE_POWER_RESIDUAL", LINE, rev12_fen=0, kwh12=10.0).state is State.CANNOT_BE_JUDGED


@pytest.mark.parametrize("check", shipped_checks().checks, ids=lambda check: check.code)
@pytest.mark.parametrize("cause", [Cause.NOT_GRANTED, Cause.SOURCE_DOWN, Cause.NO_RECORD])
@pytest.mark.parametrize("side", [0, 1])
def test_an_absent_side_is_never_a_contradiction(check: Any, cause: Cause, side: int) -> None:
    names = (check.left, check.right)
    known, gone = names[1 - side], names[side]
    value = "369801" if UNITS[known] == "text" else 1e9
    held = {known: said(known, value), gone: Indicator(gone, None, UNITS[gone], "s", None, 0.0, cause)}
    norms = {check.code: Line(0.0, 0.0, 1e-6, 999)}
    found = next(one for one in cross_check(held, norms=norms) if one.check.code == check.code)
    assert found.state is State.CANNOT_BE_JUDGED
    assert cause.text.zh in found.text.zh
    assert found.document()["evidence"][side]["cause"] == cause.value


def test_thin_and_distant_sides_cannot_be_judged() -> None:
    thin = judged(
        "REVENUE_UP_POWER_DOWN", rev_yoy=said("rev_yoy", 0.9), kwh_yoy12=said("kwh_yoy12", -0.9, coverage=0.4)
    )
    assert thin.state is State.CANNOT_BE_JUDGED
    for days, state in ((92, State.CONTRADICTION), (93, State.CANNOT_BE_JUDGED)):
        old = said("kwh_yoy12", -0.9, as_of=DAY - timedelta(days=days))
        assert judged("REVENUE_UP_POWER_DOWN", rev_yoy=said("rev_yoy", 0.9), kwh_yoy12=old).state is state


def test_nothing_known_judges_nothing_and_every_check_is_told() -> None:
    found = cross_check({})
    assert [one.check.code for one in found] == [check.code for check in shipped_checks().checks]
    assert {one.state for one in found} == {State.CANNOT_BE_JUDGED}


def test_exact_decimals_compare_and_text_where_a_number_belongs_does_not() -> None:
    assert (
        judged("REVENUE_UP_POWER_DOWN", rev_yoy=Decimal("0.9"), kwh_yoy12=Decimal("-0.9")).state is State.CONTRADICTION
    )
    assert judged("REVENUE_UP_POWER_DOWN", rev_yoy="much", kwh_yoy12=-0.9).state is State.CANNOT_BE_JUDGED


@given(st.integers(0, 2**32 - 1), st.floats(0.3, 1.3), st.floats(0.1, 0.8))
def test_a_tenth_of_cheats_hardly_moves_the_line(seed: int, slope: float, sd: float) -> None:
    rng = np.random.default_rng(seed)
    kwh = rng.lognormal(10, 1.5, 400)
    revenue = np.exp(3 + slope * np.log(kwh) + rng.normal(0, sd, 400))
    cheats = np.where(np.arange(400) % 10 == 0, revenue * 50, revenue)
    line = fit_line(cheats, kwh)
    assert line.slope == pytest.approx(slope, abs=0.35 * sd)
    assert line.sd == pytest.approx(sd, rel=0.4)
    off = line.off(float(np.exp(3 + slope * 10) * 50), float(np.exp(10.0)))
    assert off is not None
    assert off > 3 or sd > 0.7


def test_norms_of_nothing_and_of_one_size_say_so_by_their_peers() -> None:
    empty = np.array([])
    assert (fit_line(empty, empty).peers, fit_band(empty, empty).peers) == (0, 0)
    assert fit_line(np.array([1.0, 2.0, 4.0]), np.array([7.0, 7.0, 7.0])).slope == 0.0
    assert fit_band(np.array([3.0, -1.0]), np.array([100.0, 0.0])).peers == 1


def test_large_industries_are_thinned_without_moving_the_line() -> None:
    rng = np.random.default_rng(5)
    kwh = rng.lognormal(10, 1.5, 30_000)
    line = fit_line(np.exp(2 + 0.7 * np.log(kwh) + rng.normal(0, 0.4, 30_000)), kwh)
    assert (line.peers, round(line.slope, 1), round(line.sd, 1)) == (30_000, 0.7, 0.4)


def test_the_sides_that_custodians_compute_exist() -> None:
    handed_in = {
        "stated_revenue_fen",
        "stated_staff",
        "registered_region_code",
        "power_region_code",
        "social_region_code",
    }
    computed = {name for source in SOURCES.values() for name in source.definitions}
    named = {name for check in shipped_checks().checks for name in (check.left, check.right)}
    assert named - handed_in <= computed


@pytest.mark.parametrize(
    "broken",
    [
        b"{", b"[]", b'{"format": "x"}', FILE.replace(b'"kind": "opposed"', b'"kind": "other"'),
        FILE.replace(b'"up": 0.30, ', b""), FILE.replace(b"{left}", b"{lost}", 1),
        FILE.replace(b"INSURED_ABOVE_STAFF", b"STAFF_ABOVE_INSURED"),
        FILE.replace(b'"severity": "low"', b'"severity": "1"'),
    ],
)  # fmt: skip
def test_malformed_definitions_are_refused(broken: bytes) -> None:
    assert broken != FILE
    with pytest.raises(MalformedChecks):
        parse_checks(broken)


def test_every_threshold_has_a_mark() -> None:
    assert {one["mark"] for one in json.loads(FILE)["checks"]} <= {"S", "S-", "C", "J"}
