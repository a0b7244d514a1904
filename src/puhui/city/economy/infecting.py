"""What strikes an enterprise from outside its own luck: a guarantee that is called, a fraud that ends.

The hidden paths are drawn first, each enterprise for itself; a strike then starts an episode of distress at a month
that somebody else's fate has set. Whoever has fallen already, or is cast, is left as it is.
"""

from dataclasses import dataclass, replace

import numpy as np

from puhui.city.economy.health import Hidden
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import LEAD, NEVER

_MONTHS_TO_DEFAULT = (9.0, 0.3)  # median and log-sd: a called guarantee ruins faster than bad trade
_EXIT_AFTER_DEFAULT = 0.07
_ROUNDS = 2
_HEAVY = 0.3  # guaranteed share of a year's sales that weighs fully
_LIGHT, _FULL = 0.20, 0.70  # chance that a called guarantee strikes, when light and when heavy
_FATAL = 0.6


@dataclass(frozen=True)
class Contracts:
    """Guarantee contracts, one element each. `guarantor` is a row, −1 where the borrower's representative vouches."""

    guarantor: I64
    borrower: I64
    bank: I64
    fen: I64
    kind: I64
    since: I64  # day
    until: I64  # day, `NEVER` while it runs


def strike(rng: np.random.Generator, people: Population, rows: I64, months: I64, fatal: Bool) -> Population:
    """`people` with an episode of distress begun in `months` of history for each of `rows` (each row once)."""
    hidden = people.hidden
    there = (people.founded[rows] <= months) & (hidden.exit_month[rows] > months)
    free = there & (hidden.default_month[rows] == NEVER) & ~people.cast[rows]
    rows, months, fatal = rows[free], months[free], fatal[free]
    count = len(rows)
    median, spread = _MONTHS_TO_DEFAULT
    length = np.clip(np.rint(median * np.exp(rng.normal(0, spread, count))), 4, 20).astype(np.int64)
    peak = np.where(fatal, 1.0, rng.uniform(0.3, 0.8, count))
    since = np.arange(hidden.distress.shape[1]) - LEAD - months[:, None]
    rise = since / length[:, None]
    heals = 2 * peak[:, None] - rise
    path = np.where(fatal[:, None], np.minimum(rise, 1.0), np.minimum(rise, heals)).clip(0.0, 1.0)
    distress, default = hidden.distress.copy(), hidden.default_month.copy()
    begun, leaves = hidden.distress_month.copy(), hidden.exit_month.copy()
    distress[rows] = np.maximum(distress[rows], path)
    fails = months + length
    shown = fatal & (fails < hidden.distress.shape[1] - LEAD)
    default[rows] = np.where(shown, fails, default[rows])
    begun[rows] = months
    gone = fails + 2 + rng.geometric(_EXIT_AFTER_DEFAULT, count)
    leaves[rows] = np.where(shown, gone, leaves[rows])
    changed: Hidden = replace(hidden, distress=distress, default_month=default, distress_month=begun, exit_month=leaves)
    return replace(people, hidden=changed)


def call_guarantees(seed: int, people: Population, contracts: Contracts) -> Population:
    """`people` after the guarantees for those that default have been called, and those of whom that ruins, in turn."""
    rng = stream(seed, "contagion")
    firms = contracts.guarantor >= 0
    guarantor, borrower = contracts.guarantor[firms], contracts.borrower[firms]
    weight = np.minimum(contracts.fen[firms] / 100 / people.yearly_sales_yuan[guarantor] / _HEAVY, 1.0)
    struck_by = rng.random(len(guarantor)) < _LIGHT + (_FULL - _LIGHT) * weight
    fatal = rng.random(len(guarantor)) < _FATAL
    since, until = contracts.since[firms], contracts.until[firms]
    done = np.zeros(len(guarantor), dtype=bool)
    called_day = people.called_day.copy()
    for _ in range(_ROUNDS):
        month = people.hidden.default_month[borrower]
        day = people.default_day[borrower]
        called = ~done & (month < NEVER) & (since <= day) & (day < until)
        done |= called
        np.minimum.at(called_day, guarantor[called], day[called])
        called &= struck_by
        rows, first = np.unique(guarantor[called], return_index=True)
        people = strike(rng, people, rows, month[called][first], fatal[called][first])
    return replace(people, called_day=called_day)


def begin_anew(people: Population, rows: I64, quality: F64) -> Population:
    """`people` with the past of `rows` wiped: sound, never in distress, still on the register."""
    hidden = people.hidden
    columns = {
        name: getattr(hidden, name).copy()
        for name in ("quality", "archetype", "distress", "default_month", "distress_month", "exit_month")
    }
    columns["quality"][rows] = quality
    columns["archetype"][rows] = 0
    columns["distress"][rows] = 0.0
    for name in ("default_month", "distress_month", "exit_month"):
        columns[name][rows] = NEVER
    return replace(people, hidden=replace(hidden, **columns))
