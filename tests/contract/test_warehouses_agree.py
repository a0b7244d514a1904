"""One definition of every indicator, two engines: DuckDB and PostgreSQL answer the same, to the last bit.

That is no accident of the tables: sums are of whole numbers, and what is left is the same IEEE operations in the same
order (`puhui.credit.indicators.windows`). So floats are compared exactly.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.indicators import SOURCES
from puhui.credit.series import series_text
from tests.contract.made_tables import AS_OF, made_tables
from tests.contract.warehouses import by_duckdb, by_postgres, differences, frames
from tests.postgres import Cluster

SEEDS = range(len(AS_OF))
MONTHS_OF = {"trade_months": "vat", "flow_months": "bank", "power_months": "power"}


@pytest.fixture(scope="module")
def connection(postgres_cluster: Cluster) -> Any:
    with postgres_cluster.connect() as made:
        yield made


@pytest.mark.postgres
@pytest.mark.parametrize("source", SOURCES)
def test_both_engines_give_the_same_bits(connection: Any, source: str) -> None:
    told: set[str] = set()
    for seed in SEEDS:
        tables = frames(source, *made_tables(source, seed))
        found = by_duckdb(source, tables)
        assert differences(found, by_postgres(connection, source, tables)) == []
        told |= {name for row in found for name, value in row.items() if value not in (None, 0)}
    # Tables that never bring an indicator about would compare nothing.
    assert set(SOURCES[source].definitions) - told == set()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("series", "source"), [("trade_months", "vat"), ("flow_months", "bank"), ("power_months", "power")]
)
def test_both_engines_tell_the_same_months(connection: Any, series: str, source: str) -> None:
    for seed in SEEDS:
        tables = frames(series, *made_tables(source, seed))
        found = by_duckdb(series, tables)
        assert differences(found, by_postgres(connection, series, tables)) == []
        assert any(series_text(series, row) for row in found)


DAYS = st.integers(0, 800).map(lambda back: date(2026, 3, 2) - timedelta(days=back))
FEN = st.one_of(st.integers(-(10**12), 10**12), st.sampled_from([0, 1, -1, 10**13]))
INVOICE = st.fixed_dictionaries(
    {
        "enterprise": st.sampled_from(["E1", "E2"]),
        "invoice_no": st.sampled_from(["1", "2", "3", "10"]),
        "issued_on": DAYS,
        "counterparty": st.sampled_from(["甲", "乙", "a", "A", "B"]),
        "amount_fen": FEN,
        "tax_fen": FEN,
        "status": st.sampled_from(["valid", "void"]),
    }
)


@pytest.mark.postgres
@settings(max_examples=20)
@given(sales=st.lists(INVOICE, max_size=25), purchases=st.lists(INVOICE, max_size=10), as_of=DAYS)
def test_whatever_the_invoices(connection: Any, sales: Any, purchases: Any, as_of: date) -> None:
    asked = [{"enterprise": whose, "as_of": as_of} for whose in ("E1", "E2")]
    for source, rows in (("vat", {"sales": sales, "purchases": purchases}), ("invoice_patterns", {"sales": sales})):
        tables = frames(source, rows, asked)
        assert differences(by_duckdb(source, tables), by_postgres(connection, source, tables)) == []


@pytest.mark.postgres
@pytest.mark.data
def test_real_invoices(connection: Any, data: Path) -> None:
    """All 302 unlabelled enterprises of the contest would take PostgreSQL minutes to load: every tenth of all."""
    tables = {}
    for table, file, other in (("sales", "invoices_out", "购方单位代号"), ("purchases", "invoices_in", "销方单位代号")):
        frame = pl.read_parquet(data / "cumcm2020c" / f"{file}.parquet")
        frame = frame.filter(pl.col("企业代号").str.strip_prefix("E").cast(pl.Int64) % 10 == 0)
        tables[table] = frame.select(
            enterprise="企业代号",
            invoice_no=pl.col("发票号码").cast(pl.String),
            issued_on=pl.col("开票日期").cast(pl.Date),
            counterparty=other,
            amount_fen=(pl.col("金额").cast(pl.Float64) * 100).round().cast(pl.Int64),
            tax_fen=(pl.col("税额").cast(pl.Float64) * 100).round().cast(pl.Int64),
            status=pl.when(pl.col("发票状态").str.strip_chars() == "有效发票")
            .then(pl.lit("valid"))
            .otherwise(pl.lit("void")),
        )
    names = tables["sales"]["enterprise"].unique().sort()
    asked = pl.DataFrame({"enterprise": names, "as_of": [date(2019, 12, 31)] * len(names)})
    for source in ("vat", "invoice_patterns"):
        read = {name: tables[name] for name in SOURCES[source].tables} | {"subjects": asked}
        found = by_duckdb(source, read)
        assert len(found) > 30
        assert differences(found, by_postgres(connection, source, read)) == []
