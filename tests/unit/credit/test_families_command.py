"""`puhui credit indicators --source …`: any family from a folder, several side by side, stale ones without a word."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.city import economy
from puhui.cli.credit.families import TablesMissing, TableUnusable, UnknownFamily, chosen, compute_families
from puhui.credit.indicators import SOURCES
from puhui.kernel import PuhuiError

AS_OF = date(2026, 6, 30)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    economy.make(seed=3, enterprises=20, as_of=AS_OF).write({name: folder / name for name in ("tax", "power", "court")})
    return folder


def run(*words: Any) -> tuple[int, dict[str, Any]]:
    from puhui.cli.credit import app

    ran = CliRunner().invoke(app, ["indicators", *map(str, words), "--json"], catch_exceptions=True)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, json.loads(ran.stdout)


def test_names_of_indicators_are_unique_over_all_families() -> None:
    names = [name for source in SOURCES.values() for name in source.definitions]
    assert len(names) == len(set(names))


def test_all_families_of_a_custodians_folder(city: Path, tmp_path: Path) -> None:
    code, told = run(city / "tax", "--source", "all", "--out", tmp_path / "all.parquet")
    assert (code, [one["source"] for one in told["families"]]) == (0, ["vat", "invoice_patterns", "tax_filings"])
    frame = pl.read_parquet(tmp_path / "all.parquet")
    assert frame.height == told["enterprises"] == frame["enterprise"].n_unique()
    assert {"vat_record_months", "rev12_fen", "round_share12", "tax12_fen"} <= set(frame.columns)
    assert frame["rev12_fen"].drop_nulls().len() > 0


def test_one_family_as_csv_from_csv(city: Path, tmp_path: Path) -> None:
    pl.read_parquet(city / "power" / "consumption.parquet").write_csv(tmp_path / "consumption.csv")
    _, by_csv = run(tmp_path, "--source", "power", "--out", tmp_path / "out.csv")
    _, by_parquet = run(city / "power", "--source", "power", "--out", tmp_path / "out.parquet")
    assert by_csv["as_of"] == by_parquet["as_of"] == AS_OF.isoformat()
    rows = pl.read_csv(tmp_path / "out.csv").sort("enterprise")
    assert rows["kwh12"].to_list() == pl.read_parquet(tmp_path / "out.parquet").sort("enterprise")["kwh12"].to_list()


def test_a_stale_family_says_nothing_and_says_so(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "late.parquet"
    _, told = run(city / "power", "--source", "power", "--as-of", "2026-12-31", "--out", out)
    assert told["families"][0] | {"indicators": 0} == {
        "source": "power", "indicators": 0, "reached": "2026-06-30", "cycle": "monthly", "stale": True,
    }  # fmt: skip
    frame = pl.read_parquet(out)
    assert frame["enterprise"].is_unique().all()
    assert set(frame.select(list(SOURCES["power"].definitions)).null_count().row(0)) == {frame.height}


def test_whoever_is_on_the_list_has_a_row(city: Path) -> None:
    sources = chosen(city / "court", ["court"])
    connection, _, day = compute_families(city / "court", sources, only=["91130200MA0A1B2C36"])
    rows = connection.execute("SELECT enterprise, as_of, lit_def_36 FROM indicators").fetchall()
    assert rows == [("91130200MA0A1B2C36", day, 0)]


@pytest.mark.parametrize(
    ("names", "error"), [(["weather"], UnknownFamily), (["customs"], TablesMissing), (["all"], TablesMissing)]
)
def test_what_cannot_be_had_is_said(tmp_path: Path, names: list[str], error: type[PuhuiError]) -> None:
    with pytest.raises(error):
        chosen(tmp_path, names)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("uscc,month,kwh\nE1,2026-01-01,1\n", "it lacks account_no"),
        ("account_no,month,capacity_kva,kwh,fee_fen,due_on,paid_on,disconnections\n1,2026-01-01,1,1,1,,,0\n", "uscc"),
        (
            "uscc,account_no,month,capacity_kva,kwh,fee_fen,due_on,paid_on,disconnections\nE1,1,2026-01-01,1,much,1,,,0\n",
            "1 cells of 'kwh' hold no float64",
        ),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "consumption.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableUnusable, match=reason):
        compute_families(tmp_path, chosen(tmp_path, ["power"]))
