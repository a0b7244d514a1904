"""A decision file is refused unless every cell can be relied on; absent evidence never declines."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from puhui.decisions import (
    FactRefused,
    RulesRefused,
    RuleUndecided,
    Severity,
    Verdict,
    evaluate,
    lint,
    parse_rules,
    shipped,
)
from puhui.decisions import decision_file as files

GOOD = {
    "status": "存续",
    "screening": "passed",
    "age_m": 60,
    "lr_chg_3m": 0,
    "lr_chg_6m": 0,
    "lr_chg_12m": 0,
    "equity_chg_6m": 0,
    "equity_chg_24m": 0,
    "industry_section": "C",
    "abnormal_now": 0,
    "serious_dishonest_now": 0,
    "rating_last": "A",
    "arrears_now_fen": 0,
    "abnormal_taxpayer_now": 0,
    "rev12_fen": 900_000_000,
    "active_share24": 1.0,
    "zero_run12": 0,
    "max_gap_d": 20,
    "red_rate12": 0.01,
    "rev_yoy": 0.1,
    "rev3_yoy": 0.1,
    "rev6_yoy": 0.1,
    "last3_share12": 0.25,
    "dishonest_now": 0,
    "limit_consume_now": 0,
    "exec_open_cnt": 0,
    "lr_dishonest_now": 0,
    "lr_limit_consume_now": 0,
    "lr_exec_open_cnt": 0,
    "bankruptcy_now": 0,
    "sanctions_now": 0,
    "police_fraud_now": 0,
    "own_loans_overdue_fen": 0,
    "own_overdue_now_fen": 0,
    "own_days_past_due_max": 0,
    "own_late_count24": 0,
    "own_late_run24": 0,
    "lenders_elsewhere_cnt": 1,
    "exposure_elsewhere_fen": 100_000_000,
    "owner_age_y": 45,
    "lr_share": 0.6,
    "enquiries_2m": 0,
    "enquiries_6m": 1,
    "score": 700,
    "coverage": 1,
    "product_constraints_failed": 0,
    "product_constraints_open": 0,
    "limit_fen": 50_000_000,
    "product_amount_min_fen": 5_000_000,
}
# code → a value of its evidence that breaks the standard rule, and one that just keeps it
EDGES: dict[str, tuple[object, object]] = {
    "SCREENING_REFUSED": ("refused", "verified"),
    "SCREENING_OPEN": ("to_verify", "verified"),
    "STATUS_NOT_OPERATING": ("注销", "在业"),
    "AGE_TOO_YOUNG": (11, 12),
    "LEGAL_REP_CHANGED": (1, 0),
    "LEGAL_REP_CHANGED_6M": (1, 0),
    "EQUITY_MOVED_6M": (0.1, 0.0999),
    "EQUITY_MOVED_24M": (0.8, 0.7999),
    "INDUSTRY_FORBIDDEN": ("J", "F"),
    "ABNORMAL_OPERATION": (1, 0),
    "SERIOUS_ILLEGAL": (1, 0),
    "TAX_RATING_D": ("D", "B"),
    "TAX_RATING_C": ("C", "M"),
    "TAX_ARREARS": (1, 0),
    "TAX_ABNORMAL": (1, 0),
    "SALES_NONE": (0, 1),
    "INVOICE_MONTHS_FEW": (0.7499, 0.75),
    "INVOICE_SILENCE": (3, 2),
    "INVOICE_GAP": (91, 90),
    "RED_INVOICES": (0.0501, 0.05),
    "REVENUE_FALLS": (-0.5001, -0.5),
    "REVENUE_FALLS_3M": (-0.61, -0.6),
    "REVENUE_SWINGS_6M": (20.1, 20),
    "REVENUE_FADES": (0.0999, 0.1),
    "DISHONEST_DEBTOR": (1, 0),
    "CONSUMPTION_LIMITED": (1, 0),
    "EXECUTION_OPEN": (1, 0),
    "REPRESENTATIVE_DISHONEST": (1, 0),
    "REPRESENTATIVE_LIMITED": (1, 0),
    "REPRESENTATIVE_EXECUTION": (1, 0),
    "BANKRUPTCY": (1, 0),
    "SANCTIONS_LISTED": (1, 0),
    "POLICE_FRAUD_LISTED": (1, 0),
    "OVERDUE_NOW": (1, 0),
    "OVERDUE_ELSEWHERE": (1, 0),
    "OVERDUE_LONG": (60, 59),
    "OVERDUE_OFTEN": (7, 6),
    "OVERDUE_IN_A_ROW": (3, 2),
    "LENDERS_TOO_MANY": (4, 3),
    "CREDIT_ELSEWHERE_LARGE": (500_000_001, 500_000_000),
    "REPRESENTATIVE_AGE": (66, 65),
    "REPRESENTATIVE_SHARE": (0.1999, 0.2),
    "ENQUIRIES_2M": (4, 3),
    "ENQUIRIES_6M": (10, 9),
    "SCORE_TOO_LOW": (499.9, 500),
    "EVIDENCE_THIN": (0.69, 0.7),
    "PRODUCT_TERMS_NOT_MET": (1, 0),
    "PRODUCT_TERMS_OPEN": (1, 0),
    "LIMIT_BELOW_PRODUCT": (4_999_999, 5_000_000),
}
STANDARD = shipped("standard")


def changed(change: Callable[[dict[str, Any], list[dict[str, Any]]], None]) -> bytes:
    document = json.loads(STANDARD)
    table = next(node["content"] for node in document["nodes"] if node["type"] == "decisionTableNode")
    change(document, table["rules"])
    return json.dumps(document).encode()


KNOCK_OUTS = range(1, 16)  # of the handbook, scoring §4


def test_every_shipped_file_is_clean_and_every_rule_tells_what_it_must() -> None:
    for style in ("standard", "cautious"):
        assert lint(shipped(style)) == []
        file = parse_rules(shipped(style))
        for rule in file.rules:
            told = (rule.text.zh, rule.text.en, rule.cure.zh, rule.cure.en, rule.mark, rule.clears)
            assert all(told), rule.code
            assert all(file.fields[name].source for name in rule.needs), rule.code
            assert "{" not in "".join(told), rule.code


def test_all_fifteen_knock_outs_of_the_handbook_are_there() -> None:
    for style in ("standard", "cautious"):
        basis = [rule.basis for rule in parse_rules(shipped(style)).rules]
        for number in KNOCK_OUTS:
            assert any(re.match(rf"knock-out {number}\b", one) for one in basis), (style, number)


def test_a_dishonest_debtor_is_turned_away_while_the_entry_stands_and_clears_by_itself() -> None:
    for code, name in (("DISHONEST_DEBTOR", "dishonest_now"), ("REPRESENTATIVE_DISHONEST", "lr_dishonest_now")):
        (finding,) = evaluate(STANDARD, GOOD | {name: 1}).knock_outs
        assert (finding.code, finding.rule.clears) == (code, "itself")
        assert "by itself" in finding.cure.en
        assert "第7条 (S)" in finding.rule.basis
        assert finding.document()["clears"] == "itself"
        assert evaluate(STANDARD, GOOD | {name: 0}).verdict is Verdict.APPROVE  # the next data, and nothing else


def test_a_threshold_changes_the_condition_and_every_sentence_about_it() -> None:
    def set_to(document: dict[str, Any], _: list[dict[str, Any]]) -> None:
        schema = json.loads(document["nodes"][0]["content"]["schema"])
        schema["x-thresholds"]["red_rate12_max"]["value"] = "0.02"
        document["nodes"][0]["content"]["schema"] = json.dumps(schema)

    (finding,) = evaluate(changed(set_to), GOOD | {"red_rate12": 0.021}).knock_outs
    for text in (finding.text.zh, finding.text.en, finding.cure.zh):
        assert "2%" in text


def test_a_file_without_thresholds_still_decides_and_its_findings_keep_their_form() -> None:
    """What banks wrote before thresholds were: their records replay to the same bytes."""

    def older(document: dict[str, Any], rows: list[dict[str, Any]]) -> None:
        schema = json.loads(document["nodes"][0]["content"]["schema"])
        del schema["x-thresholds"]
        document["nodes"][0]["content"]["schema"] = json.dumps(schema)
        table = document["nodes"][1]["content"]
        table["outputs"] = [one for one in table["outputs"] if one["field"] not in ("clears", "basis")]
        rows[:] = [rows[1] | {"broken_when": "age_m < 12", "zh": '"{不足}"', "en": '"{young}"', "cure_en": '"wait"'}]

    (finding,) = evaluate(changed(older), {"age_m": 3}).findings
    assert finding.text.en == "{young}"
    assert not {"clears", "basis"} & set(finding.document())


def test_a_sound_enterprise_is_approved_and_every_rule_is_told_as_passed() -> None:
    outcome = evaluate(STANDARD, GOOD)
    assert outcome.verdict is Verdict.APPROVE
    assert {finding.severity for finding in outcome.findings} == {Severity.PASS}
    assert {finding.code for finding in outcome.findings} == set(EDGES)


@pytest.mark.parametrize("code", EDGES)
def test_each_rule_breaks_on_one_side_of_its_edge_and_keeps_on_the_other(code: str) -> None:
    rule = next(rule for rule in parse_rules(STANDARD).rules if rule.code == code)
    breaking, keeping = EDGES[code]
    outcome = evaluate(STANDARD, GOOD | {rule.evidence: breaking})
    assert [f.code for f in outcome.with_severity(Severity.KO, Severity.REFER)] == [code]
    assert outcome.verdict is (Verdict.DECLINE if rule.knock_out else Verdict.REFER)
    assert evaluate(STANDARD, GOOD | {rule.evidence: keeping}).verdict is Verdict.APPROVE


@pytest.mark.parametrize("name", sorted({n for rule in parse_rules(STANDARD).rules for n in rule.needs}))
def test_absent_evidence_asks_or_is_noted_and_never_declines(name: str) -> None:
    for facts in ({k: v for k, v in GOOD.items() if k != name}, GOOD | {name: None}, GOOD | {name: float("nan")}):
        outcome = evaluate(STANDARD, facts)
        (finding,) = [f for f in outcome.findings if name in f.missing][:1]
        asked = finding.severity is Severity.ASK
        assert finding.severity in (Severity.ASK, Severity.NOTE)
        assert outcome.verdict is (Verdict.REFER if asked else Verdict.APPROVE)
    assert evaluate(STANDARD, {}).verdict is Verdict.REFER


def test_a_decimal_is_compared_exactly_and_has_one_spelling() -> None:
    broken = evaluate(STANDARD, GOOD | {"red_rate12": Decimal("0.05000000001")})
    assert [f.code for f in broken.knock_outs] == ["RED_INVOICES"]
    spelt = [evaluate(STANDARD, GOOD | {"age_m": age}).document() for age in (24, 24.0, Decimal("24.00"))]
    assert spelt[0] == spelt[1] == spelt[2]


@pytest.mark.parametrize(
    ("value", "why"),
    [("60", "text"), (True, "boolean"), (float("inf"), "exact"), (2**53 + 1, "exact"), ([1], "list")],
)
def test_a_fact_of_another_type_or_without_exact_value_is_refused(value: object, why: str) -> None:
    with pytest.raises(FactRefused, match=why):
        evaluate(STANDARD, GOOD | {"age_m": value})


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("broken_when", "age_m << 12", "malformed"),
        ("broken_when", "age_m <", "malformed"),
        ("broken_when", "", "empty"),
        ("broken_when", "agem < 12 and age_m < 3", "undeclared facts: agem"),
        ("broken_when", "status < 12 and age_m < 1", "fails on values"),
        ("broken_when", "age_m < 'A'", "fails on values"),
        ("broken_when", "age_m", "not yes or no"),
        ("broken_when", "12 < 13", "names no fact"),
        ("broken_when", "10 / age_m > 2", "fails on values"),
        ("code", '""', "code is empty"),
        ("code", '"age"', "not like"),
        ("code", '"TAX_ARREARS"', "stands twice"),
        ("code", "AGE", "not a quoted text"),
        ("severity", '"DENY"', "none of KO"),
        ("if_absent", '"KO"', "none of ASK"),
        ("mark", '"X"', "none of S"),
        ("evidence", '"rating_last"', "does not stand in the condition"),
        ("broken_when", "age_m < at.age", "undeclared thresholds: age"),
        ("clears", '"soon"', "none of itself"),
        ("zh", '"{age_min}"', "no threshold"),
        ("zh", '"{age_m_min"', "a brace"),
        ("cure_zh", '""', "cure_zh is empty"),
        ("en", "", "en is empty"),
    ],
)
def test_lint_refuses_a_cell_that_the_engine_would_pass_over_in_silence(cell: str, value: str, fault: str) -> None:
    def change(_: dict[str, Any], rows: list[dict[str, Any]]) -> None:
        rows[1][cell] = value

    rules = changed(change)
    assert any(fault in one for one in lint(rules)), lint(rules)
    with pytest.raises(RulesRefused):
        evaluate(rules, GOOD)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda d, _: d["nodes"].pop(0), "0 nodes of type inputNode"),
        (lambda d, _: d["nodes"][1]["content"].update(hitPolicy="first"), "collect"),
        (lambda d, _: d["nodes"][1]["content"]["inputs"].append({"id": "x", "field": "age_m"}), "one input column"),
        (lambda d, _: d["nodes"][1]["content"]["outputs"].pop(0), "code is missing"),
        (lambda d, _: d["nodes"].append({"id": "f", "type": "functionNode", "content": "x"}), "nothing else"),
        (lambda _, rows: rows.clear(), "1 to 500"),
    ],
)
def test_lint_refuses_another_shape(change: Callable[..., None], fault: str) -> None:
    assert any(fault in one for one in lint(changed(change)))


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("age_m_min", {"value": 48}, "outside 6 to 36"),
        ("age_m_min", {"value": "many"}, "no number"),
        ("age_m_min", {"stricter": "longer"}, "higher, lower"),
        ("age_m_min", {"mark": "X"}, "none of S"),
        ("age_m_min", {"zh": ""}, "no words"),
        ("age_m_min", {"valid_from": "soon"}, "isoformat"),
        ("statuses_allowed", {"value": [1]}, "list of texts"),
        ("spare", {}, "used by no rule"),
    ],
)
def test_lint_refuses_a_threshold_that_cannot_be_relied_on(name: str, change: dict[str, Any], fault: str) -> None:
    def change_schema(document: dict[str, Any], _: list[dict[str, Any]]) -> None:
        schema = json.loads(document["nodes"][0]["content"]["schema"])
        thresholds = schema["x-thresholds"]
        thresholds[name] = thresholds.get(name, thresholds["age_m_min"]) | change
        document["nodes"][0]["content"]["schema"] = json.dumps(schema)

    assert any(fault in one for one in lint(changed(change_schema))), lint(changed(change_schema))


@pytest.mark.parametrize("junk", [b"", b"{}", b"[]", b"\xff", b'{"nodes": 3}', b"null"])
def test_lint_answers_junk_with_words(junk: bytes) -> None:
    assert lint(junk)


def test_a_rule_about_which_the_engine_is_silent_stops_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine takes a failing cell for "no hit". Without the lint, the negated twin still catches it."""
    rules = changed(lambda _, rows: rows[1].update(broken_when="age_m < 'A'"))
    monkeypatch.setattr(files, "lint", lambda _: [])
    with pytest.raises(RuleUndecided, match="AGE_TOO_YOUNG"):
        evaluate(rules, GOOD)


def test_many_threads_may_ask_one_file_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda age: evaluate(STANDARD, GOOD | {"age_m": age}).verdict, range(200)))
    assert found == [Verdict.DECLINE] * 12 + [Verdict.APPROVE] * 188
