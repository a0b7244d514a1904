"""The dynamic programme against trying every partition."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.merging import Shape, merge

cells = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=8)


def fits(run: list[float], shape: Shape) -> bool:
    steps = [right > left for left, right in pairwise(run)]
    if any(left == right for left, right in pairwise(run)) and shape is not Shape.FREE:
        return False
    turn = next((n for n, step in enumerate(steps) if step != steps[0]), len(steps))
    return {
        Shape.FREE: True,
        Shape.RISING: all(steps),
        Shape.FALLING: not any(steps),
        Shape.PEAK: not any(steps[turn:]) if steps and steps[0] else not any(steps),
        Shape.VALLEY: all(steps[turn:]) if steps and not steps[0] else all(steps),
    }[shape]


def by_trying(good: np.ndarray, bad: np.ndarray, shape: Shape, max_bins: int, min_count: int) -> float:
    best = -np.inf
    for count in range(max_bins):
        for cuts in combinations(range(1, len(good)), count):
            value, run = 0.0, []
            for a, b in pairwise((0, *cuts, len(good))):
                g, h = good[a:b].sum(), bad[a:b].sum()
                if g + h < min_count:
                    break
                run.append(float(np.log((g + 0.5) / good.sum()) - np.log((h + 0.5) / bad.sum())))
                value += (g / good.sum() - h / bad.sum()) * run[-1]
            else:
                if fits(run, shape):
                    best = max(best, value)
    return best


@given(cells, st.sampled_from(Shape), st.integers(1, 5), st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_no_partition_is_better(counts: list[tuple[int, int]], shape: Shape, max_bins: int, min_count: int) -> None:
    good, bad = (np.array(column) for column in zip(*counts, strict=True))
    good[0], bad[0] = good[0] + 1, bad[0] + 1
    found = merge(good, bad, shape, max_bins=max_bins, min_count=min_count)
    wanted = by_trying(good, bad, shape, max_bins, min_count)
    assert found.ends[-1] == len(good)
    assert len(found.ends) <= max_bins
    if np.isfinite(wanted) and len(good) > 1:
        assert found.iv == pytest.approx(wanted, abs=1e-9)
    else:
        assert found.ends == (len(good),)
