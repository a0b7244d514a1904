"""Give a batch of needs to banks at once: the greatest total degree under every bank's capacity. Pure.

    maximise    Σ u_ij x_ij + W Σ y_j
    subject to  Σ_j x_ij ≤ seats_i          a need goes to so many banks at most
                y_j ≤ Σ_i x_ij ≤ capacity_j  a bank gets no more than it can answer
                0 ≤ y_j ≤ floor_j            and its least share counts before any degree
                0 ≤ x_ij ≤ 1

`W` exceeds all degrees together, so that least shares are filled first, as far as they can be, and the degree decides
the rest. This is a flow through a network (need → bank → two arcs to the sink, the first of capacity `floor_j` and
reward `W`): its matrix is totally unimodular, so the linear program's vertices are integral, and the dual simplex
returns a vertex. Nothing that a bank pays is an input.

>>> assign([[90.0, 80.0], [85.0, 84.0]], seats=[1, 1], capacity=[1, 1]).pairs
((0, 0), (1, 1))
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

_ROUND_TO = 1e-6


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs of (need, bank) by their places in the input, sorted; their total degree; how many each bank got, and by
    how much it stays below its least share because no more needs fit it."""

    pairs: tuple[tuple[int, int], ...]
    total: float
    given: tuple[int, ...]
    short: tuple[int, ...]


def assign(
    degrees: ArrayLike, *, seats: Sequence[int], capacity: Sequence[int], floors: Sequence[int] | None = None
) -> Assignment:
    """Pairs of needs and banks. `degrees` has a row a need and a column a bank, above 0 where the two fit and NaN or 0
    where they must not meet; raises `ValueError` on shapes that differ and on a negative number."""
    table = np.nan_to_num(np.asarray(degrees, dtype=float), nan=0.0)
    least = np.zeros(len(capacity), dtype=int) if floors is None else np.asarray(floors, dtype=int)
    if table.shape != (len(seats), len(capacity)) or len(least) != len(capacity):
        raise ValueError("degrees have a row for each need's seats and a column for each bank's capacity and floor")
    if (table < 0).any() or (least < 0).any() or min([*seats, *capacity], default=0) < 0:
        raise ValueError("degrees, seats, capacities and floors are zero or more")
    needs, banks = np.nonzero(table)
    if not len(needs):
        return Assignment((), 0.0, (0,) * len(capacity), tuple(int(one) for one in least))
    fit = _Pairs(table, needs, banks)
    chosen = _solve(fit, np.asarray(seats), np.asarray(capacity), np.minimum(least, capacity))
    given = np.bincount(banks[chosen], minlength=len(capacity))
    return Assignment(
        pairs=tuple(zip(needs[chosen].tolist(), banks[chosen].tolist(), strict=True)),
        total=float(table[needs[chosen], banks[chosen]].sum()),
        given=tuple(given.tolist()),
        short=tuple(np.maximum(least - given, 0).tolist()),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs that fit, as places in the table of degrees."""

    table: NDArray[np.float64]
    needs: NDArray[np.intp]
    banks: NDArray[np.intp]


def _solve(
    fit: _Pairs,
    seats: NDArray[np.int_],
    capacity: NDArray[np.int_],
    floors: NDArray[np.int_],
) -> NDArray[np.bool_]:
    """Which of the pairs that fit are chosen."""
    table, needs, banks = fit.table, fit.needs, fit.banks
    pairs, places, lenders = len(needs), len(seats), len(capacity)
    degree = table[needs, banks] / table.max()
    weight = min(pairs, int(seats.sum())) + 1.0  # degrees are at most 1 now: more than all of them together
    one, column = np.ones(pairs), np.arange(pairs)
    floor_column = pairs + np.arange(lenders)
    rows = np.concatenate([needs, places + banks, places + lenders + banks, places + lenders + np.arange(lenders)])
    columns = np.concatenate([column, column, column, floor_column])
    values = np.concatenate([one, one, -one, np.ones(lenders)])
    found = linprog(
        c=np.concatenate([-degree, np.full(lenders, -weight)]),
        A_ub=coo_array((values, (rows, columns)), shape=(places + 2 * lenders, pairs + lenders)),
        b_ub=np.concatenate([seats, capacity, np.zeros(lenders)]),
        bounds=[(0, 1)] * pairs + [(0, int(least)) for least in floors],
        method="highs-ds",
    )
    if not found.success:
        raise ArithmeticError(f"no assignment was found: {found.message}")
    flow = np.asarray(found.x[:pairs])
    if np.abs(flow - np.rint(flow)).max() > _ROUND_TO:
        raise ArithmeticError("the assignment is not whole: the solver did not return a vertex")
    return flow > 1 - _ROUND_TO
