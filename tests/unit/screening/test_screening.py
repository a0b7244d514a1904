"""Screening: hard evidence alone refuses, signs ask for verification, absence passes, every outcome replays."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.decisions import DecisionRecord, ReplayDiffers, lint, parse_rules, replay
from puhui.kernel.ids import DecisionId
from puhui.screening import (
    HARD_SOURCES,
    MalformedCase,
    NotToBeReviewed,
    Outcome,
    RefusalOnSoftEvidence,
    ReviewWithoutGrounds,
    Screening,
    read_case,
    review,
    screen,
    shipped_rules,
    soft_refusals,
)

AT = datetime(2026, 6, 30, 3, tzinfo=UTC)
ID = DecisionId("dec_" + "0" * 26)
JOB = {"job": "job_1", "op": "sum", "as_of": "2026-06-29"}
SOUND: dict[str, Any] = {
    "format": "puhui-screening/1",
    "application": {
        "id": "app-1", "submitted_at": "2026-06-30T10:00:00+08:00", "amount_fen": 50_000_000,
        "revenue12_fen": 500_000_000, "minutes_to_fill": 14, "place_differs": False,
    },
    "registration": {"as_of": "2026-06-29", "status": "存续", "representative_changed_on": "2020-01-01"},
    "findings": [],
    "contradictions": [],
    "verifications": {
        "enterprise": {"result": 1}, "person": {"result": 1}, "card": {"result": 1}, "document_days_left": 400,
    },
    "velocity": [{"name": "applications_7d", "value": 1, "holders": 3, "provenance": JOB}],
    "links": [{"kind": "device", "enterprises": 1, "days": 30, "source": "platform", "as_of": "2026-06-29"}],
    "listed": {"hit": False, "provenance": JOB | {"op": "lookup"}},
    "likenesses": [],
}  # fmt: skip


def finding(code: str, severity: str) -> dict[str, Any]:
    return {
        "code": code, "severity": severity, "text": {"zh": "三家企业循环开票", "en": "three firms invoice in a circle"},
        "evidence": [{
            "name": "loop_share", "label": {"zh": "占比", "en": "share"}, "value": 0.4, "unit": "ratio",
            "source": "tax", "as_of": "2026-06-30",
        }],
        "subgraph": {"nodes": [{"id": "A", "kind": "enterprise", "name": "甲"}], "edges": [], "cut": False},
        "subjects": ["A"], "title": {"zh": "循环", "en": "loop"}, "as_of": "2026-06-30",
    }  # fmt: skip


def contradiction(severity: str, state: str = "contradiction") -> dict[str, Any]:
    return {
        "code": "REVENUE_UP_POWER_DOWN", "state": state, "severity": severity, "text": {"zh": "相反", "en": "apart"},
        "evidence": [{"name": "rev_yoy", "value": 0.5}, {"name": "kwh_yoy12", "value": -0.5}],
    }  # fmt: skip


def screened(**changed: Any) -> Screening:
    document = deepcopy(SOUND)
    for path, value in changed.items():
        held = document
        *parents, last = path.split("__")
        for name in parents:
            held = held[name]
        held[last] = value
    return screen(read_case(document), id=ID, at=AT)


def codes(found: Screening) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_sound_application_passes_and_says_what_was_not_looked_at() -> None:
    found = screened()
    assert (found.outcome, found.reasons, found.review) == (Outcome.PASS, (), None)
    assert "UNUSUAL_AMONG_PEERS" in found.not_looked_at


def test_what_nobody_handed_in_refuses_nobody_and_asks_only_for_what_a_register_has() -> None:
    bare = {"format": "puhui-screening/1", "application": SOUND["application"]}
    found = screen(read_case(bare), id=ID, at=AT)
    assert found.outcome is Outcome.VERIFY
    assert {reason.code: reason.weight for reason in found.reasons} == {
        "ENTERPRISE_GONE": "ask", "ENTERPRISE_CHECK_DIFFERS": "ask",
    }  # fmt: skip


LINK = SOUND["links"][0]
HERE = LINK | {"days": 90, "source": "bank-a"}
SIGNS: list[tuple[str, dict[str, Any]]] = [
    ("ENTERPRISE_CHECK_DIFFERS", {"verifications__enterprise": {"result": 2}}),
    ("ENTERPRISE_NOT_FOUND", {"verifications__enterprise": {"result": 3}}),
    ("PERSON_CHECK_DIFFERS", {"verifications__person": {"result": 2}}),
    ("CARD_CHECK_DIFFERS", {"verifications__card": {"result": 3}}),
    ("DOCUMENT_EXPIRED", {"verifications__document_days_left": -1}),
    ("SHELL_SIGNS", {"findings": [finding("SHELL", "warn")]}),
    ("CIRCULAR_TRADE", {"findings": [finding("LOOP", "critical")]}),
    ("GUARANTEE_CIRCLE", {"findings": [finding("CIRCLE", "critical")]}),
    ("SHARED_ACCESS", {"findings": [finding("ACCESS", "warn")]}),
    ("SUDDEN_CHANGES", {"findings": [finding("CHANGE", "warn")]}),
    ("INVOICES_ODD", {"findings": [finding("INVOICE", "warn")]}),
    ("RELATIONS_SEVERAL", {"findings": [finding("RELATED_FLOW", "warn"), finding("NEW_KIND", "warn")]}),
    ("CONTRADICTION_HIGH", {"contradictions": [contradiction("high")]}),
    ("CONTRADICTIONS_SEVERAL", {"contradictions": [contradiction("medium"), contradiction("medium")]}),
    ("DEVICE_SHARED", {"links": [LINK | {"enterprises": 3}]}),
    ("ADDRESS_OF_NETWORK_SHARED", {"links": [LINK | {"kind": "ip", "enterprises": 3}]}),
    ("PHONE_SHARED", {"links": [LINK | {"kind": "phone", "enterprises": 3}]}),
    ("ADDRESS_CROWDED", {"links": [LINK | {"kind": "address", "enterprises": 10, "days": 3650}]}),
    ("APPLICANTS_ONE_DEVICE", {"applicants": [HERE | {"enterprises": 3}]}),
    ("APPLICANTS_ONE_PHONE", {"applicants": [HERE | {"kind": "phone", "enterprises": 3}]}),
    ("APPLICANTS_ONE_ADDRESS", {"applicants": [HERE | {"kind": "address", "enterprises": 3}]}),
    ("PAPER_USED_TWICE", {"applicants": [HERE | {"kind": "paper", "enterprises": 2}]}),
    ("ONE_DEVICE_ELSEWHERE", {"velocity": [SOUND["velocity"][0] | {"name": "device_others_90d", "value": 2}]}),
    ("ONE_PHONE_ELSEWHERE", {"velocity": [SOUND["velocity"][0] | {"name": "phone_others_90d", "value": 2}]}),
    ("ONE_ADDRESS_ELSEWHERE", {"velocity": [SOUND["velocity"][0] | {"name": "address_others_90d", "value": 5}]}),
    ("PAPER_USED_ELSEWHERE", {"velocity": [SOUND["velocity"][0] | {"name": "paper_others_90d", "value": 1}]}),
    ("APPLICATIONS_AT_ONCE", {"velocity": [SOUND["velocity"][0] | {"value": 3}]}),
    ("ENQUIRIES_2M_MANY", {"velocity": [SOUND["velocity"][0] | {"name": "enquiries_60d", "value": 4}]}),
    ("ENQUIRIES_6M_MANY", {"velocity": [SOUND["velocity"][0] | {"name": "enquiries_180d", "value": 10}]}),
    ("REPRESENTATIVE_JUST_CHANGED", {"registration__representative_changed_on": "2026-04-02"}),
    (
        "CONTROL_HANDED_OVER",
        {"registration__representative_changed_on": "2026-02-01", "registration__shares_changed_on": "2026-02-01"},
    ),
    ("REPRESENTATIVE_JUST_CHANGED", {"registration__representative_changes_3m": 1}),
    ("CONTROL_HANDED_OVER", {"registration__representative_changes_6m": 1, "registration__shares_changes_6m": 2}),
    ("FILLED_IN_TOO_FAST", {"application__minutes_to_fill": 0.4}),
    ("PLACE_DIFFERS", {"application__place_differs": True}),
    ("DOCUMENT_COPIED", {"likenesses": [{"name": "plan.docx", "other": "s-17", "likeness": 0.97}]}),
    ("AMOUNT_OUT_OF_PROPORTION", {"application__amount_fen": 500_000_001}),
]
NO_SIGN: list[dict[str, Any]] = [
    {"findings": [finding("SHELL", "note"), finding("LOOP", "note"), finding("CIRCLE", "warn")]},
    {"contradictions": [contradiction("medium"), contradiction("high", "cannot_be_judged")]},
    {"contradictions": [contradiction("high", "consistent")]},
    {"links": [LINK | {"enterprises": 2}, LINK | {"enterprises": 40, "exempt": True}]},
    {"links": [LINK | {"enterprises": 9, "days": 31}]},
    {"velocity": [SOUND["velocity"][0] | {"value": 2}]},
    {"velocity": [SOUND["velocity"][0] | {"name": "device_others_90d", "value": 9, "holders": 2}]},
    {"applicants": [HERE | {"enterprises": 2}, HERE | {"kind": "paper", "enterprises": 1}]},
    {"applicants": [HERE | {"kind": "address", "enterprises": 30, "exempt": True}]},
    {"registration__representative_changed_on": "2026-04-01"},
    {"verifications__document_days_left": 0},
    {"likenesses": [{"name": "plan.docx", "other": "s-17", "likeness": 0.87}]},
]  # fmt: skip


@pytest.mark.parametrize(("code", "changed"), SIGNS, ids=[code for code, _ in SIGNS])
def test_each_sign_asks_for_verification_with_evidence_and_says_how(code: str, changed: dict[str, Any]) -> None:
    found = screened(**changed)
    assert found.outcome is Outcome.VERIFY
    assert codes(found) == [code]
    [reason] = found.reasons
    assert (reason.weight, found.review) == ("verify", None)
    assert reason.evidence
    assert reason.how.zh
    assert reason.how.en


@pytest.mark.parametrize("changed", NO_SIGN)
def test_below_the_thresholds_nothing_is_said(changed: dict[str, Any]) -> None:
    assert screened(**changed).outcome is Outcome.PASS


def test_a_sign_of_a_list_and_of_factors_shows_who_was_looked_up_and_what_differs() -> None:
    hit = {"hit": True, "asked": ["enterprise", "representative"], "on": ["representative"], "level": "fraud"}
    [refusal] = screened(listed=hit | {"provenance": JOB | {"op": "lookup"}}).reasons
    assert refusal.evidence[1]["on"] == ["representative"]
    flags = {"flag_name": True, "flag_legal_person": False}
    [sign] = screened(verifications__enterprise={"result": 2, "level": "ENT_3META", "flags": flags}).reasons
    assert sign.evidence[1]["flags"] == flags


HARD: list[tuple[str, dict[str, Any]]] = [
    ("FRAUD_LIST_HIT", {"listed__hit": True}),
    ("ENTERPRISE_GONE", {"registration__status": "吊销"}),
    ("DOCUMENT_FORGED", {"document_forged": {"by": "market bureau", "on": "2026-06-28"}}),
    ("APPLICANT_DENIES", {"representative_denies": {"by": "counter 3", "on": "2026-06-30"}}),
]


@pytest.mark.parametrize(("code", "changed"), HARD, ids=[code for code, _ in HARD])
def test_hard_evidence_refuses_and_names_the_human_review(code: str, changed: dict[str, Any]) -> None:
    found = screened(**changed, application__minutes_to_fill=0.2)
    assert found.outcome is Outcome.REFUSE
    assert codes(found) == [code, "FILLED_IN_TOO_FAST"]  # the refusal first
    assert found.review is not None
    assert "第二十四条" in found.review.zh
    upheld = review(found.record, by="per_1", upheld=True, grounds="looked at the register", at=AT)
    assert (upheld.outcome, upheld.screening_digest) == (Outcome.REFUSE, found.record.digest)
    overturned = review(found.record, by="per_1", upheld=False, grounds="a namesake", at=AT)
    assert overturned.outcome is Outcome.VERIFY
    assert overturned.digest != upheld.digest


def test_a_sign_is_the_same_on_another_day_and_another_where_its_values_differ() -> None:
    first, again, worse = (
        screened(
            velocity=[{"name": "applications_7d", "value": value, "holders": 3, "provenance": JOB | {"as_of": on}}]
        )
        for value, on in ((4, "2026-06-29"), (4, "2026-06-30"), (5, "2026-06-30"))
    )
    signs = [found.reasons[0].sign() for found in (first, again, worse)]
    assert codes(first) == ["APPLICATIONS_AT_ONCE"]
    assert signs[0] == signs[1]
    assert signs[2] != signs[0]


def test_a_review_needs_a_refusal_a_person_and_grounds() -> None:
    with pytest.raises(NotToBeReviewed):
        review(screened().record, by="per_1", upheld=True, grounds="x", at=AT)
    refused = screened(listed__hit=True)
    for by, grounds in (("", "x"), ("per_1", " ")):
        with pytest.raises(ReviewWithoutGrounds):
            review(refused.record, by=by, upheld=True, grounds=grounds, at=AT)


@given(st.lists(st.sampled_from(range(len(SIGNS))), unique=True, min_size=1))
def test_no_heap_of_signs_ever_refuses(chosen: list[int]) -> None:
    changed: dict[str, Any] = {}
    for place in chosen:
        for path, value in SIGNS[place][1].items():
            changed[path] = [*changed[path], *value] if isinstance(value, list) and path in changed else value
    found = screened(**changed)
    assert found.outcome is Outcome.VERIFY
    assert all(reason.weight == "verify" for reason in found.reasons)


def test_the_shipped_rules_are_sound_and_refuse_on_hard_facts_alone() -> None:
    assert lint(shipped_rules()) == []
    assert soft_refusals(shipped_rules()) == []
    file = parse_rules(shipped_rules())
    refusing = [rule for rule in file.rules if rule.knock_out]
    assert {rule.code for rule in refusing} == {code for code, _ in HARD}
    assert all(file.fields[name].source in HARD_SOURCES for rule in refusing for name in rule.needs)


def test_every_rule_of_the_file_is_met_by_some_test() -> None:
    met = {code for code, _ in (*SIGNS, *HARD)} | {"UNUSUAL_AMONG_PEERS"}
    assert {rule.code for rule in parse_rules(shipped_rules()).rules} == met


@pytest.mark.parametrize("code", [code for code, _ in SIGNS[5:8]])
def test_a_file_that_refuses_on_a_soft_sign_is_not_used(code: str) -> None:
    document = json.loads(shipped_rules())
    row = next(row for row in document["nodes"][1]["content"]["rules"] if row["code"] == json.dumps(code))
    row["severity"] = '"KO"'
    rules = json.dumps(document, ensure_ascii=False).encode()
    assert lint(rules) == []  # to the decisions room it is a sound file
    with pytest.raises(RefusalOnSoftEvidence, match=code):
        screen(read_case(SOUND), id=ID, at=AT, rules=rules)


@pytest.mark.parametrize("holders", [0, 1, 2])
def test_a_number_of_fewer_than_three_holders_is_absent_whatever_it_says(holders: int) -> None:
    found = screened(velocity=[SOUND["velocity"][0] | {"value": 99, "holders": holders}])
    assert found.outcome is Outcome.PASS
    fact = found.record.facts["applications_7d"]
    assert (fact.absent, fact.cause) == (True, "too_few_holders")
    assert "APPLICATIONS_AT_ONCE" in found.not_looked_at


def test_the_evidence_is_the_finding_with_its_subgraph_and_both_sides_of_a_contradiction() -> None:
    found = screened(findings=[finding("LOOP", "critical")], contradictions=[contradiction("high")])
    shown = {reason.code: reason.evidence for reason in found.reasons}
    assert any(one.get("subgraph", {}).get("nodes") for one in shown["CIRCULAR_TRADE"])
    [told] = [one for one in shown["CONTRADICTION_HIGH"] if one.get("code") == "REVENUE_UP_POWER_DOWN"]
    assert [side["name"] for side in told["evidence"]] == ["rev_yoy", "kwh_yoy12"]
    assert json.dumps(found.document(), ensure_ascii=False)


@pytest.mark.parametrize("changed", [{}, SIGNS[6][1], HARD[0][1]])
def test_each_outcome_replays_from_its_bytes_and_a_changed_record_does_not(changed: dict[str, Any]) -> None:
    found = screened(**changed)
    kept = DecisionRecord.parse(found.record.encoded())
    assert kept.digest == found.record.digest
    assert replay(kept, shipped_rules(), digest=found.record.digest).document() == found.record.outcome
    with pytest.raises(ReplayDiffers):
        replay(kept, shipped_rules() + b" ")
    with pytest.raises(ReplayDiffers):
        replay(kept, shipped_rules(), digest="0" * 64)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("application__submitted_at", "2026-06-30T10:00:00", "application.submitted_at"),
        ("application__id", "", "application.id"),
        ("application__amount_fen", -1, "application.amount_fen"),
        ("application__minutes_to_fill", float("nan"), "application.minutes_to_fill"),
        ("application__colour", "red", "application.colour"),
        ("findings", [finding("LOOP", "grave")], "findings.0.severity"),
        ("findings", [finding("LOOP", "warn") | {"evidence": []}], "findings.0.evidence"),
        ("velocity", [{"name": "applications_7d", "value": 1, "holders": 9}], "velocity.0.provenance"),
        ("velocity", [SOUND["velocity"][0] | {"name": "moods"}], "velocity.0.name"),
        ("verifications__enterprise", {"result": 4}, "verifications.enterprise.result"),
        ("format", "puhui-screening/0", "format"),
    ],
)
def test_a_malformed_case_names_the_place_and_never_the_value(path: str, value: Any, where: str) -> None:
    with pytest.raises(MalformedCase) as caught:
        screened(**{path: value})
    assert caught.value.data["where"] == where
