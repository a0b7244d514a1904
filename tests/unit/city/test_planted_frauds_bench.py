"""The measurement of planted frauds, on findings made up for it."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

_FILE = Path(__file__).resolve().parents[3] / "bench" / "planted_frauds.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("planted_frauds", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


KEY = pl.DataFrame(
    [
        ("shell", "shell-1", "A", "centre", 0.9),
        ("shell", "shell-1", "B", "member", 0.9),
        ("shell", "shell-1", "C", "member", 0.9),
        ("shell", "shell-2", "D", "lookalike", 0.5),
        ("shell", "shell-2", "E", "lookalike", 0.5),
        ("circular_trade", "circular_trade-3", "F", "member", 0.2),
        ("circular_trade", "circular_trade-3", "G", "member", 0.2),
        ("circular_trade", "circular_trade-3", "H", "member", 0.2),
    ],
    schema=["pattern", "group", "member", "role", "strength"],
    orient="row",
)


def row(code: str, firms: str, severity: str = "warn") -> dict[str, Any]:
    return {"code": code, "subjects": list(firms), "severity": severity}


def judged(bench: ModuleType, *findings: tuple[str, str]) -> dict[str, Any]:
    found, _ = bench.findings_of([row(code, firms) for code, firms in findings])
    figures: dict[str, Any] = bench.judge(bench.groups_of(KEY), found, 100)
    return figures


def test_all_found_and_nothing_else_is_perfect(bench: ModuleType) -> None:
    figures = judged(bench, ("SHELL", "ABC"), ("LOOP", "FGH"))
    for pattern in ("shell", "circular_trade"):
        assert figures["patterns"][pattern]["recall"]["share"] == 1.0
        assert figures["patterns"][pattern]["precision"]["share"] == 1.0
    assert figures["taken_for"]["shell (lookalike)"]["none"] == 1


def test_nothing_found_has_no_precision(bench: ModuleType) -> None:
    shell = judged(bench)["patterns"]["shell"]
    assert shell["recall"] == {"share": 0.0, "interval": [0.0, 0.793], "hits": 0, "of": 1}
    assert shell["precision"]["share"] is None


def test_findings_of_single_enterprises_find_a_group_together(bench: ModuleType) -> None:
    assert judged(bench, ("SHELL", "A"))["patterns"]["shell"]["recall"]["hits"] == 0
    shell = judged(bench, ("SHELL", "A"), ("SHELL", "B"))["patterns"]["shell"]
    assert (shell["recall"]["hits"], shell["precision"]["hits"], shell["enterprise_recall"]["hits"]) == (1, 2, 2)
    assert shell["recall_by_strength"]["blatant"]["hits"] == 1


def test_what_is_wrong_is_told_apart(bench: ModuleType) -> None:
    shell = judged(bench, ("SHELL", "DE"), ("SHELL", "FG"), ("SHELL", "XYZ"), ("SHELL", "ABXYZ"))["patterns"]["shell"]
    assert shell["precision"]["hits"] == 0
    assert shell["wrong"] == {"lookalike": 1, "other_fraud": 1, "nobody": 2}
    assert shell["lookalikes_taken"]["share"] == 1.0
    assert shell["lift"] == round((2 / 9) / (3 / 100), 1)


def test_a_document_of_the_command_is_read_and_its_other_codes_counted(bench: ModuleType) -> None:
    document = {"findings": [row("SHELL", "A"), row("CHANGE", "A")]}
    found, others = bench.findings_of(document)
    assert [one.pattern for one in found] == ["shell"]
    assert others == {"CHANGE": 1}


def test_a_note_is_judged_apart_from_warnings(bench: ModuleType) -> None:
    found, _ = bench.findings_of([row("SHELL", "DE", "note"), row("SHELL", "AB"), row("SHELL", "C", "critical")])
    levels = bench.judge_levels(bench.groups_of(KEY), found, 100)
    right = {level: told["patterns"]["shell"]["precision"] for level, told in levels.items()}
    assert {level: (one["hits"], one["of"]) for level, one in right.items()} == {
        "note": (2, 3), "warn": (2, 2), "critical": (1, 1),
    }  # fmt: skip


def test_files_are_judged_by_the_command_line(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    KEY.write_parquet(tmp_path / "planted.parquet")
    (tmp_path / "findings.json").write_text(json.dumps([row("LOOP", "FG")]), "utf-8")
    files = ["--findings", str(tmp_path / "findings.json"), "--planted", str(tmp_path / "planted.parquet")]
    monkeypatch.setattr(sys, "argv", ["planted_frauds.py", *files, "--json"])
    bench.main()
    figures = json.loads(capsys.readouterr().out)
    assert figures["levels"]["warn"]["patterns"]["circular_trade"]["recall"]["hits"] == 1
    monkeypatch.setattr(sys, "argv", ["planted_frauds.py", *files])
    bench.main()
    assert "recall, groups" in capsys.readouterr().out
