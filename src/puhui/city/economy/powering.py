"""Electricity: consumption follows production, the weather and the holidays; bills get late, then the line is cut."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.bills import open_at_month_ends, settle
from puhui.city.economy.population import Population, history_of
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import dates

_SEEN_AFTER = 1
_SHRINKS = 0.85
_FEN_PER_KWH = 66
_CAPACITY_FEN_PER_KVA = 2_300  # two-part tariff from 315 kVA
_PENALTY_PER_DAY = 0.001
_CUT_AFTER_DAYS = 45
_STANDARD_KVA = np.array(
    [
        10,
        20,
        30,
        50,
        80,
        100,
        125,
        160,
        200,
        250,
        315,
        400,
        500,
        630,
        800,
        1000,
        1250,
        1600,
        2000,
        2500,
        3150,
        4000,
        6300,
    ]
)
_WEATHER = np.array([0.06, 0.0, -0.05, -0.08, -0.02, 0.06, 0.16, 0.16, 0.05, -0.06, -0.02, 0.06])
_IDLE_STARTS, _IDLE_ENDS = 0.012, 0.15  # monthly chances that a sound line falls silent, and wakes


@dataclass(frozen=True)
class Power:
    """The table of one block, and fees by enterprise and month of history (fen)."""

    consumption: pl.DataFrame
    fees_fen: I64


def power(seed: int, block: int, people: Population) -> Power:
    """Consumption, fees, payments and disconnections of one block's accounts."""
    rng = stream(seed, "power", block)
    line, hidden = people.timeline, people.hidden
    count, whole = len(people), line.complete
    months = line.months
    usual = people.yearly_sales_yuan / 12 * people.trades.power[people.trade] * rng.lognormal(0, 0.55, count)
    usual = np.maximum(usual, rng.uniform(120, 400, count))
    usual = np.where(people.hollow, 15.0, usual)
    load = rng.uniform(0.12, 0.6, count)
    capacity = _STANDARD_KVA[
        np.minimum(np.searchsorted(_STANDARD_KVA, usual / (720 * 0.9 * load)), len(_STANDARD_KVA) - 1)
    ].astype(np.float64)

    due = np.broadcast_to(line.month_start(months + 1) + 19, (count, line.width))
    stress = np.clip(hidden.seen(_SEEN_AFTER) * rng.lognormal(0, 0.35, count)[:, None], 0, 1)
    collapse = rng.integers(-1, 4, count) + hidden.default_month
    paid = settle(rng, due, stress, rng.beta(1.0, 25.0, count), months >= collapse[:, None])
    oldest = open_at_month_ends(np.ones_like(due), due + _CUT_AFTER_DAYS, paid, line.month_start(months + 1) - 1)
    cut = (oldest > 0) & (rng.random(due.shape) < 0.4) & people.present

    sensitivity = rng.lognormal(0, 0.4, count) * np.where(rng.random(count) < 0.12, 0.15, 1.0)
    level = 0.55 * history_of(people, hidden.business) + history_of(people, hidden.shock) + 0.6 * people.season
    level += _WEATHER[line.month_of_year(months) - 1]
    level -= _SHRINKS * sensitivity[:, None] * hidden.seen(_SEEN_AFTER)
    level = np.where(months >= hidden.default_month[:, None], level - 1.6, level)
    holiday = np.where(months < whole, 0.1 + 0.9 * line.month_weight(months), 1.0)
    kwh = usual[:, None] * np.exp(level + rng.normal(0, 0.22, level.shape)) * holiday
    kwh = np.minimum(kwh, capacity[:, None] * 720) * np.where(cut, 0.3, 1.0)
    kwh = np.where(_idle(rng, count, line.width) | ~people.present, 0.0, np.rint(kwh))
    kwh = np.where(people.cast[:, None] & people.present, np.maximum(kwh, 1.0), kwh)
    fee = np.rint(kwh * _FEN_PER_KWH + np.where(capacity >= 315, capacity * _CAPACITY_FEN_PER_KVA, 0.0)[:, None])
    fee_fen = np.where(people.present & people.metered[:, None], fee, 0).astype(np.int64)
    late_days = np.clip(np.minimum(paid, line.today) - due, 0, 365)

    row, month = np.nonzero(people.metered[:, None] & people.present[:, :whole])
    account = pl.Series([f"3698{block:04d}{i:05d}" for i in range(count)])
    table = pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "account_no": account.gather(row),
            "month": dates(line.month_start(month)),
            "capacity_kva": capacity[row],
            "kwh": kwh[row, month],
            "fee_fen": fee_fen[row, month],
            "due_on": dates(due[row, month]),
            "paid_on": dates(paid[row, month], line.today),
            "penalty_fen": np.rint(fee_fen * late_days * _PENALTY_PER_DAY).astype(np.int64)[row, month],
            "disconnections": cut[row, month].astype(np.int64),
        }
    )
    return Power(table, fee_fen)


def _idle(rng: np.random.Generator, rows: int, columns: int) -> Bool:
    """Months in which a line is silent though nothing is wrong: moved, rebuilding, out of season."""
    idle = np.empty((rows, columns), dtype=bool)
    now: Bool = rng.random(rows) < _IDLE_STARTS / (_IDLE_STARTS + _IDLE_ENDS)
    coin: F64 = rng.random((rows, columns))
    for month in range(columns):
        idle[:, month] = now
        now = np.where(now, coin[:, month] >= _IDLE_ENDS, coin[:, month] < _IDLE_STARTS)
    return idle
