"""A whole city whose consensus organisations are validators: one loan, and every receipt proved without a log key."""

from pathlib import Path

import pytest

from tests.network.consortium import puhui

pytestmark = pytest.mark.cometbft
PORT = 24_300


def test_a_loan_is_told_and_proved_on_a_ledger_that_nobody_keeps_alone(tmp_path: Path) -> None:
    city = tmp_path / "city"
    made = puhui("city", "new", city, "--engine", "cometbft", "--enterprises", 40, "--seed", 3, "--port", PORT)
    assert made["engine"] == "cometbft"
    trust = puhui("trust", "show", city / "trust.json")
    assert [(era["log_key"], era["quorum"], len(era["witnesses"])) for era in trust["eras"]] == [(None, 5, 7)]
    told = puhui("city", "story", city)
    names = [step["name"] for step in told["steps"]]
    assert names[0] == "enrolment"
    assert names[-1] == "repayment"
    said = " ".join(step["text"] for step in told["steps"])
    assert "Power Company →" in said, "a participant, which follows, answered under a permit"
    assert "Social Insurance Centre →" in said
    for step in told["steps"]:
        proved = puhui("receipt", "verify", step["receipt"], "--trust", city / "trust.json")
        assert proved["entry"] == step["entry"]
        assert len(proved["cosigned_by"]) >= 5
    broken = [log for log in (city / "nodes").glob("*/node.log") if "Traceback" in log.read_text(encoding="utf-8")]
    assert broken == []
    checked = puhui("ledger", "check", city)
    assert checked["clean"]
    assert len(checked["ledgers"]) == 11, "seven that order, four that follow"
