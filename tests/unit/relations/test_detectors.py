"""Every detector by one table: what it finds, how grave, and what it leaves alone."""

import json
from datetime import date
from typing import Any

import pytest

from puhui.kernel import Text
from puhui.relations.detectors import REGISTRY, Registry, Rule, find
from puhui.relations.errors import DetectorTwice, DetectorUnknown
from puhui.relations.findings import Evidence, Finding, FindingBare, Severity, Subgraph
from puhui.relations.reading import read_findings
from puhui.relations.sketch import sketch
from puhui.relations.thresholds import THRESHOLDS

FIRMS = [f"F{n}" for n in range(12)]
LOOP = ["A invoices B 100 on 2026-06-01", "B invoices C 100 on 2026-06-05", "C invoices A 100 on 2026-06-09"]
SECOND = [line.replace("06-", "04-") for line in LOOP]
OLD = "369801195503040019"  # born 1955-03-04, of province 36
YOUNG = "369801199003040019"
AWAY = "110101199003040011"
CHANGE = ["P1 legal_rep A since 2020-01-01 until 2026-05-10", f"{YOUNG} legal_rep A since 2026-05-10"]
DESK = [f"{who} uses_device d on 2026-06-{day:02}" for who, day in zip("ABC", (1, 12, 30), strict=True)]
SHELLS = [f"{who} at_address hall" for who in FIRMS] + [f"P1 legal_rep {who}" for who in FIRMS[:6]]
UNPAID = {"reg_capital_fen": 2_000_000_000, "paid_capital_fen": 0}
STAR = [f"A guarantees {who} 100" for who in "BCDEF"]
SOLD = ["A invoices B 5 on 2026-06-01"]
EMPTY = {"insured": {"F0": 0.0}, "rev12_fen": {"F0": 1e9}}


BUNCHED = {"voids12": 8, "void_value_share12": 0.2, "void_late_excess12": 0.5, "void_late_score12": 4.0}
BUNCHED |= {"void_size12": 1.0}


def voided(invoices: int, share: float, **shape: float) -> dict[str, Any]:
    told = {"invoices12": invoices, "void_share12": share} | shape
    return {"facts": {name: {"A": value} for name, value in told.items()}}


