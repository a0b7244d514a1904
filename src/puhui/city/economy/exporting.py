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
    traders: pl.DataFrame
    breaches: pl.DataFrame


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
    parts = []
    for direction, fen in (("export", exports), ("import", imports)):
        row, month = np.nonzero(trader[:, None] & people.present[:, :whole] & (fen > 0))
        parts.append(
            pl.DataFrame(
                {
                    "uscc": pl.Series(people.uscc).gather(row),
                    "month": dates(line.month_start(month)),
                    "direction": pl.Series([direction]).gather(np.zeros(len(row), dtype=np.uint32)),
                    "value_fen": fen[row, month],
                }
            )
        )
    known = np.flatnonzero(trader & people.present[:, :whole].any(axis=1))
    troubled = people.hidden.seen(6)[known, -1]
    best = (people.hidden.quality[known] > 1.0) & (rng.random(len(known)) < 0.35)
    worst = rng.random(len(known)) < 0.01 + 0.12 * troubled
    grade = np.where(worst, 2, np.where(best, 0, 1))
    since = np.maximum(people.founded_day[known] + 90, line.today - rng.integers(100, 2500, len(known)))
    traders = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(known),
            "grade": pl.Series(_GRADES).gather(grade),
            "since": dates(np.minimum(since, line.today)),
        }
    )
    trade = pl.concat(parts).sort("uscc", "month", "direction")
    return Customs(trade, traders, _breaches(rng, people, trader))


def _breaches(rng: np.random.Generator, people: Population, trader: Bool) -> pl.DataFrame:
    """Decisions of customs against traders, more in distress."""
    line = people.timeline
    hazard = 0.004 * trader[:, None] * people.present * np.exp(1.2 * people.hidden.seen(1))
    row, month = np.nonzero(rng.random(hazard.shape) < hazard)
    yuan = np.clip(rng.lognormal(8.8, 1.0, len(row)), 500, 5e5)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "decided_on": dates(line.business_day(rng, month)),
            "amount_fen": np.rint(yuan / 100).astype(np.int64) * 10_000,
        }
    ).sort("uscc", "decided_on", "amount_fen")
