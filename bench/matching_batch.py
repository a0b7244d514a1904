"""100,000 enterprises × 500 products in one batch, beside a bare vectorised computation of the same constraints.

    python bench/matching_batch.py [--enterprises 100000] [--products 500] [--rounds 3] [--json]

Ours (`puhui.market.batch`) answers verdict, degree of 100 points and the ten best products of every enterprise, in the
order of the single `match`. Bare is what one would write with NumPy in an afternoon: for every product the states of
its conditions (kept, open, broken) over all enterprises, and the verdict; no degree, no order. It shares no code with
ours. Both verdicts are compared pair by pair on the ten best before a time is believed. CPU seconds, the best of the
rounds; the products are the shipped ones with terms and thresholds drawn anew, so that few conditions are alike.
"""

import argparse
import json
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.market import Condition, Product, shipped_products
from puhui.market.batch import Enterprises, Shelf, match_batch

ON = date(2026, 7, 1)
TOP = 10


def made_products(count: int, rng: np.random.Generator) -> list[Product]:
    """Shipped products with amounts, terms, rates and thresholds of their own."""
    shipped = shipped_products()
    found = []
    for number in range(count):
        product = shipped[number % len(shipped)]
        low, shortest = int(rng.integers(1, 60)) * 1_000_000, int(rng.integers(1, 12))
        cheapest = Decimal(int(rng.integers(300, 600))) / 10_000
        found.append(
            replace(
                product,
                code=f"{product.code}-{number:04}",
                amount_min_fen=low,
                amount_max_fen=low + int(rng.integers(10, 900)) * 1_000_000,
                term_min_months=shortest,
                term_max_months=shortest + int(rng.integers(6, 36)),
                rate_min=cheapest,
                rate_max=cheapest + Decimal(int(rng.integers(0, 500))) / 10_000,
                days_to_decision=int(rng.integers(1, 15)),
                own_conditions=tuple(_moved(one, rng) for one in product.own_conditions),
            )
        )
    return found


def _moved(condition: Condition, rng: np.random.Generator) -> Condition:
    if not isinstance(condition.value, Decimal):
        return condition
    return replace(condition, value=(condition.value * Decimal(round(float(rng.uniform(0.6, 1.4)), 1))).normalize())


def made_enterprises(count: int, rng: np.random.Generator) -> pl.DataFrame:
    """Needs and facts, one in six of each fact absent."""
    columns: dict[str, Any] = {
        "segment": rng.choice(["small_micro", "sole_proprietor", "medium", "farmer"], count),
        "industry_section": rng.choice(list("ACEFGHIK"), count),
        "rating_last": rng.choice(list("ABMCD"), count),
        "age_m": rng.integers(1, 240, count),
        "rev12_fen": rng.lognormal(20, 1.5, count).astype(np.int64),
        "active_share24": rng.uniform(0, 1, count).round(3),
        "rev_yoy": rng.normal(0.05, 0.3, count).round(3),
        "buyers12": rng.integers(0, 80, count),
        "top1_share": rng.uniform(0, 1, count).round(3),
        "kwh_fee12_fen": rng.lognormal(15, 1, count).astype(np.int64),
        "kwh_yoy12": rng.normal(0, 0.2, count).round(3),
        "pay_late_cnt24": rng.integers(0, 5, count),
        "ins_now": rng.integers(0, 60, count),
        "dishonest_now": (rng.uniform(size=count) < 0.02).astype(int),
        "exec_open_cnt": (rng.uniform(size=count) < 0.05).astype(int),
        "own_loans_count": rng.integers(0, 3, count),
        "patents_now": rng.integers(0, 4, count),
        "pd": rng.beta(1, 20, count).round(6),
    }
    frame = pl.DataFrame(columns)
    seen = rng.uniform(size=(count, len(columns))) > 1 / 6
    frame = frame.with_columns(
        pl.when(pl.Series(seen[:, place])).then(pl.col(name)).alias(name) for place, name in enumerate(columns)
    )
    return frame.with_columns(
        pl.Series("amount_fen", rng.integers(1, 400, count) * 1_000_000),
        pl.Series("term_months", rng.choice([3, 6, 12, 18, 24, 36], count)),
    )


def bare(frame: pl.DataFrame, products: list[Product]) -> NDArray[np.int8]:
    """The verdict of every pair: a row a product."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    coded = {name: np.unique(frame[name].fill_null("").to_numpy(), return_inverse=True) for name in texts}
    numbers = {
        name: frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in frame.columns if name not in texts
    }
    missing = {name: np.isnan(column) for name, column in numbers.items()}
    out = np.empty((len(products), frame.height), dtype=np.int8)
    everywhere = np.ones(frame.height, dtype=bool)
    for row, product in enumerate(products):
        amount, term = numbers["amount_fen"], numbers["term_months"]
        fail = (amount < product.amount_min_fen) | (amount > product.amount_max_fen)
        fail |= (term < product.term_min_months) | (term > product.term_max_months)
        ask = np.full(frame.height, "none" not in product.guarantee)
        for one in product.conditions:
            name, value = one.fact.name, one.value
            if name not in frame.columns:
                ask |= everywhere
            elif isinstance(value, tuple):
                kinds, codes = coded[name]
                among = np.isin(kinds, value)
                broken = ~among if one.op == "one_of" else among
                broken[kinds == ""] = False
                fail |= broken[codes]
                ask |= (kinds == "")[codes]
            else:
                fail |= numbers[name] < float(value) if one.op == "at_least" else numbers[name] > float(value)
                ask |= missing[name]
        out[row] = np.where(fail, 2, ask)
    return out


def _timed(work: Any, rounds: int) -> tuple[Any, float]:
    best, found = float("inf"), None
    for _ in range(rounds):
        began = time.process_time()
        found = work()
        best = min(best, time.process_time() - began)
    return found, best


def main() -> None:
    """Print the times and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--enterprises", type=int, default=100_000)
    parser.add_argument("--products", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rng = np.random.default_rng(1)
    products, frame = made_products(asked.products, rng), made_enterprises(asked.enterprises, rng)

    def ours() -> Any:
        return match_batch(Enterprises.of_frame(frame), Shelf.of(products), on=ON, top=TOP)

    ranked, own_seconds = _timed(ours, asked.rounds)
    verdicts, bare_seconds = _timed(lambda: bare(frame, products), asked.rounds)
    rows = np.repeat(np.arange(frame.height), ranked.order.shape[1])
    assert (verdicts[ranked.order.ravel(), rows] == ranked.verdict.ravel()).all(), "the two verdicts differ"
    told = {
        "enterprises": frame.height,
        "products": len(products),
        "different_conditions": len(Shelf.of(products).conditions),
        "pairs_that_fit": float((verdicts < 2).mean()),
        "ours_cpu_seconds": own_seconds,
        "bare_cpu_seconds": bare_seconds,
        "ratio": own_seconds / bare_seconds,
        "million_pairs_a_second": frame.height * len(products) / own_seconds / 1e6,
    }
    if asked.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:>28}  {value:,.3f}" if isinstance(value, float) else f"{name:>28}  {value:,}")


if __name__ == "__main__":
    main()
