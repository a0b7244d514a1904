"""From custodians' tables to the graph: what counts, what counts once, what is too late, what is refused."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from puhui.relations.building import Tables, build
from puhui.relations.building.recipe import Recipe, shipped
from puhui.relations.errors import MalformedRecipe, TableUnusable
from puhui.relations.folder import pack, unpack
from puhui.relations.frames import edges_frame
from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind

DAY = date(2026, 6, 30)
ENTERPRISES = pl.DataFrame(
    {
        "uscc": ["A", "B", "C"],
        "name": ["甲", "乙", "丙"],
        "type": ["有限责任公司(自然人投资或控股)"] * 2 + ["个体工商户"],
        "status": ["存续"] * 3,
        "established_on": [date(2020, 1, 1)] * 3,
        "reg_capital_fen": [100, 200, 300],
    }
)


def tables(**held: dict[str, list[dict[str, Any]]]) -> Tables:
    """Tables by source and name from rows; the registry's enterprises are there."""
    frames = {
        source.replace("__", "/"): {
            name: pl.DataFrame(rows, infer_schema_length=None).lazy() for name, rows in of_source.items()
        }
        for source, of_source in held.items()
    }
    frames.setdefault("registry", {})["enterprises"] = ENTERPRISES.lazy()
    return Tables(frames)


def holder(uscc: str, role: str = "shareholder", **more: Any) -> dict[str, Any]:
    row = {
        "uscc": uscc,
        "person_name": None,
        "person_id": None,
        "party_uscc": None,
        "role": role,
        "ratio": None,
        "subscribed_fen": None,
    }
    return row | {"since": date(2020, 1, 1), "until": None} | more


def rows(graph: Graph, kind: EdgeKind, *columns: str) -> list[tuple[Any, ...]]:
    found = edges_frame(graph).filter(pl.col("kind") == kind.value)
    return sorted(found.select("source", "target", *columns).rows(), key=str)


def test_people_companies_and_those_without_an_id() -> None:
    held = [
        holder("A", person_id="P1", person_name="张", ratio=0.6),
        holder("A", party_uscc="B", person_name="乙", ratio=0.4),
        holder("B", person_name="李"),
        holder("C", person_name="李"),
        holder("A", "legal_representative", person_id="P1", person_name="张"),
        holder("A", "guarantor", person_id="P9"),
        holder("A", person_id="P2", since=date(2026, 7, 1)),
    ]
    graph = build(tables(registry={"stakeholders": held}), as_of=DAY)
    assert rows(graph, EdgeKind.HOLDS, "ratio") == [
        ("B", "A", 0.4),
        ("P1", "A", 0.6),
        ("李@B", "B", None),
        ("李@C", "C", None),
    ]
    assert rows(graph, EdgeKind.LEGAL_REP) == [("P1", "A")]
    assert [graph.id(place) for place in graph.subjects] == ["A", "B", "C"]


def test_a_part_that_is_not_said_is_what_was_subscribed() -> None:
    held = [
        holder("A", person_id="P1", subscribed_fen=300),
        holder("A", person_id="P2", subscribed_fen=100),
        holder("A", person_id="P3", subscribed_fen=600, until=date(2022, 1, 1)),
    ]
    graph = build(tables(registry={"stakeholders": held}), as_of=DAY)
    assert rows(graph.now, EdgeKind.HOLDS, "ratio") == [("P1", "A", 0.75), ("P2", "A", 0.25)]


def test_contacts_and_incubators() -> None:
    told = [{"uscc": who, "kind": "address", "value": "一号楼", "since": None, "until": None} for who in "AB"]
    told += [{"uscc": "C", "kind": "phone", "value": "139", "since": date(2027, 1, 1), "until": None}]
    graph = build(tables(registry={"contacts": told, "incubators": [{"value": "一号楼"}]}), as_of=DAY)
    assert rows(graph, EdgeKind.AT_ADDRESS) == [("A", "address:一号楼"), ("B", "address:一号楼")]
    assert rows(graph, EdgeKind.USES_PHONE) == []
    assert dict(zip(graph.nodes["id"], graph.nodes["exempt"], strict=True)) == {
        "A": True,
        "B": True,
        "C": None,
        "address:一号楼": True,
    }


