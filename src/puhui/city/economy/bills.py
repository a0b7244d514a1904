"""When a bill is paid: early by habit, late under stress, never after collapse."""

import numpy as np

from puhui.city.economy.streams import F64, I64, Bool
from puhui.city.economy.timeline import NEVER


def settle(rng: np.random.Generator, due: I64, stress: F64, habit: F64, never: Bool, *, delay_max: int = 150) -> I64:
    """The day each bill is paid (`NEVER` if it is not), for accounts in rows and periods in columns.

    `habit` is an account's chance of being late when well, `stress` 0 to 1. Nobody pays a later bill before an earlier.
    """
    late = rng.random(due.shape) < np.clip(habit[:, None] + 0.85 * stress**1.7, 0.0, 0.95)
    delay = 1 + np.minimum(rng.exponential(5.0 + 60.0 * stress**2), delay_max - 1).astype(np.int64)
    paid = np.where(late, due + delay, due - rng.integers(0, 11, due.shape))
    return np.maximum.accumulate(np.where(never, NEVER, paid), axis=1)


def open_at_month_ends(due_fen: I64, due: I64, paid: I64, month_ends: I64) -> I64:
    """Per account and month: what was due before the month's end and not paid by then."""
    still_open = np.empty(due_fen.shape, dtype=np.int64)
    for month, end in enumerate(month_ends):
        still_open[:, month] = (due_fen * ((due <= end) & (paid > end))).sum(axis=1)
    return still_open
