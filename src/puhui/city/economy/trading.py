"""VAT invoices: who sells to whom, how often, for how much, and what distress does to it.

An enterprise trades through relations that begin, last and end. Distress makes the business shrink, sends buyers away
(so that what is left is more concentrated), and lets voided and red-letter invoices grow. A part of the trade stays
inside the block: the same invoice is then the seller's sale and the buyer's purchase.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy import codes, names
from puhui.city.economy.population import FARMER, SOLE, Population, history_of
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import dates

_SEEN_AFTER = 1  # months from hidden distress to fewer orders
_SHRINKS = 0.95  # log of sales lost at default
_BUYERS_LEAVE = 0.65  # share of buyers lost at default
_LOCAL = 0.15  # share of relations inside the block
_CAPS_YUAN = np.array([9_900.0, 99_000.0, 990_000.0])  # largest amount of one invoice, by the licence of the issuer
_PARTNER_WORDS = ("贸易", "实业", "机械", "建材", "科技", "商贸", "物资", "工程", "电子", "食品")
_SPLIT_MAX = 12  # invoices one transaction is split into at most
_SALE_SPREAD, _PURCHASE_SPREAD = 1.15, 1.85  # log-sd of tickets within an enterprise
_SMALLEST_PURCHASE_YUAN = 80.0  # what is cheaper is seldom invoiced
_MONTHLY_MAX = 350.0  # transactions a month at most
_RELATIONS_MAX = 1600


@dataclass(frozen=True)
class Trade:
    """A block's invoices, and what they add up to by enterprise and month of history (fen, void ones left out)."""

    sales: pl.DataFrame
    purchases: pl.DataFrame
    sold_fen: I64
    output_tax_fen: I64
    bought_fen: I64
    input_tax_fen: I64


@dataclass(frozen=True)
class _Side:
    """One side of the trade before it becomes tables; one element an invoice."""

    owner: I64
    party: I64  # the relation's number, counted from 0 in the block
    month: I64
    day: I64
    amount_fen: I64
    tax_fen: I64
    void: Bool


@dataclass(frozen=True)
class _Relations:
    owner: I64
    weight: F64
    start: I64
    stop: I64
    leaves_at: F64  # the distress at which the other side walks away; above 1: never
    ticket: F64


def trade(seed: int, block: int, people: Population) -> Trade:
    """All invoices of the enterprises of one block."""
    rng = stream(seed, "trade", block)
    serial = 1_000_000 + block * 1_000_000  # of the parties outside the block
    activity = _activity(rng, people)
    sale_rate = np.exp(people.pace)[:, None] * activity
    relations = _relations(rng, people, people.pace, buyers=True)
    sales = _invoices(
        rng, people, relations, rate=sale_rate, ticket=people.ticket, ticket_spread=_SALE_SPREAD, selling=True
    )

    buy_pace, buy_ticket, buy_rate = _buying(rng, people, activity)
    suppliers = _relations(rng, people, buy_pace, buyers=False)
    purchases = _invoices(
        rng, people, suppliers, rate=buy_rate, ticket=buy_ticket, ticket_spread=_PURCHASE_SPREAD, selling=False
    )

    local = _local_buyers(rng, people, relations, sales)
    insiders = pl.DataFrame({"code": people.uscc, "name": people.name})
    buyers = pl.concat([insiders, _outsiders(rng, len(relations.owner), serial)])
    sellers = pl.concat([insiders, _outsiders(rng, len(suppliers.owner), serial + 500_000)])
    buyer = np.where(local >= 0, local, len(people) + np.arange(len(local)))[sales.party]
    numbers = _numbers(block, sales.day, kind=0)
    sold = _table(people, sales, buyers, buyer, numbers)
    bought = _table(people, purchases, sellers, len(people) + purchases.party, _numbers(block, purchases.day, kind=1))
    mirrored = buyer < len(people)
    mirror = _Side(
        owner=buyer[mirrored],
        party=sales.owner[mirrored],
        month=sales.month[mirrored],
        day=sales.day[mirrored],
        amount_fen=sales.amount_fen[mirrored],
        tax_fen=sales.tax_fen[mirrored],
        void=sales.void[mirrored],
    )
    bought = pl.concat([bought, _table(people, mirror, insiders, mirror.party, numbers.filter(pl.Series(mirrored)))])
    order = ["uscc", "issued_on", "invoice_no"]
    return Trade(
        sold.sort(order),
        bought.sort(order),
        _sum(people, sales, sales.amount_fen),
        _sum(people, sales, sales.tax_fen),
        _sum(people, purchases, purchases.amount_fen) + _sum(people, mirror, mirror.amount_fen),
        _sum(people, purchases, purchases.tax_fen) + _sum(people, mirror, mirror.tax_fen),
    )


