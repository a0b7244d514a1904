"""Reject inference: parcels keep to their rates, both models are answered, and the bias it mends is mended."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.errors import ColumnsDiffer
from puhui.credit.fit import Recipe
from puhui.credit.rejects import infer_rejects, parcel


@given(st.integers(0, 10_000), st.floats(1.0, 3.0), st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_each_band_of_rejects_goes_bad_alpha_times_as_often(seed: int, alpha: float, bands: int) -> None:
    rng = np.random.default_rng(seed)
    accepted, refused = rng.normal(620, 50, 500), rng.normal(560, 60, 300)
    bad = rng.random(500) < 0.15
    taken, table = parcel(accepted, bad, refused, alpha=alpha, bands=bands, seed=seed)
    assert sum(band.refused for band in table) == 300
    assert sum(band.accepted for band in table) == 500
    assert int(taken.sum()) == sum(band.taken_as_bad for band in table)
    for band in table:
        rate = band.accepted_bads / band.accepted
        assert band.taken_as_bad == round(min(1.0, alpha * rate) * band.refused)
    np.testing.assert_array_equal(taken, parcel(accepted, bad, refused, alpha=alpha, bands=bands, seed=seed)[0])


def lending(seed: int = 0) -> tuple[dict[str, Any], Any, dict[str, Any], Any]:
    """Applicants of whom an officer refused the worst by a hunch that the data only half show."""
    rng = np.random.default_rng(seed)
    sales, hunch = rng.normal(size=(2, 1600))
    bad = rng.random(1600) < 1 / (1 + np.exp(1.4 + 0.9 * sales + 0.9 * hunch))
    accepted = sales + hunch + rng.normal(size=1600) > 0
    frame = {"sales": sales, "gap": sales * 0.5 + rng.normal(size=1600)}
    part = {name: values[accepted] for name, values in frame.items()}
    rest = {name: values[~accepted] for name, values in frame.items()}
    return part, bad[accepted], rest, bad[~accepted]


def test_both_models_are_answered_and_the_refused_look_worse_with_parcels() -> None:
    part, bad, rest, truth = lending()
    found = infer_rejects(part, bad, rest, Recipe(name="demo"))
    assert found.alpha == 1.5
    plain, parcelled = found.refused_pd
    assert plain < parcelled
    assert abs(parcelled - truth.mean()) < abs(plain - truth.mean())
    said = found.as_dict()
    assert said["accepts_only"]["on_accepts"]["rows"] == said["parcelled"]["on_accepts"]["rows"] == len(bad)
    assert said["parcelled"]["on_accepts"]["auc"] > said["accepts_only"]["on_accepts"]["auc"] - 0.02


def test_rejects_without_the_columns_are_refused() -> None:
    part, bad, rest, _ = lending()
    with pytest.raises(ColumnsDiffer, match="gap"):
        infer_rejects(part, bad, {"sales": rest["sales"]}, Recipe(name="demo"))
