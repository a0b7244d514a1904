"""All positions brought to a day at once, in 64-bit integers. Exact to the fen, equal to `loan.standing`. Pure.

Interest is rounded once, half up, from sums of fen-days: `_of_fen_days` splits the sum by the denominator first, so
that no product leaves 64 bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import cast

import numpy as np
from numpy.typing import NDArray

from puhui.lending.accruing import position as at

I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Accrued:
    """What loans owe and have earned on a day, one entry a loan, in the order of the positions."""

    outstanding_fen: I64
    due_principal_fen: I64
    due_interest_fen: I64
    accrued_fen: I64
    penalty_fen: I64
    compound_fen: I64
    costs_fen: I64
    days_past_due: I64

    def columns(self) -> dict[str, I64]:
        """By name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def accrue_all(bodies: Sequence[bytes], day: int) -> Accrued:
    """Every position (`position.Position.body`) on `day`, an ordinal not before any position's own."""
    if not bodies:
        none = np.zeros(0, dtype=np.int64)
        return Accrued(*([none] * len(fields(Accrued))))
    head, lines, owner = _unpack(bodies)
    count = len(bodies)
    drawn_lines = _first_lines(owner, count)[head[:, at.REVOLVING] == 1]
    day_of, rate, rate_of = (head[owner, column] for column in (at.DAY, at.RATE, at.RATE_OF))
    due, principal = lines[:, at.DUE], lines[:, at.PRINCIPAL]
    interest = lines[:, at.INTEREST].copy()

    grown = np.maximum(0, np.minimum(day, lines[drawn_lines, at.ACCRUES_TO]) - day_of[drawn_lines])
    drawn = head[owner[drawn_lines], at.DRAWN] + principal[drawn_lines] * grown
    interest[drawn_lines] = _of_fen_days(drawn, rate[drawn_lines], rate_of[drawn_lines])
    unpaid = interest - lines[:, at.PAID_INTEREST]

    late = np.maximum(0, day - np.maximum(day_of, due))
    overdue = head[:, at.OVERDUE] + _sum(principal * late, owner, count)
    unpaid_late = head[:, at.UNPAID] + _sum(unpaid * late, owner, count)
    over, under = head[:, at.PENALTY], head[:, at.PENALTY_OF]

    ahead = due > day
    lent = _sum(np.where(ahead, principal, 0), owner, count)
    days = np.maximum(0, day - lines[:, at.STARTS])
    earned = np.minimum(_of_fen_days(lent[owner] * days, rate, rate_of), interest)
    earned = np.where(day >= lines[:, at.ACCRUES_TO], interest, earned)
    earned[drawn_lines] = interest[drawn_lines]
    so_far = np.where(ahead, np.maximum(0, earned - lines[:, at.PAID_INTEREST]), 0)

    past = np.where((due < day) & (principal + unpaid > 0), day - due, 0)
    return Accrued(
        outstanding_fen=_sum(principal, owner, count),
        due_principal_fen=_sum(np.where(ahead, 0, principal), owner, count),
        due_interest_fen=_sum(np.where(ahead, 0, unpaid), owner, count),
        accrued_fen=_sum(so_far, owner, count),
        penalty_fen=_of_fen_days(overdue, over, under) - head[:, at.PAID_PENALTY],
        compound_fen=_of_fen_days(unpaid_late, over, under) - head[:, at.PAID_COMPOUND],
        costs_fen=head[:, at.COSTS],
        days_past_due=_most(past, owner, count),
    )


def classes(days_past_due: I64) -> I64:
    """The best class that the lateness allows (1 to 5), as `classification.classify`."""
    return np.searchsorted(np.array([1, 91, 271, 361]), days_past_due, side="right") + 1


def _unpack(bodies: Sequence[bytes]) -> tuple[I64, I64, I64]:
    """Heads (one row a loan), lines, and of each line its loan."""
    flat = np.frombuffer(b"".join(bodies), dtype="<i8")
    sizes = np.fromiter((len(body) // 8 for body in bodies), dtype=np.int64, count=len(bodies))
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    head = flat[starts[:, None] + np.arange(at.HEAD)]
    counts = (sizes - at.HEAD) // at.LINE
    owner = np.repeat(np.arange(len(bodies)), counts)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    lines = flat[(starts[owner] + at.HEAD + within * at.LINE)[:, None] + np.arange(at.LINE)]
    return head, lines, owner


def _first_lines(owner: I64, count: int) -> I64:
    """Of each loan the index of its first line; for a loan without lines, somebody's: nobody asks for it."""
    return np.minimum(np.searchsorted(owner, np.arange(count)), max(len(owner) - 1, 0))


def _of_fen_days(fen_days: I64, over: I64, under: I64) -> I64:
    """`fen_days` × `over` / `under`, rounded half up, without leaving 64 bits."""
    whole, rest = np.divmod(fen_days, under)
    return cast(I64, whole * over + (2 * rest * over + under) // (2 * under))


def _sum(values: I64, owner: I64, count: int) -> I64:
    """Sums of lines by loan; exact, where `np.bincount` would go through floats."""
    total = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(values)))
    edges = np.searchsorted(owner, np.arange(count + 1))
    return cast(I64, total[edges[1:]] - total[edges[:-1]])


def _most(values: I64, owner: I64, count: int) -> I64:
    found = np.zeros(count, dtype=np.int64)
    np.maximum.at(found, owner, values)
    return found
