"""What of a finding leaves a custodian for one enterprise, on graphs that a person can check by hand."""

from typing import Any

from puhui.relations import disclosed, find
from puhui.relations.detectors import Registry, Rule
from puhui.relations.detectors import find as run
from puhui.relations.findings import Finding
from puhui.relations.graph import Graph
from puhui.relations.sketch import sketch
from puhui.relations.thresholds import Thresholds

LOOP = ["A invoices B 100 on 2026-06-01", "B invoices C 98 on 2026-06-05", "C invoices A 102 on 2026-06-09"]
CIRCLE = sketch(*(f"{a} guarantees {b} 900" for a in "ABC" for b in "ABC" if a != b))
REVENUE = {"rev12_fen": {"A": 200, "B": 250, "C": 900}}


def test_a_loops_member_is_told_its_own_part_and_of_the_others_that_they_are_in_it() -> None:
    (found,) = find(sketch(*LOOP, facts=REVENUE), codes=["LOOP"])
    for who, share in (("A", 0.5), ("C", 0.1133)):
        told = disclosed(found, who)
        assert told["subjects"] == ["A", "B", "C"]
        values = {item["name"]: item["value"] for item in told["evidence"]}
        assert values.pop(f"loop_share.{who}") == share
        assert set(values) == {"loop_span_d", "loop_last_on"}
        assert "%" not in told["text"]["en"]
        known = [(edge["amount_fen"], edge["since"]) for edge in told["subgraph"]["edges"]]
        assert known.count((None, None)) == 1


def test_who_is_alone_in_a_finding_is_told_all_of_it() -> None:
    graph = sketch("A invoices B 100 on 2026-06-01", facts={"invoices12": {"A": 40}, "void_share12": {"A": 0.3}})
    (found,) = find(graph, codes=["INVOICE"])
    told = disclosed(found, "A")
    whole = found.as_dict()
    assert {name: told[name] for name in ("text", "evidence", "subgraph")} == {
        name: whole[name] for name in ("text", "evidence", "subgraph")
    }


def test_of_five_in_a_circle_the_money_of_all_is_told_and_of_the_worst_only_to_the_worst() -> None:
    names = "ABCDE"
    pairs = zip(names, names[1:] + names[0], strict=True)
    graph = sketch(*(f"{a} guarantees {b} 100" for a, b in pairs), facts={"net_assets_fen": {"A": 50.0}})
    (found,) = find(graph, codes=["CIRCLE"])
    to_worst, to_other = (disclosed(found, who) for who in "AB")
    names_told = [{item["name"] for item in told["evidence"]} for told in (to_worst, to_other)]
    assert names_told[0] - names_told[1] == {"guarantee_net_assets"}
    assert "exposure_fen" in names_told[1]
    assert to_worst["text"]["zh"] == found.text.zh
    assert "元" not in to_other["text"]["zh"]


def test_people_and_things_have_numbers_and_things_have_no_names() -> None:
    (found,) = find(sketch(*(f"{who} uses_device d on 2026-06-0{day}" for day, who in enumerate("ABC", 1))))
    told = disclosed(found, "A")
    assert [(node["id"], node["name"]) for node in told["subgraph"]["nodes"] if node["kind"] == "device"] == [("1", "")]
    assert {edge["target"] for edge in told["subgraph"]["edges"]} == {"1"}
    assert [edge["since"] for edge in told["subgraph"]["edges"]] == ["2026-06-01", None, None]


def test_two_codes_of_one_detector_are_one_search() -> None:
    searches = []

    def both(graph: Graph, thresholds: Thresholds) -> list[Finding]:
        searches.append(graph)
        return [one for code in ("CIRCLE", "CHAIN") for one in find(graph, codes=[code], thresholds=thresholds)]

    rules: Any = Registry()
    for rule in ("CIRCLE", "CHAIN"):
        rules.register(Rule(rule, find(CIRCLE)[0].title, both))
    assert [one.code for one in run(CIRCLE, registry=rules)] == ["CIRCLE"]
    assert len(searches) == 1
    assert run(CIRCLE, codes=["CHAIN"], registry=rules) == []
