"""The two commands find most of what a small city plants, and accuse few others: a detector that goes dead is noticed.

The floors lie well below what `bench/planted_frauds.py` measured on larger cities (docs/reference/relations.md): of
four groups a pattern, one or two may be missed by chance.
"""

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).resolve().parents[3] / "bench" / "planted_frauds.py"
PRECISION = {  # least, of warnings and graver
    "shell": 0.8,
    "circular_trade": 0.8,
    "guarantee_circle": 0.5,
    "shared_device": 0.6,
    "void_abuse": 0.25,
}


@pytest.fixture(scope="module")
def levels() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("planted_frauds", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    groups, findings, _ = module.measure(21, 500, 8.0)
    judged: dict[str, Any] = module.judge_levels(groups, findings, 500)
    return judged


@pytest.mark.parametrize("pattern", PRECISION)
def test_most_groups_are_found_by_warnings_that_are_mostly_right(levels: dict[str, Any], pattern: str) -> None:
    told = levels["warn"]["patterns"][pattern]
    assert told["recall"]["of"] == 4
    assert told["recall"]["share"] >= 0.5
    assert told["precision"]["share"] >= PRECISION[pattern]
    assert told["lookalikes_taken"]["share"] <= 0.5


def test_warnings_are_few_beside_notes(levels: dict[str, Any]) -> None:
    warned, noted = (
        levels[level]["patterns"]["void_abuse"]["enterprise_precision"]["of"] for level in ("warn", "note")
    )
    assert noted > 50
    assert warned < 25
