"""Invoices of planted frauds and of honest trade that looks like them, added to a block's books.

Shells issue a burst to a few buyers; a loop sells the same value round and back; an abuser voids large invoices after
the quarter's end has been shown. Every invoice stands in both books when both sides are in the city, as all others do.
"""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from puhui.city.economy.planting import CIRCULAR_TRADE, SHELL, VOID_ABUSE, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import dates
from puhui.city.economy.trading import Trade

_CAP_YUAN = 990_000.0
_VAT = 0.13
_NUMBERS = 5_000_000  # running numbers of a block's added invoices start here


@dataclass(frozen=True)
class _Extra:
    """Added invoices, one element each. Rows are of the block; a `buyer` below 0 is a stranger outside."""

    seller: I64
    buyer: I64
    day: I64
    yuan: F64
    void: Bool

    def only(self, keep: Bool) -> "_Extra":
        """Those that `keep` is true of."""
        return _Extra(*(column[keep] for column in vars(self).values()))


def deceive(seed: int, block: int, people: Population, trade: Trade, plants: tuple[Plant, ...]) -> Trade:
    """`trade` with the added invoices of `plants`, whose members are rows of this block."""
    rng = stream(seed, "deception", block)
    parts = []
    for plant in plants:
        if plant.pattern == SHELL and plant.fraud:
            parts.append(_burst(rng, people, plant))
        elif plant.pattern == CIRCULAR_TRADE:
            parts.append(_loop(rng, people, trade, plant))
        elif plant.pattern == VOID_ABUSE:
            parts.append(_voided(rng, people, trade, plant))
    if not parts:
        return trade
    extra = _Extra(*(np.concatenate(column) for column in zip(*(vars(part).values() for part in parts), strict=True)))
    shown = (extra.day <= people.timeline.today) & (extra.day >= people.founded_day[extra.seller])
    shown &= people.timeline.month_start(np.array([0]))[0] <= extra.day
    return _booked(people, block, trade, extra.only(shown))


def _burst(rng: np.random.Generator, people: Population, plant: Plant) -> _Extra:
    """Each shell sells much in a few weeks to two or three firms that want input tax, then little or nothing."""
    buyers = np.setdiff1d(np.flatnonzero(people.general & ~people.cast & ~people.hollow), plant.members)
    chosen = rng.choice(buyers, min(len(buyers), int(rng.integers(2, 5))), replace=False)
    start = int(people.timeline.month_start(np.array([plant.month]))[0])
    many = rng.poisson(12 + 50 * plant.strength, len(plant.members)) + 3
    seller = np.repeat(plant.members, many)
    total = len(seller)
    weeks = 20 + 40 * (1 - plant.strength)
    first = np.repeat(start + rng.integers(0, 60, len(plant.members)), many)
    earliest: I64 = np.maximum(first, people.founded_day[seller] + 45)
    buyer = np.where(rng.random(total) < 0.75, np.append(chosen, -1)[rng.integers(0, len(chosen) + 1, total)], -1)
    full = rng.random(total) < 0.6
    yuan = _CAP_YUAN / 10 * np.where(full, rng.uniform(0.93, 1.0, total), rng.uniform(0.2, 0.9, total))
    day = earliest + (rng.random(total) * weeks).astype(np.int64)
    return _Extra(seller, buyer, day, yuan, rng.random(total) < 0.06)


