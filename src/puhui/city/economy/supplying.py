"""Water, gas and telecom: small monthly bills that follow the business, and wait when money is short."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.bills import open_at_month_ends, settle
from puhui.city.economy.population import Population, history_of
from puhui.city.economy.streams import I64, Bool, stream
from puhui.city.economy.timeline import dates

_CUT_AFTER_MONTHS = 4  # of arrears


@dataclass(frozen=True)
class _Supply:
    """One service: who has it, how much a yuan of sales takes, what it costs, how closely it follows the business."""

    kind: str
    sections: str  # industry sections that have it often
    often: float
    seldom: float
    per_yuan: float
    least: float
    fen_each: float
    follows: float


_SUPPLIES = (
    _Supply("water", "CHAOQ", 0.85, 0.45, 0.00060, 8.0, 520.0, 0.5),
    _Supply("gas", "CH", 0.45, 0.04, 0.00080, 20.0, 390.0, 0.6),
    _Supply("telecom", "IFGMLCEKRP", 0.70, 0.70, 0.00002, 1.0, 9_900.0, 0.1),
)


def supplies(seed: int, block: int, people: Population) -> Iterator[tuple[str, pl.DataFrame]]:
    """Usage, fees and payments of one block's accounts by table: water (m³), gas (m³) and telecom (lines)."""
    for one in _SUPPLIES:
        yield f"{one.kind}_bills", _supply(seed, block, people, one)


def _supply(seed: int, block: int, people: Population, one: _Supply) -> pl.DataFrame:
    rng = stream(seed, f"supply-{one.kind}", block)
    line, hidden = people.timeline, people.hidden
    count, whole = len(people), line.complete
    months = np.arange(whole)
    section = people.trades.section[people.trade]
    chance = np.where(np.isin(section, list(one.sections)), one.often, one.seldom)
    known: Bool = people.cast | (rng.random(count) < np.where(people.hollow, chance * 0.3, chance))
    usual = people.yearly_sales_yuan / 12 * one.per_yuan * rng.lognormal(0, 0.6, count) + one.least
    usual = np.where(people.hollow, one.least, usual)
    felt = hidden.seen(1)[:, :whole] * rng.lognormal(0, 0.35, count)[:, None]
    level = one.follows * (history_of(people, hidden.business) + people.season)[:, :whole] - one.follows * 1.3 * felt
    usage = usual[:, None] * np.exp(level + rng.normal(0, 0.12, level.shape))
    usage = np.maximum(np.rint(usage), 1 if one.kind == "telecom" else 0) * people.present[:, :whole]
    fee_fen = np.rint(usage * one.fen_each).astype(np.int64)

    due = np.broadcast_to(line.month_start(months + 1) + 24, fee_fen.shape)
    collapse = rng.integers(-2, 4, count) + hidden.default_month
    paid = settle(rng, due, np.clip(felt, 0, 1), rng.beta(1.0, 22.0, count), months >= collapse[:, None])
    arrears = open_at_month_ends(fee_fen, due, paid, line.month_start(months + 1) - 1)
    old = open_at_month_ends(
        np.ones_like(fee_fen), due + 30 * _CUT_AFTER_MONTHS, paid, line.month_start(months + 1) - 1
    )
    cut = old > 0
    before = np.concatenate([np.zeros((count, 1), dtype=bool), cut[:, :-1]], axis=1)
    row, month = np.nonzero(known[:, None] & people.present[:, :whole])
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "account_no": _accounts(one.kind, block, count).gather(row),
            "opened_on": dates(people.founded_day[row] + 20),
            "month": dates(line.month_start(month)),
            "usage": np.where(cut, 0.0, usage)[row, month],
            "fee_fen": np.where(cut, 0, fee_fen)[row, month],
            "due_on": dates(due[row, month]),
            "paid_on": dates(paid[row, month], line.today),
            "arrears_fen": arrears[row, month],
            "cuts": (cut & ~before)[row, month].astype(np.int64),
        }
    )


def _accounts(kind: str, block: int, count: int) -> pl.Series:
    numbers: I64 = np.arange(count)
    return pl.Series([f"{kind[0].upper()}3698{block:04d}{one:05d}" for one in numbers])