def _activity(rng: np.random.Generator, people: Population) -> F64:
    """Enterprise × month: business as a multiple of the usual, the calendar included."""
    hidden = people.hidden
    sensitivity = rng.lognormal(-0.05, 0.35, len(people)) * np.where(rng.random(len(people)) < 0.1, 0.25, 1.0)
    distress = hidden.seen(_SEEN_AFTER)
    noise = rng.gamma(5.0, 0.2, distress.shape)
    level = history_of(people, hidden.business) + history_of(people, hidden.shock) + people.season
    level = level - _SHRINKS * sensitivity[:, None] * distress
    after = people.timeline.months >= hidden.default_month[:, None]
    level = np.where(after, level - 1.2, level)
    activity: F64 = np.exp(level) * noise * people.present * people.timeline.month_weight(people.timeline.months)
    return activity


def _relations(rng: np.random.Generator, people: Population, pace: F64, *, buyers: bool) -> _Relations:
    typical, slope, spread = (2.2, 1.0, 1.0) if buyers else (3.45, 0.95, 1.0)
    many = np.exp(typical + slope * pace + rng.normal(0, spread, len(people)))
    many = np.clip(many, 2, _RELATIONS_MAX).astype(np.int64)
    owner = np.repeat(np.arange(len(people)), many)
    total = len(owner)
    width = people.timeline.width
    core = np.zeros(total, dtype=bool)
    core[np.concatenate([[0], np.cumsum(many)[:-1]])] = True
    start = rng.integers(-24, width, total)
    length = 1 + rng.exponential(14.0, total).astype(np.int64)
    start = np.where(core, -24, start)
    stop = np.where(core, width + 1, start + length)
    steepness = np.repeat(np.clip(rng.normal(1.65 if buyers else 2.1, 0.35, len(people)), 0.5, 2.9), many)
    weight = np.exp(rng.normal(0, 1, total) * steepness)
    weight = np.where(core, weight * 2.0, weight)
    leaves_at = np.where(core, 2.0, rng.random(total) / _BUYERS_LEAVE) if buyers else np.full(total, 2.0)
    return _Relations(owner, weight, start, stop, leaves_at, rng.normal(0, 0.45, total))


def _invoices(
    rng: np.random.Generator,
    people: Population,
    relations: _Relations,
    *,
    rate: F64,
    ticket: F64,
    ticket_spread: float,
    selling: bool,
) -> _Side:
    months = people.timeline.months
    owner = relations.owner
    alive = (months >= relations.start[:, None]) & (months < relations.stop[:, None])
    expected = relations.weight[:, None] * alive
    usual = np.zeros(rate.shape)
    np.add.at(usual, owner, expected)
    usual = np.maximum(usual.mean(axis=1, keepdims=True) * 0.5 + usual * 0.5, 1e-9)
    stays = relations.leaves_at[:, None] > people.hidden.seen(_SEEN_AFTER)[owner]
    cell = np.minimum(rate, _MONTHLY_MAX)[owner] * expected * stays / usual[owner]
    counts = rng.poisson(cell)
    relation, month = np.nonzero(counts)
    times = counts[relation, month]
    relation, month = np.repeat(relation, times), np.repeat(month, times)

    firm = owner[relation]
    spread = np.clip(rng.normal(ticket_spread, 0.35, len(people)), 0.3, 2.8)
    yuan = np.exp(ticket[firm] + relations.ticket[relation] + rng.normal(0, 1, len(firm)) * spread[firm])
    if not selling:
        yuan += _SMALLEST_PURCHASE_YUAN * rng.uniform(0.5, 1.5, len(yuan))
    cap_by = np.where(people.segment == SOLE, 0.35, 0.06)
    coin = rng.random(len(people))
    cap = _CAPS_YUAN[np.where(coin < cap_by, 0, np.where(coin < 0.94, 1, 2))][firm]
    if not selling:
        cap = _CAPS_YUAN[np.where(rng.random(len(owner)) < 0.9, 1, 2)][relation]
    pieces = np.clip(np.ceil(yuan / cap), 1, _SPLIT_MAX).astype(np.int64)
    piece = np.minimum(np.repeat(yuan / pieces, pieces), np.repeat(cap, pieces)) * rng.uniform(
        0.97, 1.0, int(pieces.sum())
    )
    day = np.repeat(people.timeline.business_day(rng, month), pieces)
    relation, month, firm = np.repeat(relation, pieces), np.repeat(month, pieces), np.repeat(firm, pieces)
    amount = np.maximum(np.rint(piece * 100), 100).astype(np.int64)

    trouble = people.hidden.seen(_SEEN_AFTER)[firm, month]
    base = (0.085, 0.010) if selling else (0.022, 0.004)
    void_rate = np.clip(base[0] * rng.lognormal(0, 0.65, len(people)), 0, 0.5)[firm]
    red_rate = np.clip(base[1] * rng.lognormal(0, 1.1, len(people)), 0, 0.2)[firm]
    void = rng.random(len(firm)) < np.minimum(void_rate * (1 + 1.6 * trouble * selling), 0.7)
    red = ~void & (rng.random(len(firm)) < np.minimum(red_rate * (1 + 3.0 * trouble * selling), 0.4))
    back_day = day + rng.integers(2, 45, len(day))
    red &= back_day <= people.timeline.today
    part = np.where(rng.random(len(day)) < 0.6, 1.0, rng.uniform(0.1, 0.9, len(day)))
    red_amount = -np.rint(amount * part).astype(np.int64)
    back_month = (
        np.searchsorted(people.timeline.month_start(np.arange(people.timeline.width + 1)), back_day, "right") - 1
    )

    def both(values: I64, again: I64) -> I64:
        return np.concatenate([values, again[red]])

    firm_all, relation_all = both(firm, firm), both(relation, relation)
    amount_all = both(amount, red_amount)
    if selling:
        vat = np.where(people.general, people.trades.vat[people.trade], 0.03)
        vat = np.where(people.segment == FARMER, 0.0, vat)[firm_all]
    else:
        vat = rng.choice([0.13, 0.09, 0.06, 0.03], len(owner), p=[0.6, 0.12, 0.13, 0.15])[relation_all]
    return _Side(
        firm_all,
        relation_all,
        both(month, back_month),
        both(day, back_day),
        amount_all,
        np.rint(amount_all * vat).astype(np.int64),
        np.concatenate([void, np.zeros(int(red.sum()), dtype=bool)]),
    )