def _loop(rng: np.random.Generator, people: Population, trade: Trade, plant: Plant) -> _Extra:
    """Value sold round in a month or so, again and again; the faint take longer and let amounts differ.

    Trade that only looks so: `_honest_loop`.
    """
    rows, count = plant.members, len(plant.members)
    yearly = np.maximum(trade.sold_fen[rows, -12:].sum(axis=1) / 100, 2e5)
    rounds = int(rng.integers(2, 5) + np.rint(4 * plant.strength))
    share = 0.10 + 0.45 * plant.strength
    value = float(np.median(yearly)) * share / rounds * rng.uniform(0.8, 1.2, rounds)
    honest = not plant.fraud
    if honest and plant.form == 2:
        rounds, value = 1, value[:1] / 4
    near = 0.02 + 0.18 * (1 - plant.strength)
    parts: list[tuple[I64, I64, I64, F64, Bool]] = []
    for one, yuan in enumerate(value):
        start = int(people.timeline.month_start(np.array([plant.month]))[0]) + one * int(rng.integers(24, 48))
        if honest:
            day, amount = _honest_loop(rng, plant, count, start, float(yuan))
        else:
            day = start + np.sort(rng.integers(0, 4 + round(34 * (1 - plant.strength * rng.random())), count))
            amount = yuan * (1 + rng.uniform(-near, near, count))
        parts.append(_split(rng, rows, np.roll(rows, -1), day, amount))
    seller, buyer, days, amounts, void = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return _Extra(seller, buyer, days, amounts, void)


def _honest_loop(rng: np.random.Generator, plant: Plant, count: int, start: int, yuan: float) -> tuple[I64, F64]:
    """Goods worked on along the way (0), a ring closed only over months (1), one small return by chance (2)."""
    if plant.form == 0:
        worked = np.cumprod(np.concatenate([[1.0], rng.uniform(1.25, 1.9, count - 1)]))
        return start + np.sort(rng.integers(0, 28, count)), yuan * worked[::-1] / worked[-1]
    if plant.form == 1:
        return start + np.cumsum(rng.integers(22, 60, count)), yuan * rng.uniform(0.6, 1.4, count)
    return start + np.sort(rng.integers(0, 28, count)), yuan * rng.uniform(0.9, 1.1, count)


def _split(rng: np.random.Generator, seller: I64, buyer: I64, day: I64, yuan: F64) -> tuple[I64, I64, I64, F64, Bool]:
    """A sale as one invoice or several of the same day, none above the licence."""
    several = np.where(yuan > 30_000, rng.integers(1, 4, len(yuan)), 1)
    pieces = np.maximum(np.ceil(yuan / _CAP_YUAN), several).astype(np.int64)
    of = np.repeat(np.arange(len(yuan)), pieces)
    part = rng.uniform(0.8, 1.2, len(of))
    part /= np.bincount(of, part)[of]
    return seller[of], buyer[of], day[of], (yuan[of] * part), np.zeros(len(of), dtype=bool)


def _voided(rng: np.random.Generator, people: Population, trade: Trade, plant: Plant) -> _Extra:
    """Large sales dated in the last days of quarters, voided later.

    Look-alikes: many small voids all the year by clumsy tills (0, 2), one large order that was cancelled (1).
    """
    row = int(plant.members[0])
    line = people.timeline
    monthly = max(float(trade.sold_fen[row, -12:].sum()) / 1200, 2e4)
    quarters = np.flatnonzero(line.month_of_year(line.months) % 3 == 0)[-5:]
    ends = line.month_start(quarters + 1) - 1
    own = int((trade.sales["uscc"] == people.uscc[row]).sum())
    if plant.form == 1:
        yuan = np.full(4, monthly / 6)
        day = np.full(4, int(ends[-2]) - int(rng.integers(10, 60)))
    elif plant.form >= 0:
        count = 6 + int(own / 36 * 12 * rng.uniform(0.05, 0.2))
        day = line.today - rng.integers(1, 360, count)
        yuan = rng.lognormal(np.log(max(monthly / 400, 150)), 0.6, count)
    else:
        chosen = ends[rng.random(len(ends)) < 0.5 + 0.5 * plant.strength]
        chosen = chosen if len(chosen) else ends[-1:]
        each = 3 + rng.poisson(2 + 8 * plant.strength, len(chosen))
        day = np.repeat(chosen, each) - rng.integers(0, 4, int(each.sum()))
        value = monthly * (0.6 + 2.4 * plant.strength)
        yuan = np.repeat(value / each, each) * rng.lognormal(0, 0.3, len(day))
    strangers = np.full(len(day), -1)
    yuan = np.minimum(yuan, _CAP_YUAN)
    kept = rng.random(len(day)) < (0.08 if plant.fraud else 0.0)
    return _Extra(np.full(len(day), row), strangers, day, yuan, ~kept)


