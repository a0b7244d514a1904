"""Calibration: the map that was planted is found, the card stays a card, and lost order is not mended."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit import Kind, Scorecard
from puhui.credit import calibration as c
from puhui.credit.challenger import Challenger, fit_challenger
from puhui.credit.errors import DiscriminationLost, NothingToLearnFrom, PdNotCalibrated, TargetHasOneClass
from puhui.credit.fit import Recipe, fit
from puhui.credit.models import Model
from puhui.credit.scorecard import EXAMPLE
from puhui.credit.validation import auc, hosmer_lemeshow
from tests.unit.credit.test_challenger import COLUMNS, population


def planted(intercept: float, slope: float, rows: int = 8000, seed: int = 5) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    odds = rng.normal(-2.0, 1.0, rows)
    bad = rng.random(rows) < 1 / (1 + np.exp(-(intercept + slope * odds)))
    return 1 / (1 + np.exp(-odds)), bad


@given(st.floats(-1.0, 1.0), st.floats(0.4, 1.5), st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_the_planted_map_is_found_within_its_error(intercept: float, slope: float, seed: int) -> None:
    found = c.recalibration(*planted(intercept, slope, seed=seed), "slope")
    reach = (found.intercept.high - found.intercept.low) * 1.25  # five standard errors
    assert abs(found.intercept.value - intercept) < reach
    assert abs(found.slope.value - slope) < (found.slope.high - found.slope.low) * 1.25


def test_auto_moves_the_level_alone_unless_the_spread_is_wrong() -> None:
    assert c.recalibration(*planted(0.7, 1.0)).method == "intercept"
    assert c.recalibration(*planted(0.0, 0.6)).method == "slope"


def test_recalibrated_pds_fit_what_came_and_keep_their_order() -> None:
    pd, bad = planted(0.8, 0.7)
    mapped = c.recalibration(pd, bad).pd(pd)
    assert mapped.mean() == pytest.approx(bad.mean(), abs=1e-6)
    assert hosmer_lemeshow(pd, bad, development=False).p_value < 1e-6
    assert hosmer_lemeshow(mapped, bad, development=True).p_value > 0.001
    assert auc(mapped, bad) == pytest.approx(auc(pd, bad))


def test_lost_order_is_not_mended() -> None:
    pd, _ = planted(0.0, 1.0)
    bad = np.random.default_rng(0).random(len(pd)) < 0.2
    with pytest.raises(DiscriminationLost):
        c.recalibration(pd, bad, "slope")
    assert c.recalibration(pd, bad, "intercept").pd(pd).mean() == pytest.approx(bad.mean(), abs=1e-6)


def test_too_little_is_refused() -> None:
    pd, bad = planted(0.0, 1.0)
    with pytest.raises(TargetHasOneClass):
        c.recalibration(pd, np.zeros(len(pd), dtype=bool))
    with pytest.raises(NothingToLearnFrom):
        c.recalibration(pd[:90], bad[:90])


@pytest.mark.parametrize("kind", ["scorecard", "challenger"])
def test_a_recalibrated_model_gives_the_mapped_pds_and_says_so(kind: str) -> None:
    frame, bad = population()
    recipe = Recipe(name="demo", columns=COLUMNS)
    model: Model = fit(frame, bad, recipe).model if kind == "scorecard" else fit_challenger(frame, bad, recipe).model
    pd = model.score(frame).pd
    later = np.random.default_rng(1).random(len(pd)) < 1 / (1 + np.exp(-(0.9 + 0.8 * np.log(pd / (1 - pd)))))
    found = c.recalibration(pd, later, "slope")
    after = c.recalibrated(model, found, version="2", replaces="ab" * 32, on={"digest": "cd" * 32, "from": "2026-01"})
    inside = (found.pd(found.pd(pd)) < 0.76) & (pd > 0.001)  # scores are clipped to 300 … 900 before and after
    np.testing.assert_allclose(after.score(frame).pd[inside], found.pd(pd)[inside], atol=2e-4)
    step = after.calibration["steps"][0]
    assert (step["replaces"]["version"], step["calibrated_on"]["from"]) == ("1", "2026-01")
    assert step["from_rate"] == pytest.approx(pd.mean(), abs=1e-4)
    assert step["to_rate"] == pytest.approx(later.mean(), abs=1e-4)
    read = Scorecard.parse(after.dump()) if kind == "scorecard" else Challenger.parse(after.dump())
    assert read.calibration == after.calibration
    assert "→" in c.calibration_text(read).en
    twice = c.recalibrated(after, found, version="3", replaces="ef" * 32, on={})
    np.testing.assert_allclose(twice.score(frame).pd[inside], found.pd(found.pd(pd))[inside], atol=4e-4)
    assert len(twice.calibration["steps"]) == 2


def test_an_expert_cards_pd_is_not_used_in_silence() -> None:
    card = Scorecard.parse(EXAMPLE)
    assert not c.pd_is_calibrated(card)
    with pytest.raises(PdNotCalibrated):
        c.need_calibrated(card)
    assert "scale" in c.calibration_text(card).en
    c.need_calibrated(replace(card, kind=Kind.FITTED))
