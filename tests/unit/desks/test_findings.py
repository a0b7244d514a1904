"""Findings that custodians answer, as the portrait shows them: whole, or not at all."""

import json
from datetime import date
from typing import Any

import pytest

from puhui.credit.indicator import DOCUMENT, Cause, Indicator, IndicatorSet
from puhui.desks.findings import findings_documents
from puhui.desks.localising import localised
from puhui.desks.scoring import Collected, first_known, indicator_documents
from puhui.exchange.fields import FINDINGS
from puhui.kernel import Language, Text
from puhui.market import build_facts

DAY = date(2026, 6, 30)
FOUND: dict[str, Any] = {
    "code": "SHELL",
    "title": {"zh": "疑似空壳", "en": "looks like a shell"},
    "text": {"zh": "无人参保。", "en": "Nobody is insured."},
    "severity": "warn",
    "subjects": ["A"],
    "as_of": "2026-06-30",
    "thresholds": "2026.1",
    "measures": {},
    "evidence": [
        {
            "name": "insured",
            "label": {"zh": "参保人数", "en": "insured"},
            "value": 0,
            "unit": "count",
            "source": "social",
            "as_of": "2026-06-30",
            "threshold": 0,
            "mark": "J",
        }
    ],
    "subgraph": {
        "nodes": [
            {"id": "A", "kind": "enterprise", "name": "甲", "status": "存续"},
            {"id": "P", "kind": "person", "name": None, "status": None},
        ],
        "edges": [
            {
                "source": "P",
                "target": "A",
                "kind": "legal_rep",
                "ratio": None,
                "amount_fen": None,
                "count": 1,
                "since": "2026-01-02",
                "until": None,
                "origin": "registry",
                "confidence": 1.0,
            }
        ],
        "cut": False,
    },
}


def collected(value: str | None, *others: Indicator) -> Collected:
    cause = Cause.GRANTED if value is not None else Cause.NO_RECORD
    document = Indicator(FINDINGS, value, DOCUMENT, "relations", DAY, 1.0 if value is not None else 0.0, cause)
    return Collected("relations", "registry", Text(zh="关联", en="relations"), IndicatorSet((document, *others)), cause)


def test_a_finding_is_shown_with_its_evidence_and_its_picture() -> None:
    told = findings_documents([collected(json.dumps([FOUND]))])
    (shown,) = localised(told, Language.EN)
    assert (shown["code"], shown["title"], shown["severity"]) == ("SHELL", "looks like a shell", "warn")
    assert (shown["custodian"], shown["found_by"]) == ("registry", "relations")
    assert [(item["label"], item["value"], item["threshold"]) for item in shown["evidence"]] == [("insured", 0.0, 0.0)]
    assert [(node["id"], node["name"], node["subject"]) for node in shown["subgraph"]["nodes"]] == [
        ("A", "甲", True),
        ("P", "", False),
    ]
    assert shown["subgraph"]["edges"][0]["since"] == "2026-01-02"


def test_evidence_that_is_no_number_stands_as_text() -> None:
    found = FOUND | {"evidence": [FOUND["evidence"][0] | {"value": "存续"}]}
    item = findings_documents([collected(json.dumps([found]))])[0]["evidence"][0]
    assert (item["value"], item["text"]) == (None, "存续")


@pytest.mark.parametrize(
    "told",
    [
        "not JSON",
        "{}",
        json.dumps([FOUND | {"severity": "hanging"}]),
        json.dumps([FOUND | {"evidence": []}]),
        json.dumps([FOUND | {"text": {"zh": "长" * 5_000, "en": ""}}]),
        json.dumps([FOUND] * 101),
    ],
    ids=["no JSON", "no list", "severity", "bare", "endless", "too many"],
)
def test_what_is_no_list_of_findings_is_not_shown(told: str) -> None:
    assert findings_documents([collected(told)]) == []


def test_a_source_that_found_nothing_or_did_not_answer_shows_nothing() -> None:
    assert findings_documents([collected("[]"), collected(None)]) == []


def test_a_document_is_neither_an_indicator_nor_a_fact() -> None:
    count = Indicator("rel_firms", 3, "count", "relations", DAY, 1.0, Cause.GRANTED)
    part = collected(json.dumps([FOUND]), count)
    assert [item["name"] for item in indicator_documents([part])] == ["rel_firms"]
    assert set(build_facts([part.indicators])) == {"rel_firms"}


def test_of_two_banks_the_graver_finding_stands_and_of_other_values_the_first() -> None:
    def bank(name: str, circles: float | None, given: float) -> Collected:
        cause = Cause.GRANTED if circles is not None else Cause.NO_RECORD
        held = IndicatorSet(
            (
                Indicator("rel_circle_rank", circles, "rank", "relations", DAY, 1.0, cause),
                Indicator("rel_guarantees_given", given, "count", "relations", DAY, 1.0, Cause.GRANTED),
            )
        )
        return Collected("relations", name, Text(zh=name, en=name), held, cause)

    banks = [bank("bank-a", 0.0, 1.0), bank("bank-b", 3.0, 2.0), bank("bank-c", None, 4.0)]
    for order in (banks, banks[::-1]):
        stands = first_known(order)
        facts = build_facts([one.indicators for one in order])
        assert stands["rel_circle_rank"].value == 3.0
        assert facts["rel_circle_rank"].value == "3"
        assert stands["rel_guarantees_given"].value == order[0].indicators.value("rel_guarantees_given")
