"""Which attributes a card keeps, and why the others go: each removal is a sentence that the report shows.

By information value (useless ones go, suspicious ones are said aloud), by the variance inflation factor (of two that
say the same the weaker goes), by sign (a coefficient below zero would pay points for a worse record).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IV_USELESS = 0.02
IV_SUSPICIOUS = 0.5
AUC_SUSPICIOUS = 0.9
PURE_SUSPICIOUS = 20.0  # bads that a bin without any would have on average
VIF_MAX = 5.0


@dataclass(frozen=True, slots=True)
class Excluded:
    """A column that is not in the card, and the reason."""

    column: str
    reason: str


def variance_inflation(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """The VIF of each column of (rows, k): the diagonal of the inverse correlation matrix; infinite if collinear."""
    if columns.shape[1] < 2:
        return np.ones(columns.shape[1])
    correlation = np.corrcoef(columns, rowvar=False)
    values, vectors = np.linalg.eigh(correlation)
    with np.errstate(divide="ignore"):
        inverse = np.where(values > 1e-10, 1.0 / values, np.inf)
    weights = vectors**2
    factors: NDArray[np.float64] = np.where(weights > 1e-12, weights * inverse, 0.0).sum(axis=1)
    return factors
