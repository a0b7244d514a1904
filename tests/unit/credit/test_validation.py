"""Measures against scikit-learn, against counting by hand, and against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score, roc_curve

from puhui.credit import validation as v
from puhui.credit.errors import TargetHasOneClass

seeds = st.integers(0, 2**32 - 1)


def sample(seed: int, rows: int = 400) -> tuple[v.Floats, v.Bools]:
    rng = np.random.default_rng(seed)
    pd = np.round(rng.beta(2, 6, rows), int(rng.integers(1, 5)))  # with ties
    bad = rng.random(rows) < pd
    bad[0], bad[1] = True, False
    return pd, bad


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_auc_roc_ks_and_brier_are_those_of_scikit_learn(seed: int) -> None:
    pd, bad = sample(seed)
    false, true, _ = roc_curve(bad, pd, drop_intermediate=False)
    assert v.auc(pd, bad) == pytest.approx(roc_auc_score(bad, pd))
    assert v.ks(pd, bad) == pytest.approx(np.abs(true - false).max())
    np.testing.assert_allclose(v.roc(pd, bad), (false, true))
    measures = v.measure(pd, bad, development=True)
    assert measures.brier == pytest.approx(brier_score_loss(bad, pd))
    assert measures.gini == pytest.approx(2 * measures.auc.value - 1)


def test_delong_and_bootstrap_agree() -> None:
    pd, bad = sample(7, rows=1500)
    delong, bootstrap = v.auc_interval(pd, bad), v.auc_bootstrap(pd, bad, np.random.default_rng(0), draws=600)
    assert delong.low == pytest.approx(bootstrap.low, abs=0.01)
    assert delong.high == pytest.approx(bootstrap.high, abs=0.01)


def test_delong_covers_the_truth_as_often_as_it_says() -> None:
    """200 samples of two normals one deviation apart: true AUC Φ(1/√2) = 0.7602."""
    rng = np.random.default_rng(11)
    bad = np.repeat([True, False], [60, 240])
    hits = 0
    for _ in range(200):
        interval = v.auc_interval(rng.normal(size=300) + bad, bad)
        hits += interval.low <= 0.7602 <= interval.high
    assert 178 <= hits <= 199


def test_hosmer_lemeshow_by_hand() -> None:
    pd = np.repeat([0.1, 0.4], [100, 50])
    bad = np.concatenate([np.arange(100) < 13, np.arange(50) < 18])
    found = v.hosmer_lemeshow(pd, bad, development=False, groups=2)
    assert found.statistic == pytest.approx((13 - 10) ** 2 / (100 * 0.09) + (18 - 20) ** 2 / (50 * 0.24))
    assert found.degrees == 2


def test_hosmer_lemeshow_has_two_degrees_less_in_development() -> None:
    pd = np.linspace(0.01, 0.5, 1000)
    bad = np.random.default_rng(0).random(1000) < pd
    assert v.hosmer_lemeshow(pd, bad, development=True).degrees == 8
    assert v.hosmer_lemeshow(pd, bad, development=False).degrees == 10


def test_hosmer_lemeshow_refuses_what_is_not_calibrated_and_accepts_what_is() -> None:
    rng = np.random.default_rng(1)
    pd = rng.beta(2, 8, 5000)
    bad = rng.random(5000) < pd
    assert v.hosmer_lemeshow(pd, bad, development=False).p_value > 0.01
    assert v.hosmer_lemeshow(pd * 1.5, bad, development=False).p_value < 1e-6


def test_psi_by_hand_and_of_nothing_moved() -> None:
    e, a = np.array([50, 50]), np.array([60, 40])
    assert v.psi(e, a) == pytest.approx(0.1 * np.log(0.6 / 0.5) - 0.1 * np.log(0.4 / 0.5))
    assert v.psi(e, e * 3) == 0.0
    assert np.isfinite(v.psi(np.array([1, 0]), np.array([0, 1])))


def test_psi_of_scores_sees_a_shift() -> None:
    rng = np.random.default_rng(2)
    scores = rng.normal(600, 50, 5000)
    assert v.psi_of_scores(scores, rng.normal(600, 50, 5000)) < v.PSI_MINOR
    assert v.psi_of_scores(scores, rng.normal(560, 50, 5000)) > v.PSI_MAJOR


def test_gains_of_a_perfect_order() -> None:
    bad = np.arange(100) < 20
    found = v.gains(-np.arange(100.0), bad)
    np.testing.assert_allclose(found.bads[:2], [0.5, 1.0])
    np.testing.assert_allclose(found.lift[0], 5.0)


@given(seeds)
@settings(max_examples=20, deadline=None)
def test_calibration_counts_every_row_once(seed: int) -> None:
    pd, bad = sample(seed)
    table = v.calibration(pd, bad)
    assert (table.count.sum(), table.bads.sum()) == (len(bad), bad.sum())
    assert (np.diff(table.mean_pd) > 0).all()


def test_out_of_fold_predicts_every_row_from_others() -> None:
    bad = np.arange(60) % 3 == 0

    def predict(train: np.ndarray, test: np.ndarray) -> np.ndarray:
        assert not set(train) & set(test)
        return test.astype(float)

    found, aucs = v.out_of_fold(bad, predict, count=5, repeats=2)
    np.testing.assert_array_equal(found, np.arange(60.0))
    assert len(aucs) == 10


def test_a_split_by_time_keeps_moments_together_and_the_newest_last() -> None:
    time = np.array([2001] * 50 + [2003] * 20 + [2002] * 30)
    train, test = v.by_time(time)
    assert (set(time[train]), set(time[test])) == ({2001, 2002}, {2003})
    assert len(train) + len(test) == 100


def test_one_moment_cannot_be_split() -> None:
    with pytest.raises(TargetHasOneClass):
        v.by_time(np.full(10, 2004))


@pytest.mark.parametrize("bad", [np.zeros(5, dtype=bool), np.ones(5, dtype=bool)])
def test_one_class_measures_nothing(bad: v.Bools) -> None:
    with pytest.raises(TargetHasOneClass):
        v.auc(np.arange(5.0), bad)


def test_a_grade_that_is_too_kind_has_a_small_p() -> None:
    assert v.grade_test(0.05, bads=15, rows=100) < 0.001
    assert v.grade_test(0.05, bads=5, rows=100) > 0.3
    assert v.grade_test(0.05, bads=0, rows=0) == 1.0
