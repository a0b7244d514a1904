"""What granting a source would tell: by how much it is expected to narrow what is not known of a score.

A score is a sum, and sources are taken as independent (as the interval takes them). So by the law of total variance
the variance of the score falls, when a source is observed, by exactly that source's own variance, in expectation:
`Var(S) − E[Var(S | source)] = Var(source)`. For a normal score the mutual information is `−½ ln(1 − share)`, which
ranks sources the same way. Two things are taken into account:

* Attributes of one source move together (again as the interval takes them): the source's variance is that of the sum
  of its attributes' points under one common rank, integrated exactly over the bins' shares in training.
* A source may be granted and say nothing: the reduction is counted with the share of training rows in which the
  attribute had a record (1 where the card does not say, as in expert cards).

>>> import numpy as np
>>> twin = Points(np.array([-10.0, 10.0]), np.array([0.5, 1.0]), answered=1.0)
>>> expected_reduction([twin]), expected_reduction([twin, twin])  # two that move together: four times, not twice
(100.0, 400.0)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from puhui.credit.grades import Floats


@dataclass(frozen=True, slots=True)
class Points:
    """The points an attribute may give: rising `points`, the `cumulative` share of rows up to each, and the share of
    rows in which the attribute is on record at all (`answered`, 0 to 1)."""

    points: Floats
    cumulative: Floats
    answered: float


def expected_reduction(attributes: Sequence[Points]) -> float:
    """By how much (points squared) observing these attributes of one source is expected to lower the variance."""
    if not attributes:
        return 0.0
    ends = np.unique(np.clip(np.concatenate([item.cumulative for item in attributes]), 0.0, 1.0))
    widths = np.diff(ends, prepend=0.0)
    middles = ends - widths / 2
    total = np.zeros(len(ends))
    for item in attributes:
        place = np.minimum(np.searchsorted(item.cumulative, middles, side="right"), len(item.points) - 1)
        total += item.points[place]
    mean = float(widths @ total)
    variance = float(widths @ (total - mean) ** 2)
    return variance * float(np.mean([item.answered for item in attributes]))
