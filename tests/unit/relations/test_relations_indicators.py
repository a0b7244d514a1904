"""Indicators of relations: by hand, with their definitions, absent where nobody looked."""

import json
from datetime import date

import polars as pl
import pytest

from puhui.relations.frames import graph_of
from puhui.relations.graph import Fact, Graph
from puhui.relations.indicators import DEFINITIONS, definitions_file, indicators
from puhui.relations.model import EdgeKind
from puhui.relations.sketch import sketch


def of(graph: Graph, enterprise: str = "A") -> dict[str, float | None]:
    return indicators(graph).row(by_predicate=pl.col("enterprise") == enterprise, named=True)


def test_the_definitions_are_a_family_of_indicators() -> None:
    raw = json.loads(definitions_file())
    assert (raw["format"], raw["source"]) == ("puhui-indicators/1", "relations")
    assert len(DEFINITIONS) == len(raw["indicators"])
    for item in raw["indicators"]:
        assert item["axis"] == "relations"
        assert item["direction"] in ("higher", "lower", "neither")
        assert item["label"]["zh"]
        assert item["label"]["en"]
        assert {EdgeKind(kind) for kind in item["reads"]}


def test_credit_reads_the_definitions_as_they_are() -> None:
    from puhui.credit.indicators.definitions import parse_definitions

    assert list(parse_definitions(definitions_file())) == list(DEFINITIONS)


def test_columns_are_the_definitions_in_order() -> None:
    table = indicators(sketch("P1 holds A 0.5"))
    assert table.columns == ["enterprise", "as_of", *DEFINITIONS]
    assert table["as_of"].to_list() == [date(2026, 6, 30)]


def test_holders_and_people() -> None:
    told = of(
        sketch(
            "P1 holds A 0.5",
            "P1 holds A 0.1",
            "B holds A 0.3",
            "P1 legal_rep A",
            "P2 executive A",
            "P2 director A",
            "A holds C 0.1",
        )
    )
    wanted = {
        "rel_holders_person": 1, "rel_holders_company": 1, "rel_holdings": 1, "rel_top_holder_share": 0.5,
        "rel_reps": 1, "rel_people": 2,
        "rel_rep_holds": 1, "rel_rep_executes": 0, "rel_executives": 1, "rel_executives_hold": 0, "rel_directors": 1,
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == pytest.approx(wanted)
    assert told["rel_holder_hhi"] == pytest.approx(0.25 + 0.01 + 0.09)


def test_risk_flows_along_links_by_their_weight() -> None:
    graph = sketch(
        "P1 holds A 0.5", "P1 legal_rep B", "A holds C 0.3", "D holds C 0.2",
        facts={"suits": {"A": 9, "B": 2, "C": 4, "D": 1}, "dishonest": {"B": 1, "C": 0, "D": 1}},
    )  # fmt: skip
    told = of(graph)
    wanted = {
        "rel_linked_direct": 1, "rel_linked_by_people": 1, "rel_linked": 2, "rel_linked_2": 3, "rel_neighbour_suits": 6,
        "rel_neighbour_suits_direct": 4, "rel_neighbours_sued": 2, "rel_neighbours_sued_share": 1,
        "rel_neighbour_suits_weighted": 0.5 * 2 + 0.3 * 4,
        "rel_neighbours_dishonest": 1, "rel_neighbours_dishonest_2": 2, "rel_neighbours_dishonest_weighted": 0.5,
        "rel_group_size": 3,
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == pytest.approx(wanted)


def test_siblings_and_shared_contacts() -> None:
    graph = sketch(
        "P1 holds A 0.5", "P1 holds B 0.5", "A uses_phone 139", "B uses_phone 139", "C uses_phone 139",
        nodes={"A": {"status": "存续"}, "B": {"status": "吊销"}},
    )  # fmt: skip
    told = of(graph)
    assert (told["rel_sibling_revoked"], told["rel_neighbours_revoked"], told["rel_phone_firms"]) == (1, 1, 3)


def test_guarantees_and_flows() -> None:
    graph = sketch(
        "A guarantees B 60", "A guarantees B 20", "C guarantees A 5", "A holds D 0.5",
        "D pays A 30 on 2026-06-01", "B pays A 10 on 2026-06-02",
        facts={"net_assets_fen": {"A": 100.0}},
    )  # fmt: skip
    told = of(graph)
    wanted = {
        "rel_guarantees_given": 1, "rel_guaranteed_given_fen": 80, "rel_guarantees_received": 1,
        "rel_guarantee_net_assets": 0.8,
        "rel_related_inflow_share": 0.75,
    }  # fmt: skip
    assert {name: told[name] for name in wanted} == pytest.approx(wanted)


def test_what_nobody_read_has_no_value() -> None:
    nodes = pl.DataFrame({"id": ["A"], "kind": ["enterprise"]})
    edges = pl.DataFrame(schema={"source": pl.String, "target": pl.String, "kind": pl.String})
    graph = graph_of(nodes, edges, as_of=date(2026, 6, 30), covers=[EdgeKind.HOLDS, EdgeKind.LEGAL_REP])
    told = of(graph)
    assert told["rel_holders_person"] == 0
    assert told["rel_linked"] == 0
    assert [
        told[name] for name in ("rel_guarantees_given", "rel_buyers", "rel_phone_firms", "rel_neighbour_suits")
    ] == [None] * 4


def test_a_fact_that_nobody_told_is_no_good_news() -> None:
    graph = sketch("P1 holds A 0.5", "P1 holds B 0.5")
    known = Graph(
        graph.nodes, graph.edges, graph.as_of, graph.words, {"suits": Fact(graph.fact("suits"), "court", graph.as_of)}
    )
    assert of(known)["rel_neighbour_suits"] is None
