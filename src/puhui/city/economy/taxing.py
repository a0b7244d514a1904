"""Tax: what is declared and paid, late declarations, arrears, credit ratings, abnormal households."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.bills import settle
from puhui.city.economy.population import FARMER, MEDIUM, SOLE, Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import NEVER, dates
from puhui.city.economy.trading import Trade

_SEEN_AFTER = 2
_ABNORMAL_AFTER_DAYS = 90
_EXEMPT_QUARTER_FEN = 30_000_000  # small-scale taxpayers selling up to 300,000 yuan a quarter pay no VAT


@dataclass(frozen=True)
class Tax:
    """The tables of one block, and taxes by enterprise and month of history (fen)."""

    declarations: pl.DataFrame
    ratings: pl.DataFrame
    taxpayers: pl.DataFrame
    payable_fen: I64


@dataclass(frozen=True)
class _Return:
    """One kind of declaration: enterprises in rows, periods in columns."""

    kind: str
    who: Bool
    start: I64  # first month of each period
    months: int
    sales: I64
    payable: I64
    due: I64
    filed: I64
    paid: I64


def tax(seed: int, block: int, people: Population, trade: Trade) -> Tax:
    """Declarations, ratings and states of one block's taxpayers."""
    rng = stream(seed, "tax", block)
    whole = people.timeline.complete
    general, everyone = people.general, np.ones(len(people), dtype=bool)
    sold = np.maximum(trade.sold_fen, 0)
    credit = np.maximum(trade.output_tax_fen - trade.input_tax_fen, np.rint(sold * 0.008).astype(np.int64))
    vat = np.where(general[:, None], credit, np.rint(sold * 0.01).astype(np.int64))
    vat = np.where((people.segment == FARMER)[:, None], 0, vat)
    rate = np.where(people.segment == MEDIUM, 0.25, np.where(people.segment == SOLE, 0.01, 0.05))
    profit = sold * (people.trades.margin[people.trade] * (people.segment != FARMER) * rate)[:, None]
    cit = np.rint(profit).astype(np.int64)
    monthly = np.arange(whole)
    quarters = monthly[(people.timeline.month_of_year(monthly) % 3) == 1]
    quarters = quarters[quarters + 3 <= whole]
    stress = np.clip(people.hidden.seen(_SEEN_AFTER) * rng.lognormal(0, 0.35, len(people))[:, None], 0, 1)

    returns = [
        _declare(rng, people, "vat", general, start=monthly, months=1, sold=sold, owed=vat, stress=stress),
        _declare(rng, people, "vat", ~general, start=quarters, months=3, sold=sold, owed=vat, stress=stress),
        _declare(rng, people, "cit", everyone, start=quarters, months=3, sold=sold, owed=cit, stress=stress),
    ]
    declarations = pl.concat([_declarations(people, one) for one in returns]).sort("uscc", "tax_type", "period")
    abnormal_since = np.full(len(people), NEVER)
    for one in returns:
        missed = np.where((one.filed > one.due + _ABNORMAL_AFTER_DAYS) & one.who[:, None], one.due, NEVER).min(axis=1)
        abnormal_since = np.minimum(abnormal_since, np.where(missed < NEVER, missed + _ABNORMAL_AFTER_DAYS, NEVER))
    taxpayers = pl.DataFrame(
        {
            "uscc": people.uscc,
            "kind": np.where(people.general, "general", "small_scale"),
            "registered_on": dates(people.founded_day + 12),
            "status": np.where(abnormal_since <= people.timeline.today, "abnormal", "normal"),
            "abnormal_since": dates(abnormal_since, people.timeline.today),
        }
    )
    ratings = _ratings(rng, people, returns, sold, abnormal_since)
    return Tax(declarations, ratings, taxpayers, vat + cit)