def transfer(payer: str | None, payee: str | None, amount: int, day: date = DAY) -> dict[str, Any]:
    return {"payer": payer, "payee": payee, "on_day": day, "amount_fen": amount, "tag": "trade"}


def test_a_transfer_that_two_banks_know_counts_once() -> None:
    one, other = (
        [transfer("A", "B", 5), transfer("A", "B", 5), transfer("A", "B", 7)],
        [transfer("A", "B", 5), transfer(None, "B", 9)],
    )
    graph = build(tables(bank__a={"transfers": one}, bank__b={"transfers": other}), as_of=DAY)
    assert rows(graph, EdgeKind.PAYS, "amount_fen", "count") == [("A", "B", 17, 3)]


def test_guarantees_of_people_and_companies() -> None:
    row = {"borrower_uscc": "B", "amount_fen": 500, "kind": "joint", "since": date(2025, 1, 1), "until": None}
    held = [
        row | {"guarantor_uscc": "A", "guarantor_person_id": None},
        row | {"guarantor_uscc": None, "guarantor_person_id": "P1"},
    ]
    graph = build(tables(bank__a={"guarantees": held}), as_of=DAY)
    assert rows(graph, EdgeKind.GUARANTEES, "amount_fen", "detail", "origin") == [
        ("A", "B", 500, "joint", "bank/a"),
        ("P1", "B", 500, "joint", "bank/a"),
    ]
    assert graph.nodes.filter(pl.col("id") == "P1")["kind"].item() == "person"


def invoice(uscc: str, number: str, other: str, amount: int, day: date = DAY, status: str = "valid") -> dict[str, Any]:
    return {
        "uscc": uscc,
        "invoice_no": number,
        "issued_on": day,
        "counterparty": other,
        "amount_fen": amount,
        "status": status,
    }


def test_an_invoice_that_both_sides_have_counts_once() -> None:
    sales = [
        invoice("A", "1", "B", 100),
        invoice("A", "2", "B", 50),
        invoice("A", "3", "B", 70, status="void"),
        invoice("A", "4", "X", -30),
    ]
    purchases = [invoice("B", "1", "A", 100), invoice("B", "9", "Z", 40)]
    graph = build(tables(tax={"sales": sales, "purchases": purchases}), as_of=DAY)
    assert rows(graph, EdgeKind.INVOICES, "amount_fen", "count") == [("A", "B", 150, 2), ("Z", "B", 40, 1)]
    assert [graph.id(place) for place in graph.enterprises] == ["A", "B", "C", "Z"]
    assert [graph.id(place) for place in graph.subjects] == ["A", "B", "C"]


def test_what_an_enterprises_invoices_say() -> None:
    sales = [
        invoice("A", "1", "B", 600, date(2026, 6, 29)),
        invoice("A", "2", "B", 200, date(2026, 6, 20)),
        invoice("A", "3", "B", 200, date(2026, 4, 30)),  # the month's end, not the quarter's
        invoice("A", "4", "B", -100, date(2026, 5, 5)),
        invoice("A", "5", "B", 900, date(2026, 5, 5), "void"),
        invoice("A", "6", "B", 900, date(2025, 6, 30)),  # the 366th day
    ]
    graph = build(tables(tax={"sales": sales}), as_of=DAY)
    told = {name: fact.value[0] for name, fact in graph.facts.items()}
    assert told == pytest.approx(
        {
            "rev12_fen": 900,
            "invoices12": 5,
            "void_share12": 0.2,
            "red_share12": 0.1,
            "quarter_end_share12": 0.6,
            "burst_share12": 0.8,
            "voids12": 1,
            "void_value_share12": 900 / 1900,
            "void_size12": 900 / (1000 / 3),
            "void_late_score12": -2.0,  # -0.8 ÷ √(0.8 · 0.2), for a single void
            "void_late_excess12": -0.8,  # none of the void amount, and 800 of 1,000, on the last five days of months
        }
    )
    assert all(fact.source == "tax" for fact in graph.facts.values())


