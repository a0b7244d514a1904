"""A column whose values became others is found before a model learns it; chance is not taken for a change."""

import numpy as np
import pytest

from puhui.credit.drift import movements
from puhui.credit.errors import NothingToLearnFrom

ROWS = 2_000
LATER = np.arange(ROWS) >= ROWS // 2


def moved(values: np.ndarray, later: np.ndarray = LATER) -> bool:
    return movements({"x": values}, later)[0].moved


def test_another_coding_of_a_category_is_a_movement() -> None:
    draw = np.random.default_rng(1).random(ROWS)
    words = np.where(draw < 0.5, "Y", "N").astype(object)
    assert not moved(words)
    assert moved(np.where(LATER, np.where(draw < 0.5, "1", "0"), words).astype(object))


def test_a_column_that_was_not_kept_before_is_a_movement() -> None:
    numbers = np.random.default_rng(2).normal(size=ROWS)
    assert not moved(numbers)
    assert moved(np.where(LATER, numbers, np.nan))
    assert moved(np.where(LATER, np.maximum(numbers, 0), 0.0))


def test_few_late_rows_over_many_values_move_by_chance_alone() -> None:
    few = np.arange(ROWS) >= ROWS - 50
    drawn = {f"draw {seed}": np.random.default_rng(seed).integers(0, 8, ROWS) for seed in range(100)}
    found = movements({name: numbers.astype(str).astype(object) for name, numbers in drawn.items()}, few)
    assert sum(one.psi > 0.25 for one in found) >= 10
    assert sum(one.moved for one in found) <= 3


def test_both_times_need_rows() -> None:
    with pytest.raises(NothingToLearnFrom, match="0 later"):
        movements({"x": np.ones(10)}, np.zeros(10, dtype=np.bool_))
