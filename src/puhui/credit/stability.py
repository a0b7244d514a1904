"""Stability: how far a sample has moved from a model's training, by score (PSI) and by column (CSI).

A model keeps what it needs to tell: the distribution of its scores in training, and of every column by bin (a card) or
by tenth (a challenger). No outcomes are needed, so a shift shows months before the losses do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.credit.challenger import Challenger, Feature
from puhui.credit.challenger.encoding import encoded
from puhui.credit.grades import Floats
from puhui.credit.models import Model
from puhui.credit.validation import psi, psi_against

Frame = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Stability:
    """PSI of the score and CSI of each column against training, with the counts behind the picture."""

    psi: float
    csi: tuple[tuple[str, float], ...]
    edges: tuple[float, ...]
    expected: tuple[float, ...]
    actual: tuple[float, ...]


def stability_of(
    model: Model, frame: Frame, score: Floats, against: Mapping[str, Any] | None = None
) -> Stability | None:
    """How far a sample has moved. `against` is a `score_table`; without it the model's own of training.

    None where there is none to compare with: an expert card was trained on nothing.
    """
    table = against or model.training.get("scores")
    if not table:
        return None
    known = score[np.isfinite(score)]
    edges = np.asarray(table["edges"], dtype=np.float64)
    actual = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
    return Stability(
        psi=psi_against(table, score),
        csi=tuple(sorted(csi_of(model, frame), key=lambda pair: -pair[1])),
        edges=tuple(edges.tolist()),
        expected=tuple(map(float, table["counts"])),
        actual=tuple(map(float, actual)),
    )


def csi_of(model: Model, frame: Frame) -> list[tuple[str, float]]:
    """The CSI of each column that the model reads and the frame has; none for a card without counts."""
    if isinstance(model, Challenger):
        return [(f.name, _of_feature(f, frame[f.name])) for f in model.features if f.name in frame]
    found = []
    for compiled, row in zip(model.scorer.attributes, model.scorer.place(frame), strict=True):
        expected = np.array([float(item.count or 0) for item in compiled.bins])
        if expected.sum():
            found.append((compiled.name, round(psi(expected, np.bincount(row, minlength=len(expected))), 4)))
    return found


def _of_feature(feature: Feature, values: NDArray[Any]) -> float:
    numbers = encoded(feature, values)
    known = np.isfinite(numbers)
    if feature.numeric:
        at = np.searchsorted(np.asarray(feature.training["edges"]), numbers[known], side="right")
    else:
        at = numbers[known].astype(np.int64)
    expected = np.asarray(feature.training["counts"], dtype=np.float64)
    counts = np.bincount(at, minlength=len(expected) - 1)
    return round(psi(expected, np.append(counts, (~known).sum())), 4)