def _buying(rng: np.random.Generator, people: Population, activity: F64) -> tuple[F64, F64, F64]:
    """Log of purchases a month, log of a purchase's yuan, purchases by month."""
    count = len(people)
    pace = np.clip(people.pace + rng.normal(0.35, 0.8, count), -1.0, 5.3)
    ratio = people.trades.input[people.trade] * rng.lognormal(-0.5, 0.8, count)
    monthly = np.exp(people.pace + people.ticket + 0.5)
    ticket = np.log(monthly * ratio) - pace - 0.5 * _PURCHASE_SPREAD**2
    rate = np.exp(pace)[:, None] * activity * rng.gamma(6.0, 1 / 6.0, activity.shape)
    return pace, ticket, rate


def _local_buyers(rng: np.random.Generator, people: Population, relations: _Relations, sales: _Side) -> I64:
    """For each relation the row of the buyer if it is of this block, else −1. No one sells to itself or to the dead."""
    buyer = rng.integers(0, len(people), len(relations.owner))
    first = np.full(len(buyer), people.timeline.width)
    last = np.full(len(buyer), -1)
    np.minimum.at(first, sales.party, sales.month)
    np.maximum.at(last, sales.party, sales.month)
    ends = np.minimum(people.hidden.exit_month, people.hidden.default_month)[buyer]
    fits = (buyer != relations.owner) & (people.founded[buyer] <= first) & (last < ends)
    larger = (
        people.pace[buyer] + people.ticket[buyer] > people.pace[relations.owner] + people.ticket[relations.owner] - 1
    )
    return np.where(fits & larger & (rng.random(len(buyer)) < 2.2 * _LOCAL), buyer, -1)


def _outsiders(rng: np.random.Generator, count: int, serial: int) -> pl.DataFrame:
    """Trade partners outside the block: `code` and `name`, one row a relation."""
    district = rng.integers(0, len(names.DISTRICTS), count)
    division = np.array([code for _, code in names.DISTRICTS])[district]
    code = codes.usccs(np.where(rng.random(count) < 0.85, "91", "92"), division, serial + np.arange(count))
    word = pl.Series(_PARTNER_WORDS).gather(rng.integers(0, len(_PARTNER_WORDS), count))
    return pl.DataFrame({"code": code, "name": names.partners(rng, count) + word + pl.Series(["有限公司"])})


def _numbers(block: int, day: I64, kind: int) -> pl.Series:
    """Twenty digits: year, the city, side, block, running number. Unique in the city."""
    year = pl.Series(day.astype(np.int32)).cast(pl.Date).dt.year().cast(pl.Int64) % 100
    running = pl.Series(np.arange(len(day)))
    tail = (running + (block * 2 + kind) * 10_000_000).cast(pl.String).str.zfill(14)
    return year.cast(pl.String).str.zfill(2) + pl.Series(["3698"]) + tail


def _table(people: Population, side: _Side, parties: pl.DataFrame, party: I64, numbers: pl.Series) -> pl.DataFrame:
    """One row an invoice; `party` is the other side's row in `parties`."""
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(side.owner),
            "invoice_no": numbers,
            "issued_on": dates(side.day),
            "counterparty": parties["code"].gather(party),
            "counterparty_name": parties["name"].gather(party),
            "amount_fen": side.amount_fen,
            "tax_fen": side.tax_fen,
            "total_fen": side.amount_fen + side.tax_fen,
            "status": pl.Series(["valid", "void"]).gather(side.void.astype(np.uint32)),
        }
    )


def _sum(people: Population, side: _Side, fen: I64) -> I64:
    total = np.zeros((len(people), people.timeline.width), dtype=np.int64)
    keep = ~side.void
    np.add.at(total, (side.owner[keep], side.month[keep]), fen[keep])
    return total
