"""The assignment is the best there is, whole, within every capacity; least shares come first."""

from itertools import product as every

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.market.assigning import Assignment, assign


@st.composite
def batches(draw: st.DrawFn) -> tuple[np.ndarray, list[int], list[int], list[int]]:
    """Small batches that can be tried out by brute force; a zero is a pair that must not meet."""
    needs, banks = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    cell = st.sampled_from([0.0, 1.0, 40.0, 61.5, 61.6, 99.9, 100.0])
    rows = draw(st.lists(st.lists(cell, min_size=banks, max_size=banks), min_size=needs, max_size=needs))
    few = st.integers(0, 3)
    seats = draw(st.lists(few, min_size=needs, max_size=needs))
    capacity = draw(st.lists(few, min_size=banks, max_size=banks))
    floors = draw(st.lists(st.integers(0, 2), min_size=banks, max_size=banks))
    return np.array(rows), seats, capacity, floors


def brute_force(degrees: np.ndarray, seats: list[int], capacity: list[int], floors: list[int]) -> tuple[int, float]:
    """The most of the least shares that can be filled, and the greatest total degree at that."""
    best = (-1, -1.0)
    cells = list(zip(*np.nonzero(degrees), strict=True))
    for chosen in every([False, True], repeat=len(cells)):
        taken = [cell for cell, is_in in zip(cells, chosen, strict=True) if is_in]
        by_need = [sum(i == need for i, _ in taken) for need in range(len(seats))]
        by_bank = [sum(j == bank for _, j in taken) for bank in range(len(capacity))]
        if all(np.array(by_need) <= seats) and all(np.array(by_bank) <= capacity):
            filled = int(np.minimum(by_bank, floors).sum())
            best = max(best, (filled, round(float(sum(degrees[cell] for cell in taken)), 6)))
    return best


def filled(made: Assignment, floors: list[int]) -> int:
    return int(np.minimum(made.given, floors).sum())


@settings(max_examples=60, deadline=None)
@given(batches())
def test_it_is_the_best_of_all_that_are_allowed(batch: tuple[np.ndarray, list[int], list[int], list[int]]) -> None:
    degrees, seats, capacity, floors = batch
    made = assign(degrees, seats=seats, capacity=capacity, floors=floors)
    assert len(set(made.pairs)) == len(made.pairs)
    assert all(degrees[pair] > 0 for pair in made.pairs)
    for need, places in enumerate(seats):
        assert sum(i == need for i, _ in made.pairs) <= places
    assert all(got <= most for got, most in zip(made.given, capacity, strict=True))
    assert made.total == pytest.approx(sum(degrees[pair] for pair in made.pairs))
    assert (filled(made, floors), round(made.total, 6)) == pytest.approx(brute_force(*batch))


def test_a_small_lender_gets_its_least_share_though_others_fit_better() -> None:
    degrees = np.array([[90.0, 20.0]] * 10)
    without = assign(degrees, seats=[1] * 10, capacity=[10, 10])
    assert without.given == (10, 0)
    fair = assign(degrees, seats=[1] * 10, capacity=[10, 10], floors=[0, 3])
    assert (fair.given, fair.short) == ((7, 3), (0, 0))


def test_a_least_share_that_cannot_be_filled_is_told_and_stops_nothing() -> None:
    made = assign([[50.0, 0.0]], seats=[1], capacity=[1, 1], floors=[0, 1])
    assert (made.pairs, made.short) == (((0, 0),), (0, 1))


def test_nothing_fits_nothing_is_assigned() -> None:
    assert assign([[float("nan"), 0.0]], seats=[3], capacity=[1, 1]).pairs == ()


def test_a_large_batch_is_whole() -> None:
    rng = np.random.default_rng(1)
    degrees = np.round(rng.uniform(1, 100, (500, 8)), 1)
    made = assign(degrees, seats=[3] * 500, capacity=[60] * 8, floors=[25] * 8)
    assert made.given == (60,) * 8


@pytest.mark.parametrize(("seats", "capacity"), [([1, 1], [1]), ([1], [1, 1]), ([-1], [1]), ([1], [-1])])
def test_shapes_that_differ_and_negative_numbers_are_refused(seats: list[int], capacity: list[int]) -> None:
    with pytest.raises(ValueError, match="degrees"):
        assign([[50.0]], seats=seats, capacity=capacity)
