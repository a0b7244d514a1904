"""Worked cases hold what officers expect of a file, and say which rules they show."""

import json
from typing import Any

import pytest

from puhui.decisions import SHIPPED, CasesRefused, adjust, parse_cases, run_cases, shipped, shipped_cases

STANDARD = shipped("standard")


def cases(*changed: dict[str, Any]) -> bytes:
    raw = json.loads(shipped_cases("standard"))
    return json.dumps(raw | {"cases": list(changed)}).encode()


@pytest.mark.parametrize("style", SHIPPED)
def test_the_cases_beside_a_shipped_file_come_out_and_show_every_rule(style: str) -> None:
    report = run_cases(shipped(style), parse_cases(shipped_cases(style)))
    assert (report.failed, report.uncovered) == ((), ())


def test_a_changed_threshold_fails_the_cases_at_its_old_edge() -> None:
    report = run_cases(adjust(STANDARD, {"age_m_min": 13}, version="x"), parse_cases(shipped_cases("standard")))
    (failure,) = report.failed
    assert failure.case == "AGE_TOO_YOUNG: just kept"
    assert (failure.wanted, failure.found) == ("approve: -", "decline: AGE_TOO_YOUNG KO")


def test_a_rule_that_no_case_breaks_or_leaves_absent_is_named() -> None:
    report = run_cases(STANDARD, parse_cases(cases({"name": "sound", "verdict": "approve"})))
    assert not report.failed
    lacks = {one.code: one.lacks for one in report.uncovered}
    assert lacks["AGE_TOO_YOUNG"] == ("broken", "absent")
    assert lacks["REVENUE_FALLS"] == ("broken",)  # absent is noted, not asked


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "Expecting"),
        (b'{"format": "other"}', "not 'puhui-cases/1'"),
        (b'{"format": "puhui-cases/1"}', "cases"),
        (cases(), "none"),
        (cases({"name": "a", "verdict": "maybe"}), "maybe"),
        (cases({"name": "a", "verdict": "approve"}, {"name": "a", "verdict": "approve"}), "twice"),
        (cases({"name": " ", "verdict": "approve"}), "no name"),
        (cases({"name": "a", "verdict": "refer", "findings": {"X": "BAD"}}), "BAD"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(CasesRefused, match=why):
        parse_cases(data)
