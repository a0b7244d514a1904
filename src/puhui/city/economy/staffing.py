"""Social insurance and housing fund: heads follow the business slowly and shrink in distress; dues go unpaid."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.bills import open_at_month_ends, settle
from puhui.city.economy.population import SOLE, Population, history_of
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import dates

_SEEN_AFTER = 2  # months from hidden distress to people leaving
_SHRINKS = 0.9
_CONTRIBUTION = 0.37  # of the base, employer and employee together
_HEADS_MAX = 900.0


@dataclass(frozen=True)
class Staff:
    """The tables of one block, and wages by enterprise and month of history (fen)."""

    insured: pl.DataFrame
    deposits: pl.DataFrame  # to the housing provident fund
    wages_fen: I64


def staff(seed: int, block: int, people: Population) -> Staff:
    """Heads, contributions and arrears of one block's enterprises."""
    rng = stream(seed, "staff", block)
    line = people.timeline
    count, whole = len(people), line.complete
    usual = people.yearly_sales_yuan / 1e6 * people.trades.heads[people.trade] * rng.lognormal(0, 0.35, count)
    usual = np.clip(usual, 1.0, np.where(people.segment == SOLE, 12.0, _HEADS_MAX))
    sensitivity = rng.lognormal(0, 0.4, count) * np.where(rng.random(count) < 0.12, 0.15, 1.0)
    wish = 0.45 * _slow(history_of(people, people.hidden.business), 0.15)
    wish += np.cumsum(rng.normal(0, 0.03, wish.shape), axis=1)
    wish = wish - _SHRINKS * sensitivity[:, None] * people.hidden.seen(_SEEN_AFTER)
    wish = np.where(line.months >= people.hidden.default_month[:, None], wish - 0.9, wish)
    level = usual[:, None] * np.exp(wish + rng.normal(0, 0.03, wish.shape))
    heads = np.floor(level + rng.random(count)[:, None]).astype(np.int64) * people.present
    heads = np.where(people.hollow[:, None], 0, heads)

    base = np.rint(460_000 * rng.lognormal(0, 0.18, count))[:, None] * 1.004**line.months
    wages = np.rint(heads * base).astype(np.int64)
    months = np.arange(whole)
    due_fen = np.rint(wages[:, :whole] * _CONTRIBUTION).astype(np.int64)
    due = np.broadcast_to(line.month_start(months + 1) + 14, due_fen.shape)
    stress = np.clip(people.hidden.seen(_SEEN_AFTER)[:, :whole] * rng.lognormal(0, 0.35, count)[:, None], 0, 1)
    habit = rng.beta(1.0, 40.0, count)
    fatal = rng.integers(-2, 3, count) + people.hidden.default_month
    paid = settle(rng, due, stress, habit, months >= fatal[:, None])
    arrears = open_at_month_ends(due_fen, due, paid, line.month_start(months + 1) - 1)

    known = people.insures[:, None] & people.present[:, :whole]
    row, month = np.nonzero(known)
    table = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "month": dates(line.month_start(month)),
            "insured": heads[row, month],
            "base_fen": np.rint(base[row, month]).astype(np.int64),
            "due_fen": due_fen[row, month],
            "paid_fen": np.where(paid[row, month] <= line.today, due_fen[row, month], 0),
            "due_on": dates(due[row, month]),
            "paid_on": dates(paid[row, month], line.today),
            "arrears_fen": arrears[row, month],
        }
    )
    return Staff(table, _deposits(seed, block, people, heads, base), wages)


def _deposits(seed: int, block: int, people: Population, heads: I64, base: F64) -> pl.DataFrame:
    """The housing fund: fewer enterprises and people than social insurance, and the first bill to wait."""
    rng = stream(seed, "housing-fund", block)
    line, count = people.timeline, len(people)
    whole = line.complete
    months = np.arange(whole)
    known = people.insures & (rng.random(count) < np.array([0.12, 0.50, 0.92, 0.05])[people.segment])
    persons = np.floor(heads[:, :whole] * rng.beta(6.0, 2.0, count)[:, None] + 0.5).astype(np.int64)
    due_fen = np.rint(persons * base[:, :whole] * 2 * rng.integers(5, 13, count)[:, None] / 100).astype(np.int64)
    due = np.broadcast_to(line.month_start(months + 1) + 24, due_fen.shape)
    stress = np.clip(people.hidden.seen(1)[:, :whole] * rng.lognormal(0.1, 0.35, count)[:, None], 0, 1)
    fatal = rng.integers(-4, 2, count) + people.hidden.default_month
    paid = settle(rng, due, stress, rng.beta(1.0, 30.0, count), months >= fatal[:, None])
    row, month = np.nonzero(known[:, None] & people.present[:, :whole])
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "month": dates(line.month_start(month)),
            "persons": persons[row, month],
            "base_fen": np.rint(base[row, month]).astype(np.int64),
            "due_fen": due_fen[row, month],
            "paid_fen": np.where(paid[row, month] <= line.today, due_fen[row, month], 0),
            "due_on": dates(due[row, month]),
            "paid_on": dates(paid[row, month], line.today),
        }
    )


def _slow(path: F64, share: float) -> F64:
    """The path, followed by `share` of the way a month."""
    slow = np.empty_like(path)
    slow[:, 0] = path[:, 0]
    for month in range(1, path.shape[1]):
        slow[:, month] = slow[:, month - 1] + share * (path[:, month] - slow[:, month - 1])
    return slow
