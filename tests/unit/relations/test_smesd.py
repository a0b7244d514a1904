"""Real relations: 3,485 Chinese SMEs, bankrupt or alive (`smesd`). Needs the data sets.

What relations add is measured by `bench/relations_smesd.py`, whose table this holds to the bars of the data's README.
"""

import importlib.util
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.relations import app
from tests.conftest import data_folder

pytestmark = pytest.mark.data
SMESD = data_folder() / "smesd"
BENCH = Path(__file__).resolve().parents[3] / "bench" / "relations_smesd.py"


@pytest.fixture(scope="module")
def table() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("relations_smesd", BENCH)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    measured: dict[str, Any] = bench.measure()
    return measured


def test_relations_lift_the_auc_far_above_what_firms_tell(table: dict[str, Any]) -> None:
    auc = table["auc"]
    assert auc["+ relations"]["lr"] >= 0.862
    assert auc["+ relations"]["lr"] - auc["capital + lawsuits"]["lr"] > 0.14
    assert auc["+ relations"]["gb"] - auc["capital + lawsuits"]["gb"] > 0.1
    assert auc["+ risk of neighbours"]["lr"] > auc["capital + lawsuits"]["lr"]


def test_no_feature_is_an_age_a_month_or_a_number(table: dict[str, Any]) -> None:
    words = " ".join(table["features"])
    assert not any(word in words for word in ("month", "age", "time", "node", "firm_id", "year"))
    assert table["in_both_left_out_of_train"] == 34


def test_graph_and_indicators_take_seconds(tmp_path: Path) -> None:
    runner = CliRunner()
    made = runner.invoke(
        app,
        [
            "build",
            "--recipe",
            "smesd",
            "--tables",
            str(SMESD),
            "--choose",
            "graph=train",
            "--out",
            str(tmp_path / "g"),
            "--json",
        ],
    )
    assert json.loads(made.stdout)["enterprises"] == 2799
    runner.invoke(app, ["indicators", str(tmp_path / "g"), "--out", str(tmp_path / "i.parquet")])
    found = pl.read_parquet(tmp_path / "i.parquet")
    assert found.height == 2799
    assert found["rel_people"].sum() > 0
    assert found["rel_guarantees_given"].is_null().all()  # there are no guarantees in the data: that is no zero