def _booked(people: Population, block: int, trade: Trade, extra: _Extra) -> Trade:
    """`trade` with the added invoices in both books and in the sums."""
    amount = np.maximum(np.rint(extra.yuan * 100), 100).astype(np.int64)
    tax = np.rint(amount * np.where(people.general[extra.seller], _VAT, 0.03)).astype(np.int64)
    year = dates(extra.day).dt.year().cast(pl.Int64) % 100
    running = pl.Series(_NUMBERS + np.arange(len(amount))) + block * 20_000_000
    numbers = year.cast(pl.String).str.zfill(2) + pl.Series(["3698"]) + running.cast(pl.String).str.zfill(14)
    inside = extra.buyer >= 0
    # A stranger is one of the seller's own partners, so that the new invoices do not give themselves away.
    code, name = _partners(people, trade, extra)
    uscc, names = pl.Series(people.uscc), pl.Series(people.name)
    rest = {
        "invoice_no": numbers,
        "issued_on": dates(extra.day),
        "amount_fen": amount,
        "tax_fen": tax,
        "total_fen": amount + tax,
        "status": pl.Series(["valid", "void"]).gather(extra.void.astype(np.uint32)),
    }
    sold = pl.DataFrame({"uscc": uscc.gather(extra.seller), "counterparty": code, "counterparty_name": name} | rest)
    books = {"counterparty": uscc.gather(extra.seller), "counterparty_name": names.gather(extra.seller)}
    bought = pl.DataFrame({"uscc": code} | books | rest).filter(pl.Series(inside))
    order = ["uscc", "issued_on", "invoice_no"]
    month = _month(people, extra.day)
    return replace(
        trade,
        sales=pl.concat([trade.sales, sold.select(trade.sales.columns)]).sort(order),
        purchases=pl.concat([trade.purchases, bought.select(trade.purchases.columns)]).sort(order),
        sold_fen=_added(trade.sold_fen, extra.seller, month, amount, ~extra.void),
        output_tax_fen=_added(trade.output_tax_fen, extra.seller, month, tax, ~extra.void),
        bought_fen=_added(trade.bought_fen, extra.buyer, month, amount, inside & ~extra.void),
        input_tax_fen=_added(trade.input_tax_fen, extra.buyer, month, tax, inside & ~extra.void),
    )


def _partners(people: Population, trade: Trade, extra: _Extra) -> tuple[pl.Series, pl.Series]:
    """Code and name of each buyer: an enterprise of the block, or for strangers one that the seller sells to."""
    outside = trade.sales.filter(~pl.col("counterparty").is_in(pl.Series(people.uscc).implode()))
    usual = outside.group_by("uscc").agg(pl.col("counterparty").last(), pl.col("counterparty_name").last())
    anyone = outside.row(0, named=True)
    known = pl.DataFrame({"uscc": people.uscc[extra.seller]}).join(usual, on="uscc", how="left", maintain_order="left")
    known = known.with_columns(
        pl.col("counterparty").fill_null(anyone["counterparty"]),
        pl.col("counterparty_name").fill_null(anyone["counterparty_name"]),
    )
    inside = pl.Series(extra.buyer >= 0)
    buyer = np.maximum(extra.buyer, 0)
    code = pl.select(pl.when(inside).then(pl.Series(people.uscc).gather(buyer)).otherwise(known["counterparty"]))
    name = pl.select(pl.when(inside).then(pl.Series(people.name).gather(buyer)).otherwise(known["counterparty_name"]))
    return code.to_series(), name.to_series()


def _month(people: Population, day: I64) -> I64:
    starts = people.timeline.month_start(np.arange(people.timeline.width + 1))
    month: I64 = np.searchsorted(starts, day, "right") - 1
    return month


def _added(total: I64, row: I64, month: I64, fen: I64, keep: Bool) -> I64:
    total = total.copy()
    np.add.at(total, (row[keep], month[keep]), fen[keep])
    return total