@pytest.mark.parametrize(
    ("again", "lost"),
    [
        (invoice("A", "3", "B", 900, date(2026, 6, 5)), 0.0),  # 31 days later
        (invoice("A", "3", "B", 900, date(2026, 6, 6)), 900 / 1900),  # too late
        (invoice("A", "3", "C", 900, date(2026, 6, 5)), 900 / 1900),  # to another
        (invoice("A", "3", "B", 901, date(2026, 6, 5)), 900 / 1901),  # over another amount
        (invoice("A", "3", "B", 900, date(2026, 5, 4)), 900 / 1900),  # before
    ],
)
def test_a_void_invoice_that_was_issued_anew_is_not_lost(again: dict[str, Any], lost: float) -> None:
    sales = [
        invoice("A", "1", "B", 100, date(2026, 5, 5)),
        invoice("A", "2", "B", 900, date(2026, 5, 5), "void"),
        again,
    ]
    graph = build(tables(tax={"sales": sales}), as_of=DAY)
    assert graph.facts["void_value_share12"].value[0] == pytest.approx(lost)


def test_sessions_are_one_edge_a_day_and_thing() -> None:
    at = [datetime(2026, 6, day, hour, tzinfo=UTC) for day, hour in ((1, 9), (1, 18), (3, 9))]
    told = [
        {"uscc": "A", "device": "d", "ip_block": "10.0", "phone": None, "at": when, "action": "need"} for when in at
    ]
    graph = build(tables(platform={"sessions": told}), as_of=DAY)
    assert rows(graph, EdgeKind.USES_DEVICE, "since", "count") == [
        ("A", "device:d", date(2026, 6, 1), 2),
        ("A", "device:d", date(2026, 6, 3), 1),
    ]
    assert len(rows(graph, EdgeKind.USES_IP)) == 2
    assert rows(graph, EdgeKind.USES_LOGIN_PHONE) == []


def test_facts_come_with_their_source_and_day() -> None:
    graph = build(
        tables(
            social={"insured": [{"uscc": "A", "month": date(2026, m, 1), "insured": m} for m in (4, 5)]},
            court={
                "cases": [
                    {
                        "uscc": "A",
                        "kind": "lawsuit",
                        "role": "defendant",
                        "filed_on": date(2025, 1, 1),
                        "closed_on": None,
                    },
                    {
                        "uscc": "A",
                        "kind": "lawsuit",
                        "role": "plaintiff",
                        "filed_on": date(2025, 1, 1),
                        "closed_on": None,
                    },
                    {
                        "uscc": "A",
                        "kind": "dishonest",
                        "role": "debtor",
                        "filed_on": date(2025, 1, 1),
                        "closed_on": date(2026, 1, 1),
                    },
                    {
                        "uscc": "B",
                        "kind": "dishonest",
                        "role": "debtor",
                        "filed_on": date(2025, 1, 1),
                        "closed_on": None,
                    },
                ]
            },
            bank__a={"loans": [{"uscc": "A", "outstanding_fen": 10, "days_past_due": 95, "state": "overdue"}]},
            bank__b={"loans": [{"uscc": "A", "outstanding_fen": 20, "days_past_due": 0, "state": "active"}]},
            owner={
                "statements": [
                    {"uscc": "A", "period_end": date(y, 12, 31), "net_assets_fen": y} for y in (2024, 2025, 2026)
                ]
            },
        ),
        as_of=DAY,
    )
    told = {name: (fact.value[:3].tolist(), fact.source, fact.as_of) for name, fact in graph.facts.items()}
    nan = pytest.approx(float("nan"), nan_ok=True)
    assert told["insured"] == ([5.0, nan, nan], "social", date(2026, 5, 1))
    assert told["suits"] == ([1.0, 0.0, 0.0], "court", DAY)
    assert told["dishonest"] == ([0.0, 1.0, 0.0], "court", DAY)
    assert told["loan_balance_fen"] == ([30.0, nan, nan], "bank", DAY)
    assert told["defaulted"] == ([1.0, nan, nan], "bank", DAY)
    assert told["net_assets_fen"] == ([2025.0, nan, nan], "owner", date(2025, 12, 31))


