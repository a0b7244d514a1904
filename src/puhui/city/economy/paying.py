"""Single transfers as the banks hold them: payment for invoices, money between relatives, loans between enterprises.

Every transfer between two enterprises of the city is here, and of those with strangers only the large ones. A bank
holds those of its customers' accounts: one between customers of two banks stands in both banks' tables.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.planting import CIRCULAR_TRADE, Plant
from puhui.city.economy.population import Population
from puhui.city.economy.streams import I64, Bool, stream
from puhui.city.economy.timeline import dates
from puhui.city.economy.trading import Trade
from puhui.city.economy.tying import Ties

_LARGE_FEN = 20_000_000  # transfers with strangers are kept singly from 200,000 yuan
_UNPAID = 0.03
_LENDS = 0.02  # share of enterprises that lend to another, outside the banks
TAGS = ("trade", "loan", "related", "other")
_HISTORY_DAYS = 1050


@dataclass(frozen=True)
class _Transfers:
    """One element each; a row of −1 is a stranger outside the city."""

    payer: I64
    payee: I64
    day: I64
    fen: I64
    tag: I64

    def only(self, keep: Bool) -> "_Transfers":
        """Those that `keep` is true of."""
        return _Transfers(*(column[keep] for column in vars(self).values()))


def payments(
    seed: int, block: int, people: Population, trade: Trade, plants: tuple[Plant, ...]
) -> dict[int, pl.DataFrame]:
    """Payments for the invoices of one block, by bank."""
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
    for plant in plants:
        if plant.pattern == CIRCULAR_TRADE and plant.fraud:
            soon = rng.integers(0, 2 + round(8 * (1 - plant.strength)), len(day))
            day = np.where(_around(plant, payer, payee), issued + soon, day)
    keep = (fen > 0) & (day <= people.timeline.today) & (rng.random(len(fen)) > _UNPAID * (1 + 4 * felt))
    made = _Transfers(payer, payee, day, fen, np.zeros(len(fen), dtype=np.int64))
    return _by_bank(people, made.only(keep))


def _around(plant: Plant, payer: I64, payee: I64) -> Bool:
    """Which transfers go around the loop: there, money comes back within days, for it must be lent on."""
    bought_from = dict(zip(np.roll(plant.members, -1), plant.members, strict=True))
    return np.array([bought_from.get(one) == other for one, other in zip(payer, payee, strict=True)], dtype=bool)


def _in(codes: pl.Series) -> pl.Expr:
    return pl.col("counterparty").is_in(codes.implode())


def _month(people: Population, day: I64) -> I64:
    starts = people.timeline.month_start(np.arange(people.timeline.width + 1))
    month: I64 = np.clip(np.searchsorted(starts, day, "right") - 1, 0, people.timeline.width - 1)
    return month


def dealings(seed: int, people: Population, ties: Ties) -> dict[int, pl.DataFrame]:
    """Money between relatives and between friends, of the whole city, by bank."""
    rng = stream(seed, "dealings")
    parts = [_of_family(rng, people, ties), *_private_loans(rng, people)]
    made = _Transfers(
        *(np.concatenate(columns) for columns in zip(*(vars(one).values() for one in parts), strict=True))
    )
    born = np.maximum(people.founded_day[made.payer], people.founded_day[made.payee])
    return _by_bank(people, made.only((made.day <= people.timeline.today) & (made.day > born)))


def _of_family(rng: np.random.Generator, people: Population, ties: Ties) -> _Transfers:
    """Between enterprises of one group, to and fro, in round sums."""
    order = np.argsort(ties.group, kind="stable")
    order = order[ties.group[order] >= 0]
    same = ties.group[order[1:]] == ties.group[order[:-1]]
    one, other = order[:-1][same], order[1:][same]
    times = rng.poisson(6.0, len(one))
    first, second = np.repeat(one, times), np.repeat(other, times)
    turned = rng.random(len(first)) < 0.4
    day = people.timeline.today - rng.integers(0, _HISTORY_DAYS, len(first))
    payer, payee = np.where(turned, second, first), np.where(turned, first, second)
    fen = _round_fen(rng, people, first, 0.01)
    return _Transfers(payer, payee, day, fen, np.full(len(first), TAGS.index("related")))


def _private_loans(rng: np.random.Generator, people: Population) -> tuple[_Transfers, _Transfers]:
    """Money one way, then equal instalments back, month by month, on nearly the same day."""
    lender = np.flatnonzero(~people.hollow & (rng.random(len(people)) < _LENDS))
    borrower = rng.permutation(np.flatnonzero(~people.cast))[: len(lender)]
    lender = lender[: len(borrower)]
    lender, borrower = lender[lender != borrower], borrower[lender != borrower]
    count = len(lender)
    start = people.timeline.today - rng.integers(200, 900, count)
    lent = _round_fen(rng, people, borrower, 0.05)
    there = _Transfers(lender, borrower, start, lent, np.full(count, TAGS.index("loan")))
    many = rng.integers(4, 14, count)
    of = np.repeat(np.arange(count), many)
    number = np.arange(len(of)) - np.repeat(np.cumsum(many) - many, many) + 1
    day = start[of] + 30 * number + rng.integers(-2, 3, len(of))
    each = np.maximum(np.rint(lent / 100 * rng.uniform(0.01, 0.1, count)), 1).astype(np.int64) * 100
    back = _Transfers(borrower[of], lender[of], day, each[of], np.full(len(of), TAGS.index("loan")))
    return there, back


def _round_fen(rng: np.random.Generator, people: Population, row: I64, share: float) -> I64:
    """Whole thousands of yuan around a share of a year's sales."""
    yuan = np.clip(people.yearly_sales_yuan[row] * share * rng.lognormal(0, 0.8, len(row)), 2_000, 2e7)
    fen: I64 = np.maximum(np.rint(yuan / 1000), 2).astype(np.int64) * 100_000
    return fen


def _by_bank(people: Population, made: _Transfers) -> dict[int, pl.DataFrame]:
    uscc = pl.Series([*people.uscc, None], dtype=pl.String)
    stranger = len(people)
    table = pl.DataFrame(
        {
            "payer": uscc.gather(np.where(made.payer < 0, stranger, made.payer)),
            "payee": uscc.gather(np.where(made.payee < 0, stranger, made.payee)),
            "on_day": dates(made.day),
            "amount_fen": made.fen,
            "tag": pl.Series(TAGS).gather(made.tag),
        }
    )
    of_payer = np.where(made.payer < 0, -1, people.paying_bank[made.payer])
    of_payee = np.where(made.payee < 0, -1, people.paying_bank[made.payee])
    order = ["on_day", "payer", "payee", "amount_fen"]
    return {
        bank: table.filter(pl.Series((of_payer == bank) | (of_payee == bank))).sort(order)
        for bank in range(people.banks.shape[1])
    }
