"""Financial statements that owners hand to their bank: yearly of most medium enterprises and of some small ones.

Sales are what was invoiced and a little more; the balance sheet follows from them and from distress, which eats cash
and equity, stretches what is owed, and leaves goods and claims lying.
"""

import numpy as np
import polars as pl

from puhui.city.economy.population import MEDIUM, SMALL, Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import dates

_HANDED_IN = {MEDIUM: 0.85, SMALL: 0.28}
_AFTER_DAYS = 75  # from the end of a period until its statements are there


def statements(seed: int, block: int, people: Population, sold_fen: I64) -> dict[int, pl.DataFrame]:
    """Statements of one block by bank: each year's end, and the last quarter's, on twelve months of sales."""
    rng = stream(seed, "statements", block)
    line, count = people.timeline, len(people)
    chance = np.zeros(count)
    for segment, share in _HANDED_IN.items():
        chance[people.segment == segment] = share
    gives: Bool = (rng.random(count) < chance) | people.cast | people.borrows
    ends = np.flatnonzero(line.month_of_year(line.months) == 12) + 1
    quarters = np.flatnonzero(line.month_of_year(line.months) % 3 == 0) + 1
    known = np.unique(np.concatenate([ends, quarters[-2:]]))
    known = known[(known >= 12) & (line.month_start(known) - 1 + _AFTER_DAYS <= line.today)]
    habits = _habits(rng, people)
    parts = [_at(rng, people, habits, sold_fen, int(end)) for end in known]
    if not parts:
        parts = [_at(rng, people, habits, sold_fen, 12).clear()]
    table = pl.concat(parts)
    row = table["row"].to_numpy()
    end = table["end"].to_numpy()
    keep = gives[row] & (people.founded[row] <= end - 6) & (people.hidden.exit_month[row] > end)
    return {
        bank: table.filter(pl.Series(keep & people.banks[row, bank])).drop("row", "end").sort("uscc", "period_end")
        for bank in range(people.banks.shape[1])
    }


def _habits(rng: np.random.Generator, people: Population) -> dict[str, F64]:
    """How each enterprise finances itself: shares of a year's sales, and the share of cost in sales."""
    count = len(people)
    margin = people.trades.margin[people.trade]
    return {
        "cost": np.clip(1 - 2.2 * margin - rng.normal(0.05, 0.04, count), 0.35, 0.97),
        "cash": rng.lognormal(-2.6, 0.5, count),
        "receivables": rng.lognormal(-1.7, 0.5, count),
        "inventory": rng.lognormal(-1.9, 0.6, count),
        "fixed": rng.lognormal(-1.3, 0.7, count),
        "prepaid": rng.lognormal(-3.3, 0.6, count),
        "payables": rng.lognormal(-1.9, 0.5, count),
        "advances": rng.lognormal(-3.4, 0.7, count),
        "debt": rng.lognormal(-2.0, 0.6, count),
        "other": rng.lognormal(-2.6, 0.5, count),
    }


def _at(rng: np.random.Generator, people: Population, habits: dict[str, F64], sold_fen: I64, end: int) -> pl.DataFrame:
    """The statements of the twelve months before month `end`, of every enterprise of the block."""
    line, count = people.timeline, len(people)
    felt = people.hidden.seen(0)[:, min(end, line.width) - 1] * rng.lognormal(0, 0.3, count)
    usual = people.yearly_sales_yuan * 100
    sales = np.maximum(sold_fen[:, end - 12 : end].sum(axis=1), 0) * (1 + rng.lognormal(-3.0, 0.7, count))

    def share(name: str, trend: float) -> I64:
        base = 0.6 * sales + 0.4 * usual  # what stands on a balance sheet moves slower than sales
        fen: I64 = np.rint(habits[name] * base * np.exp(trend * felt + rng.normal(0, 0.12, count))).astype(np.int64)
        return fen

    cash, receivables, inventory = share("cash", -1.6), share("receivables", 0.5), share("inventory", 0.4)
    fixed, prepaid = share("fixed", -0.2), share("prepaid", 0.2)
    payables, advances = share("payables", 0.6), share("advances", -0.4)
    debt, other = share("debt", 0.5), share("other", 0.3)
    assets = cash + receivables + inventory + fixed + prepaid
    liabilities = payables + advances + debt + other
    cost = np.rint(sales * np.clip(habits["cost"] + 0.10 * felt, 0.3, 1.2)).astype(np.int64)
    return pl.DataFrame(
        {
            "row": np.arange(count),
            "end": np.full(count, end),
            "uscc": people.uscc,
            "period_end": dates(np.full(count, line.month_start(np.array([end]))[0] - 1)),
            "assets_fen": assets,
            "liabilities_fen": liabilities,
            "net_assets_fen": assets - liabilities,
            "sales_fen": np.rint(sales).astype(np.int64),
            "cost_fen": cost,
            "profit_fen": np.rint(sales - cost - sales * 0.08).astype(np.int64),
            "cash_fen": cash,
            "receivables_fen": receivables,
            "inventory_fen": inventory,
            "prepaid_fen": prepaid,
            "payables_fen": payables,
            "advances_fen": advances,
        }
    )
