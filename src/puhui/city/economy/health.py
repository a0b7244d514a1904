"""The hidden economy: quality, business cycle, and each enterprise's path of distress up to default.

An enterprise falls into distress by a monthly hazard that grows with low quality, youth, a bad cycle in its trade and
its district, and shrinking sales. An episode either ends in default, by a pace of its own, or peaks and heals. No
custodian sees the path; each sees, later or sooner, what the path does to its own records.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import FUTURE, LEAD, NEVER, Timeline

ORDINARY, SEASONAL, ONE_OFF_SHOCK, SUDDEN_FAILURE = range(4)
ARCHETYPES = ("ordinary", "seasonal", "one_off_shock", "sudden_failure")
STEADY, FAILING, SEASON = range(3)  # the rows of the enterprises that are cast, not drawn

_ONSET = 0.0068  # monthly hazard of distress for an average enterprise
_QUALITY_SHIELDS = 0.65  # per standard deviation of quality, in log hazard
_YOUTH_EXPOSES = 0.5  # log hazard of an enterprise younger than two years
_SHRINKING_EXPOSES = 0.6  # log hazard per log point of business lost in a year
_MONTHS_TO_DEFAULT = (11.0, 0.35)  # median and log-sd of the pace of a fatal episode
_EXIT_AFTER_DEFAULT = 0.07  # monthly chance of leaving the register after default
_EXIT_WILLING = 0.0006  # of closing down in good order


@dataclass(frozen=True)
class Hidden:
    """Paths by enterprise (row) and month (column); column 0 is `LEAD` months before history."""

    quality: F64
    archetype: I64
    distress: F64  # 0 well … 1 at default, and after
    business: F64  # log of business activity, without season and distress; 0 = usual
    shock: F64  # log of a passing outside shock, 0 = none
    default_month: I64  # by month of history, `NEVER` if not within the future shown
    distress_month: I64  # start of the last episode, `NEVER` if none
    exit_month: I64  # left the register, `NEVER` if not
    width: int

    def seen(self, lag: int) -> F64:
        """Distress in each month of history as it was `lag` months before (at most `LEAD`)."""
        return self.distress[:, LEAD - lag : LEAD - lag + self.width]

    def rows(self, start: int, stop: int) -> "Hidden":
        """The enterprises `start` … `stop`−1."""
        cut = slice(start, stop)
        columns: dict[str, Any] = {
            name: value[cut] for name, value in vars(self).items() if isinstance(value, np.ndarray)
        }
        return replace(self, **columns)


def _walk(rng: np.random.Generator, rows: int, columns: int, memory: float, step: float) -> F64:
    """Paths that forget by `memory` a month, started in their long-run spread."""
    path = np.empty((rows, columns))
    path[:, 0] = rng.normal(0, step / np.sqrt(1 - memory**2), rows)
    noise = rng.normal(0, step, (rows, columns))
    for month in range(1, columns):
        path[:, month] = memory * path[:, month - 1] + noise[:, month]
    return path


def live(seed: int, timeline: Timeline, *, trade: I64, cyclical: F64, district: I64, founded: I64, odd: I64) -> Hidden:
    """Draw the hidden paths of all enterprises.

    `trade` and `district` are small integers, `founded` the month of foundation, `odd` the archetype.
    """
    rng = stream(seed, "hidden")
    count, columns = len(trade), LEAD + timeline.width + FUTURE
    quality = rng.normal(0, 1, count)
    quality[: FAILING + 2] = (1.2, -0.6, 0.8)
    cycle = _walk(rng, int(trade.max()) + 1, columns, 0.93, 0.05)[trade] * cyclical[:, None]
    cycle += _walk(rng, int(district.max()) + 1, columns, 0.95, 0.02)[district]
    cycle += _walk(rng, 1, columns, 0.95, 0.02)
    drift = (0.009 + 0.004 * quality)[:, None] * np.arange(columns)
    business = cycle + _walk(rng, count, columns, 0.96, 0.11) + drift
    business -= business[:, LEAD : LEAD + timeline.width].mean(axis=1, keepdims=True)

    shock = np.zeros((count, columns))
    start = rng.integers(LEAD, LEAD + timeline.width, count)
    length = rng.integers(2, 5, count)
    month = np.arange(columns)
    hit = (odd == ONE_OFF_SHOCK)[:, None] & (month >= start[:, None]) & (month < (start + length)[:, None])
    shock[hit] = np.log(0.3)

    distress, default, onset = _fall(rng, quality=quality, cycle=cycle, business=business, founded=founded, odd=odd)
    default_month = np.where(default < columns, default - LEAD, NEVER)
    onset_month = np.where(onset < columns, onset - LEAD, NEVER)
    willing = rng.geometric(_EXIT_WILLING, count) - LEAD
    after = default_month + 2 + rng.geometric(_EXIT_AFTER_DEFAULT, count)
    leaves = np.where(default_month < NEVER, after, np.where(willing < 0, NEVER, willing))
    leaves[: FAILING + 2] = NEVER
    return Hidden(quality, odd, distress, business, shock, default_month, onset_month, leaves, timeline.width)


def _fall(
    rng: np.random.Generator, *, quality: F64, cycle: F64, business: F64, founded: I64, odd: I64
) -> tuple[F64, I64, I64]:
    """Distress by month, the month of default and of the last onset (columns; ≥ the number of columns means never)."""
    count, columns = business.shape
    state = np.zeros(count)
    pace = np.zeros(count)
    peak = np.zeros(count)
    falling = np.zeros(count, dtype=bool)
    ill = np.zeros(count, dtype=bool)
    default = np.full(count, NEVER)
    onset = np.full(count, NEVER)
    distress = np.zeros((count, columns))
    cast = np.zeros(count, dtype=bool)
    cast[[STEADY, SEASON]] = True
    for month in range(columns):
        alive = default == NEVER
        lost = np.maximum(business[:, max(month - 12, 0)] - business[:, month], 0.0)
        young = (month - LEAD) - founded < 24
        hazard = _ONSET * np.exp(
            -_QUALITY_SHIELDS * quality - 1.5 * cycle[:, month] + _YOUTH_EXPOSES * young + _SHRINKING_EXPOSES * lost
        )
        starts: Bool = alive & ~ill & ~cast & (founded <= month - LEAD) & (rng.random(count) < hazard)
        starts[FAILING] = month == columns - FUTURE - 8  # eight months in distress at `as_of`, four from default
        fatal = rng.random(count) < 1 / (1 + np.exp(0.1 + 0.6 * quality))
        sudden = (odd == SUDDEN_FAILURE) & fatal
        median, spread = _MONTHS_TO_DEFAULT
        length = np.clip(median * np.exp(rng.normal(0, spread, count)), 4, 24)
        length = np.where(sudden, rng.uniform(1.5, 3.0, count), length)
        length[FAILING], fatal[FAILING] = 12.0, True
        pace = np.where(starts, 1 / length, pace)
        peak = np.where(starts, np.where(fatal, 1.0, rng.uniform(0.25, 0.8, count)), peak)
        onset = np.where(starts, month, onset)
        ill |= starts
        falling |= starts
        step = pace * rng.gamma(4.0, 0.25, count)
        step[FAILING] = pace[FAILING]
        state = np.where(alive & ill, np.where(falling, state + step, state - 0.7 * step), state)
        turns = alive & falling & (peak < 1.0) & (state >= peak)
        falling &= ~turns
        heals = alive & ill & (state <= 0.0)
        ill &= ~heals
        state = np.clip(state, 0.0, 1.0)
        fails = alive & ill & (peak >= 1.0) & (state >= 1.0)
        if month < LEAD:  # whoever fails before history has made room for a new enterprise
            state, ill, falling = np.where(fails, 0.0, state), ill & ~fails, falling & ~fails
        else:
            default = np.where(fails, month, default)
        distress[:, month] = state
    return distress, default, onset
