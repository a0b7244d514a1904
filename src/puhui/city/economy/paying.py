"""Single transfers as the banks hold them: payment for invoices, money between relatives, loans between enterprises.

Every transfer between two enterprises of the city is here, and of those with strangers only the large ones. A bank holds
those of its customers' accounts: one between customers of two banks stands in both banks' tables.
"""

import numpy as np
import polars as pl

from puhui.city.economy.planting import CIRCULAR_TRADE, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import I64, stream
from puhui.city.economy.timeline import dates
from puhui.city.economy.trading import Trade
from puhui.city.economy.tying import Ties

_LARGE_FEN = 20_000_000  # transfers with strangers are kept singly from 200,000 yuan
_UNPAID = 0.03
_LENDS = 0.02  # share of enterprises that lend to another, outside the banks
TAGS = ("trade", "loan", "related", "other")
_COLUMNS = ("payer", "payee", "on_day", "amount_fen", "tag")


def main_banks(seed: int, people: Population) -> I64:
    """The bank by which each enterprise pays and is paid, −1 without one. `people` are the whole city."""
    coin = stream(seed, "paying-bank").random(people.banks.shape)
    chosen: I64 = np.where(people.banks.any(axis=1), np.argmax(people.banks * (coin + 0.01), axis=1), -1)
    return chosen


def payments(
    seed: int, block: int, people: Population, banks: I64, trade: Trade, plants: tuple[Plant, ...]
) -> dict[int, pl.DataFrame]:
    """Payments for the invoices of one block, by bank; `banks` are the block's `main_banks`."""
    rng = stream(seed, "payments", block)
    inside = pl.DataFrame({"counterparty": people.uscc, "payer_row": np.arange(len(people))})
    sellers = pl.DataFrame({"uscc": people.uscc, "payee_row": np.arange(len(people))})
    paid = pl.col("status") == "valid"
    sold = trade.sales.filter(paid & ((pl.col("total_fen") >= _LARGE_FEN) | _in(inside["counterparty"])))
    sold = sold.join(inside, on="counterparty", how="left", maintain_order="left")
    sold = sold.join(sellers, on="uscc", maintain_order="left")
    bought = trade.purchases.filter(paid & (pl.col("total_fen") >= _LARGE_FEN) & ~_in(inside["counterparty"]))
    bought = bought.join(sellers.rename({"payee_row": "payer_row"}), on="uscc", maintain_order="left")
    both = pl.concat(
        [
            sold.select("payer_row", "payee_row", "issued_on", "total_fen"),
            bought.select("payer_row", pl.lit(None, pl.Int64).alias("payee_row"), "issued_on", "total_fen"),
        ]
    )
    of_day = both.group_by("payer_row", "payee_row", "issued_on", maintain_order=True).agg(pl.col("total_fen").sum())
    payer, payee = (of_day[name].fill_null(-1).to_numpy() for name in ("payer_row", "payee_row"))
    issued = of_day["issued_on"].cast(pl.Int32).to_numpy().astype(np.int64)
    fen = of_day["total_fen"].to_numpy()
    felt = np.where(payer >= 0, people.hidden.seen(0)[payer, _month(people, issued)], 0.1)
    day = issued + (rng.gamma(1.4, 16.0, len(issued)) * (1 + 2 * felt)).astype(np.int64)
    day = _at_once(rng, plants, payer, payee, issued, day)
    keep = (fen > 0) & (day <= people.timeline.today) & (rng.random(len(fen)) > _UNPAID * (1 + 4 * felt))
    tag = np.zeros(len(fen), dtype=np.int64)
    return _by_bank(people, banks, payer[keep], payee[keep], day[keep], fen[keep], tag[keep])


def _in(codes: pl.Series) -> pl.Expr:
    return pl.col("counterparty").is_in(codes.implode())


def _month(people: Population, day: I64) -> I64:
    starts = people.timeline.month_start(np.arange(people.timeline.width + 1))
    month: I64 = np.clip(np.searchsorted(starts, day, "right") - 1, 0, people.timeline.width - 1)
    return month


