"""`puhui screen`: exit codes, the record that replays, contradictions worked out of indicators, likeness of files."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from puhui.cli.screen import app
from puhui.kernel import PuhuiError
from tests.unit.screening.test_anomaly import population
from tests.unit.screening.test_screening import SOUND


def run(*words: str, code: int = 0) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*words, "--json"])
    if isinstance(result.exception, PuhuiError):
        raise result.exception
    assert result.exit_code == code, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def write(folder: Path, **more: Any) -> str:
    (folder / "case.json").write_text(json.dumps(SOUND | more, ensure_ascii=False))
    return str(folder / "case.json")


def test_pass_is_zero_and_everything_else_is_one(tmp_path: Path) -> None:
    assert run("application", write(tmp_path))["outcome"] == "pass"
    hit = SOUND["listed"] | {"hit": True}
    refused = run("application", write(tmp_path, listed=hit), code=1)
    assert (refused["outcome"], refused["reasons"][0]["code"]) == ("refuse", "FRAUD_LIST_HIT")
    assert refused["review"]["zh"]
    told = CliRunner().invoke(app, ["application", write(tmp_path, listed=hit)])
    assert told.exit_code == 1
    assert "FRAUD_LIST_HIT" in told.output


def test_a_kept_record_replays_and_another_rule_or_digest_does_not(tmp_path: Path) -> None:
    kept = str(tmp_path / "record.cbor")
    found = run("application", write(tmp_path), "--record", kept)
    again = run("replay", kept, "--digest", found["record_digest"])
    assert (again["identical"], again["verdict"]) == (True, "approve")
    assert run("replay", kept, "--digest", "0" * 64, code=1)["identical"] is False


def test_contradictions_are_worked_out_of_the_indicators(tmp_path: Path) -> None:
    case = {name: value for name, value in SOUND.items() if name != "contradictions"}
    case["indicators"] = [
        {"name": name, "value": value, "unit": "ratio", "source": source, "as_of": "2026-06-30"}
        for name, value, source in (("rev_yoy", 0.6, "tax"), ("kwh_yoy12", -0.5, "power"))
    ]
    (tmp_path / "case.json").write_text(json.dumps(case))
    found = run("application", str(tmp_path / "case.json"), code=1)
    [reason] = found["reasons"]
    assert reason["code"] == "CONTRADICTION_HIGH"
    assert reason["evidence"][1]["code"] == "REVENUE_UP_POWER_DOWN"


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_peers_come_from_a_table(tmp_path: Path, ending: str) -> None:
    table = pl.DataFrame(population(np.random.default_rng(6), 200))
    path = tmp_path / f"peers.{ending}"
    table.write_csv(path) if ending == "csv" else table.write_parquet(path)
    odd = {"void_rate12": 0.9, "vat_rev12": 0.4, "rev_yoy": 30.0}
    found = run("application", write(tmp_path, features=odd), "--peers", str(path), code=1)
    assert found["anomaly"]["peers"] == 200
    assert [reason["code"] for reason in found["reasons"]] == ["UNUSUAL_AMONG_PEERS"]


def test_documents_are_compared_pair_by_pair(tmp_path: Path) -> None:
    for name, text in (
        ("a", "流动资金贷款申请书" * 9),
        ("b", "流动资金贷款申请书。" * 9),
        ("c", "餐饮门店装修合同条款" * 9),
    ):
        (tmp_path / name).write_text(text)
    found = run("likeness", *(str(tmp_path / name) for name in "abc"))
    assert len(found["pairs"]) == 3
    assert found["pairs"][0]["likeness"] > 0.95


def test_what_cannot_be_read_says_which_file_and_why(tmp_path: Path) -> None:
    with pytest.raises(PuhuiError) as missing:
        run("application", str(tmp_path / "none.json"))
    assert missing.value.code == "file_unreadable"
    (tmp_path / "case.json").write_text("{")
    with pytest.raises(PuhuiError) as broken:
        run("application", str(tmp_path / "case.json"))
    assert broken.value.code == "file_unreadable"
    (tmp_path / "latin").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PuhuiError):
        run("likeness", str(tmp_path / "latin"), str(tmp_path / "latin"))
