"""Month by month: what a custodian sums where its data lie, under a grant of its own, and what a reader believes."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from puhui.city import economy
from puhui.credit.indicator import DOCUMENT, Cause
from puhui.credit.indicators import DIALECTS, SERIES
from puhui.credit.indicators.compiling import compiled
from puhui.credit.series import MONTHS, MalformedSeries, kinds, read_series, series_text
from puhui.exchange import datasets_of, described
from puhui.exchange.connectors import Warehouse
from puhui.kernel import ManualClock
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import DatasetId

NOW = datetime(2026, 7, 3, 4, tzinfo=UTC)
GIVEN_BY = {"tax": "monthly-trade", "power": "monthly-power", "bank-a": "monthly-flows"}
BESIDE = {"tax": "vat-invoices", "power": "power-consumption", "bank-a": "account-flows"}
YEAR = {"sales_fen": "rev12_fen", "purchases_fen": "buy12_fen", "kwh": "kwh12", "fee_fen": "kwh_fee12_fen"}
YEAR |= {"income_fen": "inflow12_fen"}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("months")
    made = economy.make(seed=4, enterprises=40, as_of=date(2026, 6, 30))
    made.write({custodian: folder / custodian for custodian in ("registry", *GIVEN_BY)})
    return folder


@pytest.fixture(scope="module")
def everybody(city: Path) -> list[Any]:
    return [uscc(code) for code in pl.read_parquet(city / "registry/enterprises.parquet")["uscc"]]


def answers(city: Path, custodian: str, slug: str, codes: list[Any]) -> Any:
    dataset = described(DatasetId(f"{custodian}/{slug}"))
    return Warehouse(city / custodian, ManualClock(NOW)).indicators(dataset, codes)


@pytest.mark.parametrize("custodian", GIVEN_BY)
def test_the_months_of_a_year_add_up_to_the_indicators_of_that_year(
    city: Path, everybody: list[Any], custodian: str
) -> None:
    told = answers(city, custodian, GIVEN_BY[custodian], everybody)
    beside = answers(city, custodian, BESIDE[custodian], everybody)
    compared = 0
    for code in everybody:
        (item,) = told[code].values()
        assert (item.unit, item.source) == (DOCUMENT, item.name)
        if item.value is None:
            assert item.cause is Cause.NO_RECORD
            continue
        series = read_series(str(item.value))
        assert series.as_of == date(2026, 6, 30)
        for at, column in enumerate(kinds()[series.kind].columns):
            values = [one.values[at] or 0 for one in series.months[-12:]]
            if column.name in YEAR and beside[code].value(YEAR[column.name]) is not None:
                compared += 1
                assert sum(values) == pytest.approx(float(beside[code].value(YEAR[column.name])), rel=1e-9)
    assert compared > len(everybody) / 4


def test_an_invoice_that_came_twice_counts_once_and_before_the_first_there_is_no_month(tmp_path: Path) -> None:
    code, columns = "91110000600037341L", ["uscc", "invoice_no", "issued_on", "counterparty", "amount_fen", "status"]
    rows = [(code, "1", date(2026, 3, 2), "甲", 500, "valid"), (code, "1", date(2026, 3, 2), "甲公司", 500, "valid")]
    rows += [(code, "2", date(2026, 6, 2), "乙", -100, "valid"), (code, "3", date(2026, 6, 3), "乙", 900, "void")]
    frame = pl.DataFrame(rows, schema=columns, orient="row").with_columns(tax_fen=pl.lit(0, pl.Int64))
    frame.write_parquet(tmp_path / "sales.parquet")
    frame.clear().write_parquet(tmp_path / "purchases.parquet")
    dataset = described(DatasetId("tax/monthly-trade"))
    held = Warehouse(tmp_path, ManualClock(NOW)).indicators(dataset, [uscc(code), uscc("91130200MA0A1B2C36")])
    told = read_series(str(held[uscc(code)].value("trade_months")))
    assert [(one.month, one.values) for one in told.months] == [
        ("2026-03", [500, 0]), ("2026-04", [0, 0]), ("2026-05", [0, 0]), ("2026-06", [-100, 0]),
    ]  # fmt: skip
    assert held[uscc("91130200MA0A1B2C36")]["trade_months"].cause is Cause.NO_RECORD


def test_each_series_is_chosen_and_its_months_leave_alone() -> None:
    given = [one for role in ("tax", "power", "bank") for one in datasets_of(role) if one.source in SERIES]
    assert {one.slug for one in given} == set(GIVEN_BY.values())
    assert all(one.chosen and one.fields == (one.source,) for one in given)
    assert [one.slug for one in given if one.sensitive] == ["monthly-flows"]


@pytest.mark.parametrize("name", SERIES)
def test_the_statements_are_what_the_expressions_compile_to(name: str) -> None:
    for dialect in DIALECTS:
        assert SERIES[name].statement_for(dialect) == compiled(name, dialect)


def _row(**other: Any) -> dict[str, Any]:
    return {"as_of": date(2026, 6, 30), "record_months": 2, "rows_m0": 1, "rows_m1": 1} | other


@pytest.mark.parametrize(
    "bent",
    [
        {"kind": "gossip"},
        {"format": "puhui-series/2"},
        {"months": []},
        {"as_of": "2026-07-31"},
        {"note": "新增"},
        {"months": [{"month": "2026-13", "values": [1, 2]}]},
        {"months": [{"month": "2026-06", "values": [1]}]},
        {"months": [{"month": "2026-06", "values": ["1", None, 2]}]},
    ],
)
def test_what_is_no_series_is_refused_and_no_value_is_told(bent: dict[str, Any]) -> None:
    text = series_text("power_months", _row(wh_m0=1500, fee_fen_m0=90))
    assert text is not None
    assert read_series(text).months[-1].values == [1.5, 90]
    with pytest.raises(MalformedSeries) as told:
        read_series(json.dumps(json.loads(text) | bent))
    assert "1500" not in str(told.value)


def test_a_record_longer_than_three_years_is_cut_and_one_without_a_day_is_none() -> None:
    long = read_series(str(series_text("power_months", _row(record_months=90))))
    assert len(long.months) == MONTHS
    assert (long.months[0].month, long.months[0].values) == ("2023-07", [None, None])
    assert series_text("power_months", {"as_of": None, "record_months": 0}) is None