# name, code, sentences, what `sketch` takes more, {subjects: severity}
CASES: list[tuple[str, str, list[str], dict[str, Any], dict[tuple[str, ...], str]]] = [
    (
        "a heavy loop", "LOOP", LOOP,
        {"facts": {"rev12_fen": {"A": 300, "B": 9000, "C": 9000}}}, {("A", "B", "C"): "warn"},
    ),
    ("a light loop", "LOOP", LOOP, {"facts": {"rev12_fen": {"A": 1100, "B": 9000, "C": 9000}}}, {}),
    (
        "a loop twice", "LOOP", LOOP + SECOND,
        {"facts": {"rev12_fen": {"A": 600, "B": 9000}}}, {("A", "B", "C"): "critical"},
    ),
    ("a loop of others' revenue", "LOOP", LOOP, {}, {}),
    ("an old loop", "LOOP", [line.replace("2026", "2024") for line in LOOP], {"facts": {"rev12_fen": {"A": 300}}}, {}),
    (
        "a loop of payments", "LOOP", [line.replace("invoices", "pays") for line in LOOP],
        {"facts": {"rev12_fen": {"A": 300}}}, {("A", "B", "C"): "warn"},
    ),
    ("three on a device", "ACCESS", DESK, {}, {("A", "B", "C"): "warn"}),
    ("not within 30 days", "ACCESS", [*DESK[1:], "A uses_device d on 2026-05-30"], {}, {}),
    (
        "one group's desk", "ACCESS", [*DESK, *(f"P1 holds {who} 0.9" for who in "ABC")], {}, {("A", "B", "C"): "note"},
    ),
    ("two on a device", "ACCESS", DESK[:2], {}, {}),
    ("six on a device", "ACCESS", [f"{who} uses_device d on 2026-06-01" for who in "ABCDEF"], {},
     {tuple("ABCDEF"): "critical"}),
    ("an agent's desk", "ACCESS", [*DESK, *(f"{who} uses_agent books" for who in "ABC")], {},
     {("A", "B", "C"): "note"}),
    ("a director's desk", "ACCESS", [*DESK, *(f"P1 director {who}" for who in "BC")], {}, {("A", "B", "C"): "note"}),
    ("a counter in a hall", "ACCESS", [*DESK, "D uses_device d on 2026-01-05"], {}, {("A", "B", "C"): "note"}),
    ("an office building's net", "ACCESS", [line.replace("device", "ip") for line in DESK], {},
     {("A", "B", "C"): "note"}),
    ("a change", "CHANGE", CHANGE, {"persons": (YOUNG,)}, {("A",): "note"}),
    ("the first representative", "CHANGE", CHANGE[1:], {"persons": (YOUNG,)}, {}),
    ("an old change", "CHANGE", CHANGE, {"persons": (YOUNG,), "as_of": "2026-09-30"}, {}),
    (
        "a change to the old", "CHANGE", [CHANGE[0], CHANGE[1].replace(YOUNG, OLD)],
        {"persons": (OLD,)}, {("A",): "warn"},
    ),
    (
        "a change to another province", "CHANGE", [CHANGE[0], CHANGE[1].replace(YOUNG, AWAY)],
        {"persons": (AWAY,), "nodes": {"A": {"region_code": "369801"}}}, {("A",): "warn"},
    ),
    (
        "a change with the shares, to the old", "CHANGE",
        [
            CHANGE[0], CHANGE[1].replace(YOUNG, OLD),
            "P1 holds A 0.8 since 2020-01-01 until 2026-05-11", f"{OLD} holds A 0.8 since 2026-05-11",
        ],
        {"persons": (OLD,)}, {("A",): "critical"},
    ),
    (
        "an empty firm among many", "SHELL", SHELLS, {"facts": EMPTY}, {("F0",): "critical"},
    ),
    (
        "the same at an incubator", "SHELL", SHELLS,
        {"facts": EMPTY, "nodes": {"hall": {"exempt": True}}}, {("F0",): "warn"},
    ),
    ("a crowd alone", "SHELL", SHELLS, {}, {}),
    ("an empty firm alone", "SHELL", ["P1 legal_rep F0"], {"facts": EMPTY}, {}),
    ("insured staff", "SHELL", SHELLS, {"facts": EMPTY | {"insured": {"F0": 3.0}}}, {}),
    (
        "a shell that is gone", "SHELL", SHELLS, {"facts": EMPTY, "nodes": {"F0": {"status": "注销"}}}, {},
    ),
    (
        "founded in a row, capital unpaid", "SHELL", [f"P1 legal_rep F{n}" for n in range(6)],
        {
            "nodes": {
                f"F{n}": {"established_on": date(2026, 1 + n % 3, 5), **(UNPAID if n == 0 else {})}
                for n in range(6)
            }
        },
        {("F0",): "warn"},
    ),
    ("many void", "INVOICE", SOLD, voided(40, 0.12), {("A",): "note"}),
    ("nearly all void, on any day", "INVOICE", SOLD, voided(40, 0.6), {("A",): "note"}),
    ("many void at month ends", "INVOICE", SOLD, voided(40, 0.25, **BUNCHED), {("A",): "warn"}),
    ("few, but large and at month ends", "INVOICE", SOLD, voided(99, 0.09, **BUNCHED | {"void_size12": 3.0}),
     {("A",): "critical"}),
    ("large, but on any day", "INVOICE", SOLD, voided(40, 0.2, **BUNCHED | {"void_late_excess12": 0.1}),
     {("A",): "note"}),
    ("at month ends, but issued anew", "INVOICE", SOLD, voided(40, 0.2, **BUNCHED | {"void_value_share12": 0.02}),
     {("A",): "note"}),
    ("a handful at month ends", "INVOICE", SOLD, voided(40, 0.2, **BUNCHED | {"voids12": 7}), {("A",): "note"}),
    ("as many at month ends as chance may put there", "INVOICE", SOLD,
     voided(40, 0.2, **BUNCHED | {"void_late_score12": 3}),
     {("A",): "note"}),
    ("few invoices", "INVOICE", SOLD, voided(4, 0.5, **BUNCHED), {}),
    ("just as many as allowed", "INVOICE", SOLD, voided(40, 0.1), {}),
    (
        "money from one's own", "RELATED_FLOW",
        ["A holds B 0.6", "A pays B 60 on 2026-06-01", "C pays B 50 on 2026-06-02"], {}, {("B",): "warn"},
    ),
    (
        "money from customers", "RELATED_FLOW",
        ["A holds B 0.6", "A pays B 50 on 2026-06-01", "C pays B 60 on 2026-06-02"], {}, {},
    ),
    (
        "a dense circle", "CIRCLE", [f"{a} guarantees {b} 100" for a in "ABC" for b in "ABC" if a != b], {},
        {("A", "B", "C"): "warn"},
    ),
    ("a ring of three", "CIRCLE", [f"{a} guarantees {b} 100" for a, b in ("AB", "BC", "CA")], {},
     {("A", "B", "C"): "warn"}),
    ("a ring, and a parent that hangs on", "CIRCLE",
     [*(f"{a} guarantees {b} 9" for a, b in ("XY", "YZ", "ZX", "AX")), *STAR],
     {}, {("X", "Y", "Z"): "warn"}),
    ("a parent of many", "CIRCLE", STAR, {}, {}),
    ("a parent of many", "CHAIN", STAR, {}, {tuple("ABCDEF"): "note"}),
    ("a parent of many that cannot pay", "CHAIN", STAR, {"facts": {"net_assets_fen": {"A": 100}}},
     {tuple("ABCDEF"): "critical"}),
    ("one guarantee", "CIRCLE", ["A guarantees B 100"], {}, {}),
    ("one guarantee, called", "CHAIN", ["A guarantees B 100"], {"facts": {"defaulted": {"B": 1}}},
     {("A", "B"): "critical"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "sentences", "more", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_found(
    code: str, sentences: list[str], more: dict[str, Any], found: dict[tuple[str, ...], str]
) -> None:
    findings = find(sketch(*sentences, **more), codes=[code])
    assert {one.subjects: one.severity.value for one in findings} == found
    for one in findings:
        document = one.as_dict()
        assert json.loads(json.dumps(document, allow_nan=False)) == document
        assert document["text"]["zh"] != document["text"]["en"]
        assert "{" not in document["text"]["zh"] + document["text"]["en"]
        assert document["evidence"]
        assert document["subgraph"]["edges"]
        assert all(item["source"] and item["as_of"] for item in document["evidence"])


def test_the_portrait_reads_every_finding() -> None:
    found = [one.as_dict() for case in CASES for one in find(sketch(*case[2], **case[3]), codes=[case[1]])]
    for start in range(0, len(found), 100):
        assert len(read_findings(json.dumps(found[start : start + 100]))) > 0


def test_every_rule_has_a_case() -> None:
    assert {case[1] for case in CASES if case[4]} == {rule.code for rule in REGISTRY.rules()}


def test_what_a_loop_pretends_is_told_per_member() -> None:
    (found,) = find(sketch(*LOOP, *SECOND, facts={"rev12_fen": {"A": 600}}), codes=["LOOP"])
    assert found.measures == {"loops": 2, "deduct_fen.A": 200, "deduct_fen.B": 200, "deduct_fen.C": 200}


def test_a_payment_loop_is_deducted_from_who_was_paid() -> None:
    trades = ["A pays B 100 on 2026-06-01", "B pays C 95 on 2026-06-05", "C pays A 105 on 2026-06-09"]
    (found,) = find(sketch(*trades, facts={"rev12_fen": {"A": 200}}), codes=["LOOP"])
    assert [found.measures[f"deduct_fen.{who}"] for who in "ABC"] == [105, 100, 95]


def test_clients_of_one_agent_share_its_phone_and_are_no_web() -> None:
    phone = [f"{who} uses_phone 1" for who in FIRMS[:6]]
    founded = {who: {"established_on": date(2026, 1, 5)} for who in FIRMS[:6]}
    one = [f"P1 legal_rep {who}" for who in FIRMS[:2]]
    shell: dict[str, Any] = {"facts": EMPTY, "nodes": founded}
    assert [found.subjects for found in find(sketch(*phone, *one, **shell), codes=["SHELL"])] == [("F0",)]
    agent = [f"{who} uses_agent books" for who in FIRMS[:6]]
    assert find(sketch(*phone, *one, *agent, **shell), codes=["SHELL"]) == []


def test_thresholds_of_ones_own_are_used_and_named() -> None:
    graph = sketch(*DESK[:2])
    (found,) = find(graph, codes=["ACCESS"], thresholds=THRESHOLDS.changed({"access_firms_min": 2}))
    assert (found.thresholds, found.evidence[0].threshold, found.evidence[0].mark) == ("2026.3+own", 2, "J")


def test_every_shell_signal_is_shown_with_its_weight() -> None:
    (found,) = find(sketch(*SHELLS, facts=EMPTY), codes=["SHELL"])
    assert [item.name for item in found.evidence] == ["uninsured", "address", "web"]
    assert found.measures["score"] == pytest.approx(
        sum(value for name, value in found.measures.items() if name != "score")
    )


def test_the_registry_refuses_duplicates() -> None:
    registry = Registry()
    rule = Rule("X", Text(zh="甲", en="a"), lambda graph, thresholds: [])
    registry.register(rule)
    with pytest.raises(DetectorTwice):
        registry.register(rule)
    with pytest.raises(DetectorUnknown):
        find(sketch("A trades B"), codes=["NO_SUCH"])


def test_a_bare_flag_cannot_be_made() -> None:
    text = Text(zh="甲", en="a")
    said = Evidence("x", text, 1, "count", "registry", None)
    part = Subgraph(({"id": "A"},), ())
    for subjects, evidence, where in (((), (said,), part), (("A",), (), part), (("A",), (said,), Subgraph((), ()))):
        with pytest.raises(FindingBare):
            Finding("X", text, text, Severity.NOTE, subjects, evidence, where, date(2026, 6, 30), "1")