def _declare(
    rng: np.random.Generator,
    people: Population,
    kind: str,
    who: Bool,
    *,
    start: I64,
    months: int,
    sold: I64,
    owed: I64,
    stress: F64,
) -> _Return:
    line = people.timeline
    spans = start[:, None] + np.arange(months)
    uninvoiced = 1 + np.minimum(rng.lognormal(-3.2, 0.9, len(people)), 0.4)[:, None]
    sales = np.rint(sold[:, spans].sum(axis=2) * uninvoiced).astype(np.int64)
    payable = np.rint(owed[:, spans].sum(axis=2) * uninvoiced).astype(np.int64)
    if months == 3 and kind == "vat":
        payable = np.where(sales <= _EXEMPT_QUARTER_FEN, 0, payable)
    due = np.broadcast_to(line.month_start(start + months) + 14, sales.shape)
    felt = stress[:, start + months - 1]
    default = people.hidden.default_month[:, None]
    vanishes = (rng.random(len(people)) < 0.6)[:, None] & (start + months > default + 1)
    filed = settle(rng, due, 0.55 * felt, rng.beta(1.0, 45.0, len(people)), vanishes)
    sinks = start + months > default + rng.integers(-1, 3, len(people))[:, None]
    paid = np.maximum(filed, settle(rng, due, felt, rng.beta(1.0, 60.0, len(people)), sinks))
    paid = np.where(payable == 0, filed, paid)
    return _Return(kind, who, start, months, sales, payable, due, filed, paid)


def _declarations(people: Population, one: _Return) -> pl.DataFrame:
    line = people.timeline
    last = one.start + one.months - 1
    row, period = np.nonzero(one.who[:, None] & people.present[:, last] & (people.founded[:, None] <= one.start))
    on_record = np.minimum(one.due, one.filed)[row, period] <= line.today  # neither due nor filed: not yet known
    row, period = row[on_record], period[on_record]
    payable, due = one.payable[row, period], one.due[row, period]
    paid_fen = np.where(one.paid[row, period] <= line.today, payable, 0)
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "tax_type": pl.Series([one.kind]).gather(np.zeros(len(row), dtype=np.uint32)),
            "period": dates(line.month_start(one.start[period])),
            "period_months": np.full(len(row), one.months, dtype=np.int64),
            "sales_fen": one.sales[row, period],
            "payable_fen": payable,
            "paid_fen": paid_fen,
            "arrears_fen": np.where(due < line.today, payable - paid_fen, 0),
            "due_on": dates(due),
            "filed_on": dates(one.filed[row, period], line.today),
            "paid_on": dates(one.paid[row, period], line.today),
        }
    )


def _ratings(
    rng: np.random.Generator, people: Population, returns: list[_Return], sold: I64, abnormal_since: I64
) -> pl.DataFrame:
    """Ratings by points: A from 90, B from 70, C from 40, else D; M for a new enterprise or one without sales."""
    line = people.timeline
    year_of = line.year(line.months)
    rated = (people.segment != SOLE) & (people.segment != FARMER) | (rng.random(len(people)) < 0.3) | people.cast
    tables = []
    for year in np.unique(year_of):
        published = line.month_start((year + 1 - line.year(np.array([0]))) * 12 + 4 - line.month_of_year(np.array([0])))
        published = published + rng.integers(5, 25, len(people))
        inside = year_of == year
        faults = np.zeros(len(people))
        for one in returns:
            of_year = line.year(one.start) == year
            late = (one.filed > one.due)[:, of_year] & one.who[:, None]
            unpaid = (one.paid > one.due + 10)[:, of_year] & one.who[:, None]
            faults += 3.0 * late.sum(axis=1) + 4.0 * unpaid.sum(axis=1)
        points = 84 + 5 * people.hidden.quality + rng.normal(0, 4, len(people)) - np.minimum(faults, 70)
        points = np.clip(np.rint(points), 0, 100).astype(np.int64)
        first_month = int(np.flatnonzero(inside)[0])
        new = people.founded > first_month - 12
        idle = sold[:, inside].sum(axis=1) == 0
        rating = np.where(points >= 90, "A", np.where(points >= 70, "B", np.where(points >= 40, "C", "D")))
        rating = np.where((new | idle) & (points >= 70), "M", rating)
        rating = np.where(abnormal_since < published, "D", rating)
        last_month = int(np.flatnonzero(inside)[-1])
        keep = rated & (published <= line.today) & people.present[:, last_month] & (people.founded <= last_month - 2)
        tables.append(
            pl.DataFrame(
                {
                    "uscc": people.uscc[keep],
                    "year": np.full(int(keep.sum()), year, dtype=np.int64),
                    "rating": rating[keep],
                    "points": points[keep],
                    "published_on": dates(published[keep]),
                }
            )
        )
    return pl.concat(tables).sort("uscc", "year")
