"""`puhui rules`: exit codes, files, and an export of a real bank's database made again."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.rules import app
from puhui.credit.scorecard import EXAMPLE, Scorecard
from puhui.decisions import adjust, shipped, shipped_cases
from puhui.kernel import PuhuiError
from puhui.lending import Choice, DecisionRequest
from puhui.lending.bundle import BundleUnreadable, gather, pack, unpack, went_bad
from puhui.lending.concluding import ScoredBy
from tests.unit.lending.conftest import START, Bank, evidence

STANDARD = shipped("standard")
SOUND = json.loads(shipped_cases("standard"))["facts"]


def run(*words: object, code: int = 0) -> Any:
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if "--json" in words else result.stdout


def test_a_sound_file_with_its_cases_is_told_so(tmp_path: Path) -> None:
    told = run("test", "standard", "--json")
    assert (told["sound"], told["failed"], told["uncovered"], told["cases"]) == (True, [], [], 106)
    (tmp_path / "mine.json").write_bytes(STANDARD)
    (tmp_path / "mine.cases.json").write_bytes(shipped_cases("standard"))
    assert "49 of 49" in run("test", tmp_path / "mine.json")


def test_a_file_without_cases_or_with_a_fault_or_a_failing_case_exits_1(tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_bytes(adjust(STANDARD, {"age_m_min": 13}, version="x"))
    assert run("test", mine, "--json", code=1)["cases"] == 0
    (tmp_path / "mine.cases.json").write_bytes(shipped_cases("standard"))
    told = run("test", mine, "--json", code=1)
    assert [one["case"] for one in told["failed"]] == ["AGE_TOO_YOUNG: just kept"]
    assert "wanted approve" in run("test", mine, code=1)
    mine.write_bytes(STANDARD.replace(b"age_m < at.age_m_min", b"agem < at.age_m_min"))
    assert any("agem" in one for one in run("test", mine, "--json", code=1)["faults"])


def test_a_weakened_rule_of_law_exits_1(tmp_path: Path) -> None:
    document = json.loads(STANDARD)
    rows = document["nodes"][1]["content"]["rules"]
    for row in rows:
        row["mark"] = json.dumps("S")
    law, mine = tmp_path / "law.json", tmp_path / "mine.json"
    law.write_text(json.dumps(document))
    for row in rows:
        if row["code"] == '"TAX_ARREARS"':
            row["severity"] = '"REFER"'
    mine.write_text(json.dumps(document))
    (tmp_path / "mine.cases.json").write_bytes(shipped_cases("standard"))
    told = run("test", mine, "--against", law, "--json", code=1)
    assert told["weakened"] == ["TAX_ARREARS"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_backtest_of_a_table_writes_figures_and_a_picture(tmp_path: Path, ending: str) -> None:
    rows = [
        SOUND | {"id": f"e{age}", "age_m": age, "grade": "A", "pd": 0.02, "bad": None if age < 12 else int(age < 18)}
        for age in range(6, 40)
    ]
    table = pl.DataFrame(rows)
    file = tmp_path / f"past.{ending}"
    (table.write_csv if ending == "csv" else table.write_parquet)(file)
    (tmp_path / "new.json").write_bytes(adjust(STANDARD, {"age_m_min": 24}, version="x"))
    words = ("backtest", tmp_path / "new.json", "--against", "standard", "--applications", file)
    told = run(*words, "--out", tmp_path / "out", "--json")
    assert told["all"]["old"]["approved"]["count"] == 28
    assert told["all"]["new"]["approved"]["count"] == 16
    assert told["all"]["swaps"]["lost"]["bad"] == {
        "count": 6,
        "of": 12,
        "rate": 0.5,
        "interval": pytest.approx([0.2538, 0.7462], abs=1e-4),
    }
    assert json.loads((tmp_path / "out" / "backtest.json").read_text())["rules"]["new"] == "standard x"
    assert (tmp_path / "out" / "backtest.png").read_bytes().startswith(b"\x89PNG")
    assert "approved  28/34" in run(*words)


def test_a_backtest_says_what_nobody_can_know(tmp_path: Path) -> None:
    pl.DataFrame([{"age_m": 8}, {"age_m": 30}]).write_csv(tmp_path / "past.csv")
    (tmp_path / "new.json").write_bytes(adjust(STANDARD, {"age_m_min": 6}, version="x"))
    told = run(
        "backtest", tmp_path / "new.json", "--against", "standard", "--applications", tmp_path / "past.csv", "--json"
    )
    assert any("nobody let through has a known outcome" in note for note in told["notes"])
    assert any("no column, so absent for all" in note and "rating_last" in note for note in told["notes"])


@pytest.mark.parametrize(
    ("content", "why"),
    [("age_m,bad\n20,perhaps\n", "neither 1 nor 0"), ("age_m\nold\n", "a number"), ("name\nx\n", "no column")],
)
def test_a_table_that_cannot_be_simulated_says_why(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "past.csv").write_text(content)
    with pytest.raises(PuhuiError, match=why):
        run("backtest", "cautious", "--against", "standard", "--applications", tmp_path / "past.csv")
    with pytest.raises(PuhuiError, match="cannot open"):
        run("test", tmp_path / "none.json")


def test_a_banks_export_replays_and_is_backtested(bank: Bank, tmp_path: Path) -> None:
    """Three applications walk through the bank's own steps: lent, declined by an officer, refused by a rule."""
    loan = bank.lent(given=_scored())
    bank.decided(DecisionRequest(Choice.DECLINE, comment="over-extended"), given=_scored())
    bank.assessed(_scored(dishonest_now=1))
    bundle = bank.do(gather, date(2026, 7, 2))
    assert [one.chosen for one in sorted(bundle.decisions, key=lambda one: one.chosen)] == ["", "approve", "decline"]
    assert all(one.bad is None for one in bundle.decisions)
    assert len(bundle.materials) == 4  # rules, product, defaults, card
    file = tmp_path / "decisions.zip"
    file.write_bytes(pack(bundle))
    told = run("replay", file, "--json")
    assert (told["decisions"], told["identical"], told["differ"]) == (3, 3, [])
    tested = run("backtest", "cautious", "--against", "standard", "--applications", file, "--json")
    assert tested["all"]["old"]["declined"]["of"] == 3
    year = bank.do(gather, date(2027, 7, 2))  # nothing was repaid
    assert [one.bad for one in year.decisions if one.application == loan.application] == [True]


