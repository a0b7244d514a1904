"""The contract of computations: a job pinned by its digests, and each party's word on how it ended, once."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock
from puhui.ledger.contracts.computations import MAX_PARTIES, close_args, computation_key, open_args
from tests.vectors.grants_bench import Bench

START = datetime(2026, 3, 1, tzinfo=UTC)
JOB, PROGRAM = "ab" * 32, "cd" * 32


@pytest.fixture
def bench():
    return Bench(ManualClock(START))


def _job(bench, **changed):
    agreed = {
        "job": JOB,
        "program": PROGRAM,
        "op": "sum",
        "purpose": "score",
        "parties": ["tax-bureau", "registry", "bank-b"],
        "receivers": ["bank-a"],
        "expires": bench.now_ms + 3_600_000,
    }
    return open_args(**agreed) | changed


def _open(bench, issuer="tax-bureau", **changed):
    return bench.say(issuer, "computations", "open", _job(bench, **changed))


def _close(bench, issuer, **changed):
    return bench.say(issuer, "computations", "close", close_args(job=JOB, outcome="done") | changed)


@pytest.mark.parametrize("issuer", ["tax-bureau", "bank-b", "bank-a"])
def test_a_party_or_a_receiver_pins_a_job(bench, issuer):
    assert _open(bench, issuer).reason == ""
    pinned = bench.read(computation_key(JOB))
    assert {name: pinned[name] for name in _job(bench) if name != "job"} == {
        name: value for name, value in _job(bench).items() if name != "job"
    }
    assert (pinned["by"], pinned["index"], pinned["at"], pinned["closed"]) == (issuer, 1, bench.now_ms, {})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"parties": ["registry", "bank-b"]}, "not_a_party"),
        ({"receivers": ["no-member"]}, "receiver_inactive"),
        ({"parties": ["tax-bureau", "no-member"]}, "party_inactive"),
        ({"expires": 0}, "expired"),
        ({"job": "ab"}, "bad_args"),
        ({"program": "sum/1"}, "bad_args"),
        ({"op": "SUM OF ALL"}, "bad_args"),
        ({"purpose": "for 甲企业"}, "bad_args"),
        ({"parties": ["tax-bureau"]}, "bad_args"),
        ({"parties": ["tax-bureau", "tax-bureau"]}, "bad_args"),
        ({"parties": ["tax-bureau", "Not An Id"]}, "bad_args"),
        ({"parties": [f"member-{k}" for k in range(MAX_PARTIES + 1)]}, "bad_args"),
        ({"receivers": []}, "bad_args"),
        ({"expires": "soon"}, "bad_args"),
        ({"more": 1}, "bad_args"),
    ],
)
def test_a_job_that_is_refused_leaves_nothing(bench, changed, reason):
    assert _open(bench, **changed).reason == reason
    assert bench.read(computation_key(JOB)) is None


def test_a_job_is_pinned_once(bench):
    assert _open(bench).reason == ""
    assert _open(bench, "bank-a", program="ef" * 32).reason == "already_open"
    assert bench.read(computation_key(JOB))["program"] == PROGRAM


def test_each_party_closes_a_job_once_in_its_own_words(bench):
    assert _close(bench, "tax-bureau").reason == "not_open"
    _open(bench)
    assert _close(bench, "tax-bureau").reason == ""
    assert _close(bench, "bank-b", outcome="failed", reason="party_lost").reason == ""
    assert _close(bench, "bank-a", outcome="cancelled").reason == ""
    assert _close(bench, "tax-bureau", outcome="failed").reason == "already_closed"
    assert _close(bench, "operator").reason == "not_a_party"
    closed = bench.read(computation_key(JOB))["closed"]
    assert {org: (word["outcome"], word["reason"]) for org, word in closed.items()} == {
        "tax-bureau": ("done", ""),
        "bank-b": ("failed", "party_lost"),
        "bank-a": ("cancelled", ""),
    }
    assert closed["bank-a"]["index"] == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": "won"},
        {"reason": "甲企业的收入为 5"},
        {"reason": "Too Long"},
        {"reason": "x" * 65},
        {"job": "x"},
        {"n": 1},
    ],
)
def test_words_that_are_no_codes_do_not_stand_on_the_ledger(bench, changed):
    _open(bench)
    assert _close(bench, "tax-bureau", **changed).reason == "bad_args"
    assert bench.read(computation_key(JOB))["closed"] == {}


def test_the_largest_job_has_its_place(bench):
    """As many parties as there may be, all of whom close."""
    orgs = [f"member-{k}" for k in range(MAX_PARTIES - 1)]
    decision = _open(bench, parties=["tax-bureau", *orgs])
    assert decision.reason == "party_inactive", "the size alone is no reason"


@given(
    args=st.dictionaries(
        st.sampled_from(["job", "program", "parties", "receivers", "outcome", "reason"]),
        st.none() | st.integers(0, 9) | st.text(max_size=5),
    )
)
@settings(max_examples=40, deadline=None)
def test_rubbish_is_refused_with_a_code(args):
    bench = Bench(ManualClock(START))
    for action in ("open", "close"):
        assert bench.say("tax-bureau", "computations", action, args).reason == "bad_args"
