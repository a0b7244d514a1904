"""Customs: who trades abroad, for how much a month, and how customs rates them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.population import MEDIUM, SMALL, Population
from puhui.city.economy.streams import Bool, stream
from puhui.city.economy.timeline import dates
from puhui.city.economy.trading import Trade

_TRADES_ABROAD = {"C": 0.22, "F": 0.14, "A": 0.06}  # share of companies, by industry section
_GRADES = ("advanced", "registered", "untrustworthy")


@dataclass(frozen=True)
class Customs:
    """The tables of one block."""

    trade: pl.DataFrame
    ratings: pl.DataFrame


def customs(seed: int, block: int, people: Population, invoices: Trade) -> Customs:
    """Exports, imports and declarations by month, and the grade of each trader."""
    rng = stream(seed, "customs", block)
    line, count = people.timeline, len(people)
    whole = line.complete
    section = people.trades.section[people.trade]
    chance = np.select([section == one for one in _TRADES_ABROAD], list(_TRADES_ABROAD.values()), 0.01)
    company = (people.segment == SMALL) | (people.segment == MEDIUM)
    trader: Bool = company & ~people.hollow & (rng.random(count) < chance * np.where(people.segment == MEDIUM, 1.8, 1))
    abroad = rng.beta(1.4, 2.0, count)
    demand = np.cumsum(rng.normal(0, 0.05, whole))  # of the world, the same for all
    wave = np.exp(demand - demand.mean() + rng.normal(0, 0.3, (count, whole)))
    ships = rng.random((count, whole)) < 1 - np.exp(-np.exp(people.pace - 0.6))[:, None]
    exports = np.rint(np.maximum(invoices.sold_fen[:, :whole], 0) * abroad[:, None] * wave).astype(np.int64) * ships
    buys_abroad = (rng.random(count) < 0.3)[:, None] & (rng.random((count, whole)) < 0.5)
    imports = np.rint(np.maximum(invoices.bought_fen[:, :whole], 0) * rng.beta(1, 6, count)[:, None]).astype(np.int64)
    imports = imports * buys_abroad
    forms = np.where(exports + imports > 0, 1 + rng.poisson((exports + imports) / 3e7), 0)
    row, month = np.nonzero(trader[:, None] & people.present[:, :whole] & (forms > 0))
    trade = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "month": dates(line.month_start(month)),
            "exports_fen": exports[row, month],
            "imports_fen": imports[row, month],
            "declarations": forms[row, month],
        }
    )
    known = np.unique(row)
    troubled = people.hidden.seen(6)[known, -1]
    best = (people.hidden.quality[known] > 1.0) & (rng.random(len(known)) < 0.35)
    worst = rng.random(len(known)) < 0.01 + 0.12 * troubled
    grade = np.where(worst, 2, np.where(best, 0, 1))
    since = np.maximum(people.founded_day[known] + 90, line.today - rng.integers(100, 2500, len(known)))
    ratings = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(known),
            "grade": pl.Series(_GRADES).gather(grade),
            "since": dates(np.minimum(since, line.today)),
        }
    )
    return Customs(trade, ratings)
