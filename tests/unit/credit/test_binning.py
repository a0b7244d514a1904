"""Binning: where every training row falls, what missing and rare values mean, and monotone points when asked."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from puhui.credit import Attribute, BinKind
from puhui.credit.binning import (
    MIN_EVIDENCE,
    Binning,
    Trend,
    bin_categories,
    bin_numbers,
    information_value,
    woe,
)
from puhui.credit.compiled import Compiled

seeds = st.integers(0, 2**32 - 1)


def sample(seed: int, rows: int = 600) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A column that matters somewhat, with ties, blanks, infinities and a code, and its outcomes."""
    rng = np.random.default_rng(seed)
    values = np.round(rng.normal(size=rows), int(rng.integers(0, 4)))
    chance = 1 / (1 + np.exp(1.0 - rng.normal() * values))
    values[rng.random(rows) < rng.choice([0.0, 0.02, 0.2])] = np.nan
    values[rng.random(rows) < 0.02] = np.inf
    values[rng.random(rows) < rng.choice([0.0, 0.3])] = -99.0
    return values, rng.random(rows) < chance


def placed(attribute: Attribute, values: NDArray[Any]) -> NDArray[np.uint8]:
    compiled = Compiled(attribute, 0, 1)
    out = np.empty(len(values), dtype=np.uint8)
    compiled.place(compiled.column(values), out)
    return out


def ordinary(attribute: Attribute) -> list[float]:
    return [item.woe or 0.0 for item in attribute.bins if item.kind is BinKind.INTERVAL]


@given(seeds)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_training_row_falls_in_exactly_one_bin_and_is_counted_there(seed: int) -> None:
    values, bad = sample(seed)
    attribute = bin_numbers("x", values, bad, Binning())
    compiled = Compiled(attribute, 0, 1)
    counts = np.bincount(placed(attribute, values), minlength=len(compiled.bins))
    assert counts.tolist() == [item.count or 0 for item in compiled.bins]
    assert counts.sum() == len(values)


@given(seeds, st.sampled_from([Trend.RISING, Trend.FALLING]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_woe_is_monotone_when_asked(seed: int, trend: Trend) -> None:
    values, bad = sample(seed)
    run = ordinary(bin_numbers("x", values, bad, Binning(trend=trend)))
    assert all(a < b if trend is Trend.RISING else a > b for a, b in pairwise(run))


@given(seeds)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ordinary_bins_are_few_and_large_enough(seed: int) -> None:
    values, bad = sample(seed)
    attribute = bin_numbers("x", values, bad, Binning())
    intervals = [item for item in attribute.bins if item.kind is BinKind.INTERVAL]
    assert len(intervals) <= 8
    if len(intervals) > 1:
        assert min(item.count or 0 for item in intervals) >= 0.05 * len(values) - 1


def test_woe_and_iv_by_hand() -> None:
    good, bad = np.array([90.0, 10.0]), np.array([20.0, 80.0])
    expected = np.log(np.array([90.5 / 100 / (20.5 / 100), 10.5 / 100 / (80.5 / 100)]))
    np.testing.assert_allclose(woe(good, bad), expected)
    assert information_value(good, bad) == pytest.approx((0.9 - 0.2) * expected[0] + (0.1 - 0.8) * expected[1])


def test_an_empty_cell_is_finite() -> None:
    assert np.isfinite(woe(np.array([5.0, 0.0]), np.array([0.0, 5.0]))).all()


def missing(attribute: Attribute) -> Any:
    return next(item for item in attribute.bins if item.kind is BinKind.MISSING)


@pytest.mark.parametrize("blanks", [0, MIN_EVIDENCE - 1, MIN_EVIDENCE, 200])
def test_missing_speaks_only_with_evidence(blanks: int) -> None:
    rng = np.random.default_rng(2)
    values, bad = rng.normal(size=1000), rng.random(1000) < 0.2
    values[:blanks], bad[:blanks] = np.nan, True
    found = missing(bin_numbers("x", values, bad, Binning()))
    assert found.count == blanks
    if blanks < MIN_EVIDENCE:
        assert (found.woe, found.informative) == (0.0, False)
    else:
        assert found.woe < -2
        assert found.informative


def test_a_code_at_the_end_of_the_range_becomes_a_bin_of_its_own() -> None:
    """0 stands for unknown among industry codes: its outcome breaks the trend of its neighbours."""
    rng = np.random.default_rng(3)
    values = rng.uniform(1000, 9000, 3000)
    bad = rng.random(3000) < (values / 9000) * 0.4
    values[:900], bad[:900] = 0.0, rng.random(900) < 0.6
    attribute = bin_numbers("naics", values, bad, Binning(trend=Trend.FALLING))
    assert [item.values for item in attribute.bins if item.kind is BinKind.SPECIAL] == [(0.0,)]


def test_given_codes_are_kept_out_of_the_intervals() -> None:
    values, bad = sample(1)
    attribute = bin_numbers("x", values, bad, Binning(special=(-99.0,), find_spikes=False))
    assert [item.values for item in attribute.bins if item.kind is BinKind.SPECIAL] == [(-99.0,)]


@given(seeds)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_categories_named_or_pooled_lose_no_row(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.array([f"k{int(v)}" for v in rng.exponential(12, 800)], dtype=object)
    values[rng.random(800) < 0.05] = None
    bad = rng.random(800) < 0.3
    attribute = bin_categories("k", values, bad, Binning())
    compiled = Compiled(attribute, 0, 1)
    counts = np.bincount(placed(attribute, values), minlength=len(compiled.bins))
    assert counts.tolist() == [item.count or 0 for item in compiled.bins]
    assert len([item for item in attribute.bins if item.kind is BinKind.CATEGORY]) <= 20


def test_rare_categories_are_pooled_and_unseen_ones_join_them() -> None:
    rng = np.random.default_rng(4)
    values = np.array(["big"] * 500 + [f"rare{i}" for i in range(100)], dtype=object)
    bad = np.concatenate([rng.random(500) < 0.1, rng.random(100) < 0.7])
    attribute = bin_categories("k", values, bad, Binning())
    other = next(item for item in attribute.bins if item.kind is BinKind.OTHER)
    assert (other.count, other.informative) == (100, True)
    assert (other.woe or 0.0) < -1
    at = placed(attribute, np.array(["never seen"], dtype=object))[0]
    assert Compiled(attribute, 0, 1).bins[at].kind is BinKind.OTHER


def test_a_column_without_signal_keeps_one_bin() -> None:
    bad = np.array([True, False] * 500)
    attribute = bin_numbers("x", np.full(1000, 3.0), bad, Binning())
    assert len(ordinary(attribute)) == 1
    assert attribute.iv == pytest.approx(0.0, abs=1e-9)
