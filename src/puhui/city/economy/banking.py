"""Current accounts by month: money comes in after the sale, goes out for wages, taxes, power; thin in distress."""

import numpy as np
import polars as pl

from puhui.city.economy.lending import Loans
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, stream
from puhui.city.economy.timeline import dates

_THINNER = 1.5  # log of the balance's cover lost at default
_SLOWER = 0.35  # log of collections lost at default


def flows(
    seed: int, block: int, bank: int, people: Population, *, sold_fen: I64, costs: dict[str, I64], loans: Loans
) -> pl.DataFrame:
    """One bank's accounts of one block. `sold_fen` is with tax; `costs` has `salary`, `tax` and `utility` by month.

    In every account, balance at the end = balance before + in − out, to the fen.
    """
    rng = stream(seed, f"flows-{bank}", block)
    line, hidden = people.timeline, people.hidden
    count, whole = len(people), line.complete
    share = _shares(seed, block, people)[bank] * rng.uniform(0.75, 1.0, count)

    felt = np.clip(hidden.seen(0) * rng.lognormal(0, 0.3, count)[:, None], 0, 1)
    sold = np.maximum(sold_fen, 0).astype(np.float64)
    before = np.concatenate([sold[:, :1], sold[:, :-1]], axis=1)
    uninvoiced = rng.lognormal(-2.0, 0.8, count)[:, None] * np.exp(people.pace + people.ticket)[:, None] * 100
    collected = 0.35 * sold + 0.6 * before + uninvoiced * people.present
    collected = collected * np.exp(-_SLOWER * felt) * rng.gamma(25.0, 0.04, sold.shape)
    income = np.rint(collected * share[:, None]).astype(np.int64)
    related = np.rint(income * (0.02 + 0.15 * felt * rng.random(count)[:, None])).astype(np.int64)
    income = (income + related) * people.present
    money_in = income + loans.lent_fen

    cover = rng.lognormal(-0.9, 0.6, count)  # months of income kept in the account
    usual = income.mean(axis=1, keepdims=True)
    target = usual * cover[:, None] * np.exp(-_THINNER * felt) * rng.lognormal(0, 0.25, sold.shape)
    target = np.where(line.months >= hidden.default_month[:, None], target * 0.2, target)
    end, out = _balances(money_in, target, loans.repaid_fen, np.rint(usual[:, 0] * cover).astype(np.int64))

    parts = {name: np.rint(fen * share[:, None]).astype(np.int64) for name, fen in costs.items()}
    spendable = np.maximum(out - loans.repaid_fen, 0)
    scale = np.minimum(spendable / np.maximum(sum(parts.values()), 1), 1.0)
    parts = {name: np.floor(fen * scale).astype(np.int64) for name, fen in parts.items()}

    cash_habit = rng.beta(1.0, 12.0, count)[:, None]
    start = np.concatenate([end[:, :1], end[:, :-1]], axis=1)
    average = np.rint((start + end) / 2 * rng.uniform(0.8, 1.2, end.shape)).astype(np.int64)
    lowest = np.rint(np.minimum(start, end) * rng.beta(4.0, 3.0, end.shape) * (1 - 0.5 * felt)).astype(np.int64)
    in_count = np.where(money_in > 0, 1 + rng.poisson(np.exp(people.pace)[:, None] * 1.2 * np.exp(-felt)), 0)
    out_count = np.where(out > 0, 2 + rng.poisson(np.exp(people.pace)[:, None] * 1.8), 0)

    row, month = np.nonzero(people.banks[:, bank][:, None] & people.present[:, :whole])

    def cell(values: I64 | F64) -> I64:
        return values[row, month].astype(np.int64)

    account = pl.Series([f"{6228 + bank}3698{block:04d}{i:07d}" for i in range(count)])
    return pl.DataFrame(
        {
            "uscc": pl.Series(people.uscc).gather(row),
            "account_no": account.gather(row),
            "month": dates(line.month_start(month)),
            "in_fen": cell(money_in),
            "out_fen": cell(out),
            "in_count": cell(in_count),
            "out_count": cell(out_count),
            "cash_in_fen": cell(np.floor(income * cash_habit)),
            "related_in_fen": cell(related * people.present),
            "salary_fen": cell(parts["salary"]),
            "tax_fen": cell(parts["tax"]),
            "utility_fen": cell(parts["utility"]),
            "loan_in_fen": cell(loans.lent_fen),
            "loan_out_fen": cell(np.minimum(loans.repaid_fen, out)),
            "balance_avg_fen": cell(np.maximum(average, lowest)),
            "balance_min_fen": cell(lowest),
            "balance_end_fen": cell(end),
            "active_days": cell(np.minimum(in_count + out_count, rng.integers(12, 24, end.shape))),
        }
    )


def _shares(seed: int, block: int, people: Population) -> tuple[F64, F64, F64]:
    """The part of an enterprise's business that goes over each of its banks; the village bank's is the smallest."""
    count = len(people)
    first, second, village = people.banks.T
    main = stream(seed, "main-bank", block).uniform(0.25, 0.75, count)
    little = stream(seed, "village-share", block).uniform(0.1, 0.35, count)
    left = np.where(village, 1 - little, 1.0)
    both = first & second
    return left * np.where(both, main, 1.0), left * np.where(both, 1 - main, 1.0), np.where(first | second, little, 1.0)


def _balances(money_in: I64, target: F64, repaid: I64, opening: I64) -> tuple[I64, I64]:
    """Balance at each month's end and money out: what is above the target is spent, and instalments come first."""
    end = np.empty(money_in.shape, dtype=np.int64)
    out = np.empty(money_in.shape, dtype=np.int64)
    balance = opening
    for month in range(money_in.shape[1]):
        have = balance + money_in[:, month]
        spend = np.maximum(have - np.rint(target[:, month]).astype(np.int64), repaid[:, month])
        out[:, month] = np.clip(spend, 0, have)
        balance = have - out[:, month]
        end[:, month] = balance
    return end, out
