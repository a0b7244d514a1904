"""The batch and the single match are two computations of one order: verdict, degree and order of every pair agree."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.market import Approval, Guarantee, Need, Product, Repayment, build_facts, match, shipped_products
from puhui.market.batch import Enterprises, Shelf, match_batch

ON = date(2026, 7, 1)
SHIPPED = shipped_products()
CURVES = Approval(
    version="test", knots=(0.0, 0.03, 1.0), pooled=(0.9, 0.4, 0.0), lenders={"bank-b": (0.5, 0.5, 0.1)}, per_ask=0.77
)

needs = st.builds(
    Need,
    amount_fen=st.integers(1, 2 * 10**11),
    term_months=st.integers(1, 360),
    rate_acceptable=st.none() | st.decimals("0.01", "0.2", places=4),
    guarantees=st.none() | st.frozensets(st.sampled_from(Guarantee)),
    repayment=st.none() | st.sampled_from(Repayment),
    within_days=st.none() | st.integers(0, 40),
)
ratio = st.decimals(-1, 2, places=6)
some_facts = st.fixed_dictionaries(
    {},
    optional={
        "segment": st.sampled_from(["small_micro", "farmer", "medium", "sole_proprietor"]),
        "industry_section": st.sampled_from("ACGK"),
        "age_m": st.integers(0, 60) | st.just("a text where a number belongs"),
        "rating_last": st.sampled_from("ABMCD"),
        "rev12_fen": st.integers(0, 10**9) | st.just(50_000_000),
        "active_share24": ratio | st.just(Decimal("0.75")),
        "top1_share": ratio,
        "own_loans_count": st.integers(0, 2),
        "exec_open_cnt": st.integers(0, 2),
        "dishonest_now": st.integers(0, 1),
        "kwh_fee12_fen": st.integers(0, 10**7),
        "pay_late_cnt24": st.integers(0, 4),
        "patents_now": st.integers(0, 2),
        "own_customer": st.booleans(),
        "pd": st.decimals(0, 1, places=6) | st.sampled_from([Decimal(0), Decimal("0.03"), Decimal(1)]),
        "limit_fen": st.integers(0, 10**10),
    },
)


@st.composite
def changed(draw: st.DrawFn, number: int) -> Product:
    """A shipped product with other terms, under a code of its own."""
    product = draw(st.sampled_from(SHIPPED))
    low = draw(st.integers(1, 10**8))
    shortest = draw(st.integers(1, 36))
    return replace(
        product,
        code=f"{product.code}-{number}",
        amount_min_fen=low,
        amount_max_fen=low + draw(st.integers(0, 10**9)),
        term_min_months=shortest,
        term_max_months=shortest + draw(st.integers(0, 24)),
        guarantee=tuple(draw(st.lists(st.sampled_from(Guarantee), min_size=1, max_size=3))),
        days_to_decision=draw(st.integers(0, 30)),
        quota_remaining_fen=draw(st.none() | st.integers(0, 10**9)),
        valid_to=draw(st.sampled_from([None, date(2026, 6, 30), date(2026, 12, 31)])),
    )


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.lists(st.tuples(needs, some_facts), min_size=1, max_size=6), st.sampled_from([None, CURVES]))
def test_every_pair_agrees(
    data: st.DataObject, rows: list[tuple[Need, dict[str, Any]]], curves: Approval | None
) -> None:
    products = [data.draw(changed(number)) for number in range(6)] + SHIPPED
    facts = [build_facts([], own=own) for _, own in rows]
    batch = match_batch(Enterprises.of([need for need, _ in rows], facts), Shelf.of(products), on=ON, approval=curves)
    for row, ((need, _), known) in enumerate(zip(rows, facts, strict=True)):
        single = match(need, products, known, on=ON, approval=curves)
        assert [products[place].code for place in batch.order[row]] == [one.product.code for one in single]
        assert [batch.state(row, place) for place in range(len(single))] == [one.verdict for one in single]
        assert batch.degree[row].tolist() == [round(one.degree * 100) for one in single]


def test_the_best_of_many_are_the_first_of_all() -> None:
    products = [replace(one, code=f"{one.code}-{i:03}") for i in range(40) for one in SHIPPED]
    rng = np.random.default_rng(3)
    frame = pl.DataFrame(
        {
            "amount_fen": rng.integers(10**6, 10**9, 50),
            "term_months": rng.integers(1, 60, 50),
            "segment": rng.choice(["small_micro", "farmer"], 50),
            "pd": rng.uniform(0, 0.3, 50),
        }
    )
    shelf = Shelf.of(products)
    enterprises = Enterprises.of_frame(frame)
    best, all_of_them = (match_batch(enterprises, shelf, on=ON, top=top) for top in (7, None))
    assert (best.order == all_of_them.order[:, :7]).all()
    assert best.order.shape == (50, 7)
    assert len(set(all_of_them.order[0].tolist())) == len(products)


def test_a_frame_reads_as_its_rows() -> None:
    frame = pl.DataFrame(
        {
            "amount_fen": [50_000_000, 20_000_000],
            "term_months": [12, 6],
            "segment": ["small_micro", None],
            "age_m": [40, None],
            "own_customer": [True, None],
            "pd": [0.02, None],
            "colour": ["red", "blue"],
        }
    )
    rows = [
        {key: value for key, value in row.items() if key not in ("amount_fen", "term_months", "colour")}
        for row in frame.to_dicts()
    ]
    asked = [Need(amount_fen=one["amount_fen"], term_months=one["term_months"]) for one in frame.to_dicts()]
    by_rows = Enterprises.of(asked, [build_facts([], own=row) for row in rows])
    shelf = Shelf.of(SHIPPED)
    by_frame, by_facts = (match_batch(one, shelf, on=ON) for one in (Enterprises.of_frame(frame), by_rows))
    assert (by_frame.order == by_facts.order).all()
    assert (by_frame.degree == by_facts.degree).all()


def test_no_enterprises_and_no_products_are_no_matches() -> None:
    nobody = Enterprises.of([], [])
    assert match_batch(nobody, Shelf.of(SHIPPED), on=ON).order.shape == (0, len(SHIPPED))
    one = Enterprises.of([Need(amount_fen=1, term_months=1)], [{}])
    assert match_batch(one, Shelf.of([]), on=ON).order.shape == (1, 0)
