"""`puhui relations` end to end on a folder of made-up tables: build, indicators, owners, circles, findings,
explain; what it refuses."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.relations import app
from puhui.kernel import PuhuiError

RING = "ABCDEF"


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A registry, a tax bureau and a bank: six enterprises that guarantee and invoice in a ring."""
    enterprises = [
        {
            "uscc": who,
            "name": f"企业{who}",
            "type": "有限责任公司",
            "status": "存续",
            "established_on": date(2020, 1, 1),
            "reg_capital_fen": 100,
        }
        for who in RING
    ]
    holders = [
        {
            "uscc": who, "person_name": f"人{who}", "person_id": f"P{who}", "party_uscc": None, "role": "shareholder",
            "ratio": 1.0,             "subscribed_fen": None, "since": date(2020, 1, 1), "until": None,
        }
        for who in RING
    ]  # fmt: skip
    pairs = list(zip(RING, RING[1:] + RING[0], strict=True))
    guarantees = [
        {
            "guarantor_uscc": a, "guarantor_person_id": None, "borrower_uscc": b, "amount_fen": 500, "kind": "joint",
            "since": date(2025, 1, 1), "until": None,
        }
        for a, b in pairs
    ]  # fmt: skip
    sales = [
        {
            "uscc": a,
            "invoice_no": a,
            "issued_on": date(2026, 6, n + 1),
            "counterparty": b,
            "amount_fen": 900,
            "status": "valid",
        }
        for n, (a, b) in enumerate(pairs)
    ]
    for folder, table, rows in (
        ("registry", "enterprises", enterprises),
        ("registry", "stakeholders", holders),
        ("bank-a", "guarantees", guarantees),
        ("tax", "sales", sales),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(tmp_path / folder / f"{table}.parquet")
    return tmp_path


@pytest.fixture
def graph(city: Path) -> Path:
    run(
        "build",
        "--registry",
        city / "registry",
        "--tax",
        city / "tax",
        "--bank",
        city / "bank-a",
        "--as-of",
        "2026-06-30",
        "--out",
        city / "g",
    )
    return city / "g"


def run(*words: object, code: int = 0) -> Any:
    ran = CliRunner().invoke(app, [*(str(word) for word in words), "--json"], catch_exceptions=True)
    if isinstance(ran.exception, PuhuiError):
        raise ran.exception
    assert ran.exit_code == code, ran.output
    return json.loads(ran.stdout)


def test_build_says_what_it_read(city: Path, graph: Path) -> None:
    told = json.loads((graph / "graph.json").read_bytes())
    assert (told["format"], told["as_of"]) == ("puhui-graph/1", "2026-06-30")
    assert told["kinds"]["edges"] == {"guarantees": 6, "holds": 6, "invoices": 6}
    assert told["made_from"] == {
        "registry": ["enterprises", "stakeholders"],
        "tax": ["sales"],
        "bank/bank-a": ["guarantees"],
    }


def test_building_twice_gives_the_same_files(city: Path, graph: Path) -> None:
    before = {path.name: path.read_bytes() for path in graph.iterdir()}
    run(
        "build",
        "--registry",
        city / "registry",
        "--tax",
        city / "tax",
        "--bank",
        city / "bank-a",
        "--as-of",
        "2026-06-30",
        "--out",
        graph,
    )
    assert {path.name: path.read_bytes() for path in graph.iterdir()} == before


def test_indicators_name_what_is_absent(graph: Path, tmp_path: Path) -> None:
    told = run("indicators", graph, "--out", tmp_path / "i.csv")
    assert told["enterprises"] == 6
    assert "rel_phone_firms" in told["absent"]
    assert "rel_guarantees_given" not in told["absent"]
    assert pl.read_csv(tmp_path / "i.csv")["rel_guarantees_given"].to_list() == [1.0] * 6


def test_owners(graph: Path) -> None:
    told = run("owners", graph, "A")
    assert [(owner["person"], owner["basis"]) for owner in told["owners"]] == [("PA", "ownership")]


def test_nobody_known_is_a_no(city: Path) -> None:
    pl.read_parquet(city / "registry/stakeholders.parquet").filter(pl.col("uscc") != "A").write_parquet(
        city / "registry/stakeholders.parquet"
    )
    run("build", "--registry", city / "registry", "--as-of", "2026-06-30", "--out", city / "g")
    assert run("owners", city / "g", "A", code=1)["none_because"] == "nobody_known"


def test_circles_with_pictures(graph: Path, tmp_path: Path) -> None:
    told = run("circles", graph, "--pictures", tmp_path / "pictures")
    assert [one["subjects"] for one in told["circles"]] == [list(RING)]
    assert (tmp_path / "pictures/circle-001.svg").read_text().startswith("<svg")


def test_findings_are_critical_by_exit_code(graph: Path, tmp_path: Path) -> None:
    told = run("findings", graph, "--out", tmp_path / "f.json", code=1)
    assert told["by_code"] == {"CIRCLE": 1, "LOOP": 1}
    assert json.loads((tmp_path / "f.json").read_text()) == told
    (tmp_path / "own.json").write_text('{"loop_length_max": 5}')
    assert run("findings", graph, "--thresholds", tmp_path / "own.json")["by_code"] == {"CIRCLE": 1}


def test_explain_makes_a_page_that_needs_nothing_else(graph: Path, tmp_path: Path) -> None:
    told = run("explain", graph, "A", "--out", tmp_path / "a.html")
    assert {one["code"] for one in told["findings"]} == {"CIRCLE", "LOOP"}
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    assert "src=" not in page
    assert "href=" not in page


def test_sentences_for_people(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUHUI_LANG", "zh-CN")
    for words, code, said in (
        (["owners", str(graph), "A"], 0, "直接或间接最终拥有25%以上股权"),
        (["findings", str(graph)], 1, "首尾相接地互开发票"),
        (["circles", str(graph)], 0, "6个成员之间有6对担保"),
    ):
        ran = CliRunner().invoke(app, words)
        assert (ran.exit_code, said in ran.stdout) == (code, True), ran.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", "--out", "g"], "sources_unclear"),
        (
            [
                "build",
                "--registry",
                "registry",
                "--recipe",
                "smesd",
                "--tables",
                ".",
                "--as-of",
                "2026-06-30",
                "--out",
                "g",
            ],
            "sources_unclear",
        ),
        (["build", "--registry", "registry", "--out", "g"], "not_a_day"),
        (["build", "--registry", "nowhere", "--as-of", "2026-06-30", "--out", "g"], "folder_unusable"),
        (["build", "--registry", "tax", "--as-of", "2026-06-30", "--out", "g"], "table_unusable"),
        (["build", "--registry", "registry", "--as-of", "2026-06-30", "--out", "tax"], "folder_taken"),
        (["build", "--recipe", "nothing", "--tables", ".", "--out", "g"], "malformed_recipe"),
        (["build", "--recipe", "smesd", "--tables", ".", "--choose", "train", "--out", "g"], "choice_unclear"),
        (["indicators", "tax", "--out", "i.csv"], "graph_missing"),
        (["indicators", "g", "--out", "i.txt"], "folder_unusable"),
        (["owners", "g", "Z"], "node_unknown"),
        (["owners", "g", "PA"], "not_an_enterprise"),
        (["findings", "g", "--code", "X"], "detector_unknown"),
        (["findings", "g", "--thresholds", "nothing.json"], "folder_unusable"),
    ],
)
def test_what_is_refused_is_named(
    words: list[str], code: str, city: Path, graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(city)
    with pytest.raises(PuhuiError) as refused:
        run(*words)
    assert refused.value.code == code
    assert refused.value.cause_text.zh != refused.value.cause_text.en


def test_an_altered_graph_is_refused(graph: Path) -> None:
    (graph / "edges.parquet").write_bytes((graph / "nodes.parquet").read_bytes())
    with pytest.raises(PuhuiError) as refused:
        run("indicators", graph, "--out", graph / "i.csv")
    assert refused.value.code == "graph_altered"
