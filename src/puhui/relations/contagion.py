"""What defaults cost those who guaranteed: expected calls on guarantors, in rounds.

Round 1: each guarantor expects to pay `Σ amount · P(default of the borrower)`. Before round 2 a guarantor's own
probability
rises by the part of its net assets that round 1 takes: `p' = 1 − (1 − p)·(1 − min(1, call / net assets))`; where
net assets are not known it stays. The expected loss of a round is the sum of its calls (domain/relations-and-fraud §3).

B defaults for certain; A guaranteed 40 and has 50 of net assets; C guaranteed 100 of A's.

>>> probability, assets = np.array([0.0, 1.0, 0.0]), np.array([50.0, np.nan, np.nan])
>>> lost = spread(np.array([0, 2]), np.array([1, 0]), np.array([40.0, 100.0]), probability, assets)
>>> [round(loss, 9) for loss in lost.loss], round(float(lost.probability[0]), 9)
([40.0, 120.0], 0.8)
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Contagion:
    """The expected loss of each round, the probabilities and calls after the last."""

    loss: tuple[float, ...]
    probability: NDArray[np.float64]
    call: NDArray[np.float64]


def spread(
    guarantor: NDArray[Any],
    borrower: NDArray[Any],
    amount: NDArray[np.float64],
    probability: NDArray[np.float64],
    net_assets: NDArray[np.float64],
    *,
    rounds: int = ROUNDS,
) -> Contagion:
    """Let defaults run along guarantees. All arrays of members are of one length; `net_assets` NaN where not known."""
    start = np.asarray(probability, dtype=np.float64)
    now: NDArray[Any] = start.copy()
    losses: list[float] = []
    call = np.zeros(len(start))
    for _ in range(rounds):
        call = np.zeros(len(start))
        np.add.at(call, guarantor, amount * now[borrower])
        losses.append(float(call.sum()))
        assets = np.where(net_assets > 0, net_assets, np.nan)
        burden = np.where((net_assets <= 0) & (call > 0), 1.0, np.minimum(np.nan_to_num(call / assets), 1.0))
        now = 1 - (1 - start) * (1 - burden)
    return Contagion(tuple(losses), now, call)