def _at_once(rng: np.random.Generator, plants: tuple[Plant, ...], payer: I64, payee: I64, issued: I64, day: I64) -> I64:
    """Whoever trades in a loop pays as fast as the money comes back: within days of the invoice."""
    for plant in plants:
        if plant.pattern == CIRCULAR_TRADE and plant.fraud:
            seller_of = dict(zip(np.roll(plant.members, -1), plant.members, strict=True))
            loop = np.array([seller_of.get(one) == other for one, other in zip(payer, payee, strict=True)], dtype=bool)
            soon = issued + rng.integers(0, 2 + round(8 * (1 - plant.strength)), len(day))
            day = np.where(loop, soon, day)
    return day


def dealings(seed: int, people: Population, banks: I64, ties: Ties) -> dict[int, pl.DataFrame]:
    """Money between relatives and between friends, of the whole city, by bank."""
    rng = stream(seed, "dealings")
    line = people.timeline
    payer, payee, day, fen, tag = ([] for _ in range(5))  # type: tuple[list[I64], ...]
    order = np.argsort(ties.group, kind="stable")
    order = order[ties.group[order] >= 0]
    same = ties.group[order[1:]] == ties.group[order[:-1]]
    one, other = order[:-1][same], order[1:][same]
    times = rng.poisson(6.0, len(one))
    first, second = np.repeat(one, times), np.repeat(other, times)
    turned = rng.random(len(first)) < 0.4
    payer.append(np.where(turned, second, first))
    payee.append(np.where(turned, first, second))
    day.append(line.today - rng.integers(0, 365 * 3 - 40, len(first)))
    fen.append(_round_yuan(rng, people, first, 0.01))
    tag.append(np.full(len(first), TAGS.index("related")))

    # A private loan: money one way, then equal monthly interest or instalments back on nearly the same day.
    lender = np.flatnonzero(~people.hollow & (rng.random(len(people)) < _LENDS))
    borrower = rng.permutation(np.flatnonzero(~people.cast))[: len(lender)]
    lender = lender[: len(borrower)]
    lender, borrower = lender[lender != borrower], borrower[lender != borrower]
    start = line.today - rng.integers(200, 900, len(lender))
    lent = _round_yuan(rng, people, borrower, 0.05)
    payer.append(lender)
    payee.append(borrower)
    day.append(start)
    fen.append(lent)
    tag.append(np.full(len(lender), TAGS.index("loan")))
    many = rng.integers(4, 14, len(lender))
    of = np.repeat(np.arange(len(lender)), many)
    number = np.arange(len(of)) - np.repeat(np.cumsum(many) - many, many) + 1
    payer.append(borrower[of])
    payee.append(lender[of])
    day.append(start[of] + 30 * number + rng.integers(-2, 3, len(of)))
    fen.append(np.repeat(np.rint(lent / 100 * rng.uniform(0.01, 0.1, len(lent))).astype(np.int64) * 100, many))
    tag.append(np.full(len(of), TAGS.index("loan")))
    columns = [np.concatenate(parts) for parts in (payer, payee, day, fen, tag)]
    born = np.maximum(people.founded_day[columns[0]], people.founded_day[columns[1]])
    keep = (columns[2] <= line.today) & (columns[2] > born)
    return _by_bank(people, banks, *(column[keep] for column in columns))


def _round_yuan(rng: np.random.Generator, people: Population, row: I64, share: float) -> I64:
    """Whole thousands of yuan around a share of a year's sales."""
    yuan = np.clip(people.yearly_sales_yuan[row] * share * rng.lognormal(0, 0.8, len(row)), 2_000, 2e7)
    fen: I64 = np.maximum(np.rint(yuan / 1000), 2).astype(np.int64) * 100_000
    return fen


def _by_bank(
    people: Population, banks: I64, payer: I64, payee: I64, day: I64, fen: I64, tag: I64
) -> dict[int, pl.DataFrame]:
    uscc = pl.Series([*people.uscc, None], dtype=pl.String)  # row −1, a stranger, is the last
    table = pl.DataFrame(
        {
            "payer": uscc.gather(np.where(payer < 0, len(people), payer)),
            "payee": uscc.gather(np.where(payee < 0, len(people), payee)),
            "on_day": dates(day),
            "amount_fen": fen,
            "tag": pl.Series(TAGS).gather(tag),
        }
    ).select(_COLUMNS)
    of_payer = np.where(payer < 0, -1, banks[payer])
    of_payee = np.where(payee < 0, -1, banks[payee])
    order = ["on_day", "payer", "payee", "amount_fen"]
    return {
        bank: table.filter(pl.Series((of_payer == bank) | (of_payee == bank))).sort(order)
        for bank in range(people.banks.shape[1])
    }