def test_a_damaged_or_forged_export_is_found(bank: Bank, tmp_path: Path) -> None:
    bank.assessed(_scored())
    bundle = bank.do(gather, START.date())
    (digest,) = bundle.records
    forged = {digest: bundle.records[digest].replace(b"approve", b"decline").replace(b"refer", b"REFER")}
    file = tmp_path / "decisions.zip"
    file.write_bytes(pack(type(bundle)(bundle.decisions, forged, bundle.materials)))
    assert len(run("replay", file, "--json", code=1)["differ"]) == 1
    file.write_bytes(pack(bundle)[:-30])
    with pytest.raises(BundleUnreadable):
        run("replay", file)
    with pytest.raises(BundleUnreadable):
        unpack(b"")


def test_export_needs_a_node_that_has_decided(tmp_path: Path) -> None:
    with pytest.raises(PuhuiError):
        run("export", tmp_path, "--out", tmp_path / "x.zip")


def test_a_loan_is_bad_when_ninety_days_late_within_a_year_and_unknown_before_the_year_is_over(bank: Bank) -> None:
    loan = bank.lent()
    first = loan.instalments()[0].due_on
    assert went_bad(loan, loan.disbursed_on) is None
    late = date.fromordinal(first.toordinal() + 89)
    assert went_bad(loan, late) is None
    assert went_bad(loan, date.fromordinal(first.toordinal() + 90)) is True


def _scored(**changes: Any) -> Any:
    """Evidence whose score is a card's, of the very facts that the bank sees."""
    plain = evidence(**changes)
    card = Scorecard.parse(EXAMPLE)
    (months,) = (item.value for part in plain.indicators for item in part.values() if item.name == "age_m")
    explained = card.explain({"age_m": float(months)})
    return replace(plain, score=explained, scored_by=ScoredBy(card), score_document={"score": explained.score})