def test_tables_of_text_and_empty_columns_do_as_well() -> None:
    held = [
        holder("007", person_id="P1", ratio="0.6", since="2020-01-01"),
        holder("007", party_uscc="B", ratio="0.4", since=None),
    ]
    graph = build(tables(registry={"stakeholders": held}), as_of=DAY)
    assert rows(graph, EdgeKind.HOLDS, "ratio", "since") == [
        ("B", "007", 0.4, None),
        ("P1", "007", 0.6, date(2020, 1, 1)),
    ]


def test_only_what_was_read_is_covered() -> None:
    graph = build(
        tables(registry={"contacts": [{"uscc": "A", "kind": "phone", "value": "1", "since": None, "until": None}]}),
        as_of=DAY,
    )
    assert EdgeKind.USES_PHONE in graph.covers
    assert not {EdgeKind.HOLDS, EdgeKind.GUARANTEES, EdgeKind.PAYS} & graph.covers
    assert unpack(pack(graph)).covers == graph.covers


def test_tables_are_refused_by_name() -> None:
    with pytest.raises(TableUnusable, match="social/insured is unusable: it has no column month"):
        tables(social={"insured": [{"uscc": "A", "insured": 3}]})
    with pytest.raises(TableUnusable, match="no such source"):
        tables(police={"insured": [{"uscc": "A"}]})
    with pytest.raises(TableUnusable, match="registry/enterprises"):
        build(Tables({}), as_of=DAY)


RECIPE = shipped("smesd")


@pytest.mark.parametrize(
    "broken",
    [
        b"{",
        b"[]",
        RECIPE.replace(b"recipe/1", b"recipe/2"),
        RECIPE.replace(b'"branch"', b'"twig"'),
        RECIPE.replace(b'"type": "edge_type",', b""),
    ],
)
def test_a_recipe_that_breaks_its_format_is_refused(broken: bytes) -> None:
    with pytest.raises(MalformedRecipe):
        Recipe.parse(broken)


def small() -> dict[str, pl.DataFrame]:
    firms = {"firm": [0, 1, 2], "in_train": [True, True, False], "in_validate": [False, False, True]}
    money = {"register_capital": [10.0, 20.0, 30.0], "paid_capital": [10.0, 0.0, 30.0]}
    return {
        "nodes": pl.DataFrame({"node": [0, 1, 2, 9], "kind": ["firm", "firm", "firm", "person"]}),
        "firms": pl.DataFrame(firms | money),
        "edges": pl.DataFrame(
            {
                "graph": ["train", "train", "train", "train", "validate"],
                "source": [9, 1, 9, 9, 9],
                "target": [1, 9, 1, 1, 2],
                "edge_type": [8, 9, 8, 1, 8],
                "weight": [30.0, 30.0, 10.0, 1.0, 5.0],
            }
        ),
        "lawsuits": pl.DataFrame(
            {"firm": [0, 0, 2], "result": [3, 0, 3], "cause_type": [0, 1, 1], "court_type": [0, 0, 0]}
        ),
    }


def test_a_recipe_makes_a_graph_of_foreign_tables() -> None:
    graph = Recipe.parse(RECIPE).build(small(), chosen={"graph": "train"})
    assert rows(graph, EdgeKind.HOLDS, "amount_fen", "ratio") == [
        ("9", "1", 10_000_000, 0.25),
        ("9", "1", 30_000_000, 0.75),
    ]
    assert rows(graph, EdgeKind.LEGAL_REP) == [("9", "1")]
    assert [graph.id(place) for place in graph.subjects] == ["0", "1"]
    assert graph.fact("suits").tolist() == [1.0, 0.0, 0.0]
    assert graph.fact("suits_cause_1").tolist() == [1.0, 0.0, 0.0]
    assert EdgeKind.GUARANTEES not in graph.covers


def test_a_recipes_choice_must_be_made() -> None:
    with pytest.raises(MalformedRecipe, match="graph=train or validate"):
        Recipe.parse(RECIPE).build(small(), chosen={})
    with pytest.raises(TableUnusable, match="lawsuits"):
        Recipe.parse(RECIPE).build(
            {name: table for name, table in small().items() if name != "lawsuits"}, chosen={"graph": "train"}
        )
