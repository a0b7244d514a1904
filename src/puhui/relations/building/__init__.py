"""From custodians' tables to the graph. What a source did not give is not there; nothing later than `as_of` is.

>>> since = date(2020, 1, 1)
>>> enterprises = {"uscc": ["A", "B"], "name": ["甲", "乙"], "status": ["存续"] * 2, "established_on": [since] * 2}
>>> holders = {"uscc": ["A"], "person_name": ["乙"], "person_id": [None], "party_uscc": ["B"], "role": ["shareholder"]}
>>> holders |= {"ratio": [0.4], "since": [since], "until": [None]}
>>> registry = {"enterprises": pl.LazyFrame(enterprises), "stakeholders": pl.LazyFrame(holders)}
>>> tables = Tables({"registry": registry})
>>> graph = build(tables, as_of=date(2026, 6, 30))
>>> graph.size, EdgeKind.HOLDS in graph.covers, EdgeKind.GUARANTEES in graph.covers
((2, 1), True, False)
"""

from datetime import date

import polars as pl

from puhui.kernel import Text
from puhui.relations.building import bank, facts, platform, registry, tax
from puhui.relations.building.tables import COLUMNS, Tables
from puhui.relations.errors import TableUnusable
from puhui.relations.frames import EDGES, NODES, graph_of, shaped
from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind, NodeKind


def build(tables: Tables, *, as_of: date) -> Graph:
    """The graph of the tables; the registry's enterprises are its subjects. Raises `TableUnusable`."""
    if not tables.has("registry", "enterprises"):
        raise TableUnusable(
            table="registry/enterprises", reason=Text(zh="它不存在", en="it is not there"), stage="relations.building"
        )
    try:
        return _build(tables, as_of)
    except pl.exceptions.PolarsError as reason:
        raise TableUnusable(table="", reason=str(reason).splitlines()[0], stage="relations.building") from None


def _build(tables: Tables, as_of: date) -> Graph:
    nodes = [registry.enterprises(tables)]
    edges: list[pl.DataFrame] = []
    covers: set[EdgeKind] = set()
    if tables.has("registry", "stakeholders"):
        _take(registry.stakeholders(tables, as_of), nodes, edges)
        covers |= {EdgeKind.HOLDS, EdgeKind.LEGAL_REP, EdgeKind.DIRECTOR, EdgeKind.SUPERVISOR, EdgeKind.EXECUTIVE}
        covers |= {EdgeKind.CONTROLS}
    if tables.has("registry", "contacts"):
        _take(registry.contacts(tables, as_of), nodes, edges)
        covers |= {EdgeKind.AT_ADDRESS, EdgeKind.USES_PHONE, EdgeKind.USES_EMAIL, EdgeKind.USES_AGENT}
    if tables.has("bank", "guarantees"):
        given = bank.guarantees(tables, as_of)
        people = given.filter("person").select(
            pl.col("source").alias("id"), pl.lit(NodeKind.PERSON.value).alias("kind")
        )
        _take((people.unique(maintain_order=True), shaped(given, EDGES, "guarantees")), nodes, edges)
        covers.add(EdgeKind.GUARANTEES)
    if tables.has("bank", "transfers"):
        edges.append(bank.transfers(tables, as_of))
        covers.add(EdgeKind.PAYS)
    if tables.has("tax", "sales") or tables.has("tax", "purchases"):
        edges.append(tax.invoices(tables, as_of))
        covers.add(EdgeKind.INVOICES)
    if tables.has("platform", "sessions"):
        _take(platform.sessions(tables, as_of), nodes, edges)
        covers |= {EdgeKind.USES_DEVICE, EdgeKind.USES_IP, EdgeKind.USES_LOGIN_PHONE}
    all_edges = pl.concat(edges) if edges else pl.DataFrame(schema=dict(EDGES))
    all_nodes = _with_outsiders(pl.concat(nodes).unique("id", keep="first", maintain_order=True), all_edges)
    all_nodes = _with_exempt(all_nodes, all_edges)
    return graph_of(all_nodes, all_edges, as_of=as_of, facts=facts.facts(tables, all_nodes, as_of), covers=covers)


def _take(found: tuple[pl.DataFrame, pl.DataFrame], nodes: list[pl.DataFrame], edges: list[pl.DataFrame]) -> None:
    nodes.append(shaped(found[0], NODES, "nodes"))
    edges.append(found[1])


def _with_outsiders(nodes: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """The nodes, those companies too that are known from an edge only, and marked so: they are no subjects."""
    ends = pl.concat([edges["source"], edges["target"]]).unique(maintain_order=True)
    missing = pl.DataFrame({"id": ends}).join(nodes.select("id"), on="id", how="anti", maintain_order="left")
    added = shaped(missing.with_columns(pl.lit(NodeKind.ENTERPRISE.value).alias("kind")), NODES, "nodes")
    together = pl.concat([nodes, added])
    known = (pl.col("kind") == NodeKind.ENTERPRISE.value) & pl.col("outside").is_null()
    return together.with_columns(pl.when(known).then(True).otherwise(pl.col("outside")).alias("outside"))


def _with_exempt(nodes: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """Mark the enterprises that sit at a registered incubator."""
    places = nodes.filter(pl.col("exempt").fill_null(False) & (pl.col("kind") == NodeKind.ADDRESS.value))["id"]
    if places.is_empty():
        return nodes
    at = edges.filter((pl.col("kind") == EdgeKind.AT_ADDRESS.value) & pl.col("target").is_in(places.to_list()))[
        "source"
    ]
    sits = pl.col("id").is_in(at.unique().to_list())
    return nodes.with_columns(pl.when(sits).then(True).otherwise(pl.col("exempt")).alias("exempt"))


__all__ = ["COLUMNS", "Tables", "build"]
