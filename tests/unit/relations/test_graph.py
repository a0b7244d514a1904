"""The graph itself: days, neighbours, files, and what is refused."""

from datetime import date

import hypothesis.strategies as st
import numpy as np
import polars as pl
import pytest
from hypothesis import given

from puhui.relations.errors import GraphAltered, MalformedGraph, MalformedThresholds, TableUnusable, ThresholdUnknown
from puhui.relations.folder import MANIFEST, pack, unpack
from puhui.relations.frames import edges_frame, graph_of
from puhui.relations.graph import Graph
from puhui.relations.groups import related_groups
from puhui.relations.model import EdgeKind
from puhui.relations.sketch import sketch
from puhui.relations.thresholds import THRESHOLDS, Thresholds
from puhui.relations.traversal import reach

pairs = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=20)


def made(edges: list[tuple[int, int]]) -> Graph:
    return sketch(*(f"N{a} trades N{b}" for a, b in edges))


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), ["holds"]),
        (date(2024, 12, 31), ["holds"]),
        (date(2025, 1, 1), []),  # `until` is the first day on which it holds no more
        (date(2026, 6, 1), ["pays"]),
        (date(2027, 5, 31), ["pays"]),
        (date(2027, 6, 1), []),
    ],
)
def test_what_holds_on_a_day(day: date, kinds: list[str]) -> None:
    graph = sketch("A holds B 0.4 since 2020-01-01 until 2025-01-01", "A pays B 5 on 2026-06-01")
    assert edges_frame(graph.at(day))["kind"].to_list() == kinds


@given(pairs, st.integers(0, 4))
def test_reach_is_what_hops_reach(edges: list[tuple[int, int]], hops: int) -> None:
    graph = made(edges)
    seed = graph.place(f"N{edges[0][0]}")
    near = {seed}
    for _ in range(hops):
        near |= {int(b) for a, b in zip(graph.edges.source, graph.edges.target, strict=True) if a in near} | {
            int(a) for a, b in zip(graph.edges.source, graph.edges.target, strict=True) if b in near
        }
    assert set(reach(graph.both, np.array([seed], dtype=np.int32), hops=hops).tolist()) == near


@given(pairs)
def test_rows_hold_every_edge_once(edges: list[tuple[int, int]]) -> None:
    graph = made(edges)
    for node in range(graph.nodes.height):
        assert sorted(graph.out.of(node).tolist()) == sorted(graph.edges.target[graph.edges.source == node].tolist())
        assert sorted(graph.into.of(node).tolist()) == sorted(graph.edges.source[graph.edges.target == node].tolist())


@given(pairs)
def test_groups_do_not_overlap_and_are_whole(edges: list[tuple[int, int]]) -> None:
    graph = sketch(*(f"N{a} holds N{b} 0.3" for a, b in edges))
    groups = related_groups(graph)
    listed = [int(node) for group in groups.groups for node in group.enterprises]
    assert len(listed) == len(set(listed)) == int((groups.size >= 2).sum())
    for group in groups.groups:
        assert set(graph.now.edges.source[group.edges]) | set(graph.now.edges.target[group.edges]) == set(
            group.enterprises
        )


def test_files_hold_the_graph_and_nothing_else() -> None:
    graph = sketch(
        "P1 holds A 0.6 since 2020-01-01",
        "A pays B 300 on 2026-06-01",
        "A uses_phone 139",
        facts={"suits": {"A": 2.0, "B": 0.0}},
    )
    files = pack(graph, made_from={"registry": ["enterprises"]})
    read = unpack(files)
    assert edges_frame(read).equals(edges_frame(graph))
    assert read.nodes.equals(graph.nodes)
    np.testing.assert_array_equal(read.fact("suits"), graph.fact("suits"))
    assert pack(read, made_from={"registry": ["enterprises"]}) == files


def test_altered_files_are_not_believed() -> None:
    files = pack(sketch("P1 holds A 0.6"))
    other = pack(sketch("P1 holds A 0.7"))
    with pytest.raises(GraphAltered):
        unpack(files | {"edges.parquet": other["edges.parquet"]})
    for broken in ({MANIFEST: b"{"}, {MANIFEST: b"[]"}, {MANIFEST: files[MANIFEST].replace(b"graph/1", b"graph/2")}):
        with pytest.raises(MalformedGraph):
            unpack(files | broken)
    with pytest.raises(MalformedGraph):
        unpack({MANIFEST: files[MANIFEST]})


@pytest.mark.parametrize(
    ("nodes", "edges", "reason"),
    [
        ({"id": ["A", "A"], "kind": ["enterprise"] * 2}, {}, "twice"),
        ({"id": ["A"], "kind": ["firm"]}, {}, "kind"),
        ({"id": ["A"]}, {}, "no column kind"),
        ({"id": ["A"], "kind": ["enterprise"]}, {"source": ["A"], "target": ["B"], "kind": ["holds"]}, "no node"),
        ({"id": ["A"], "kind": ["enterprise"]}, {"source": ["A"], "target": ["A"], "kind": ["owns"]}, "'owns'"),
    ],
)
def test_tables_that_are_no_graph_are_refused(
    nodes: dict[str, list[str]], edges: dict[str, list[str]], reason: str
) -> None:
    empty = {"source": pl.String, "target": pl.String, "kind": pl.String}
    with pytest.raises(TableUnusable, match=reason):
        graph_of(pl.DataFrame(nodes), pl.DataFrame(edges, schema=empty if not edges else None), as_of=date(2026, 6, 30))


def test_thresholds_are_marked_and_checked() -> None:
    assert {item.mark for item in THRESHOLDS.items.values()} <= {"S", "S-", "C", "J"}
    assert THRESHOLDS.changed({"loop_days": 10}).mark("loop_days") == "J"
    with pytest.raises(ThresholdUnknown):
        THRESHOLDS.changed({"loop_weeks": 1})
    with pytest.raises(MalformedThresholds):
        THRESHOLDS.changed({"loop_days": "30"})  # type: ignore[dict-item]
    for broken in (b"{}", b"[", b'{"format": "x", "name": "", "version": "", "defaults": []}'):
        with pytest.raises(MalformedThresholds):
            Thresholds.parse(broken)


def test_a_kind_that_nobody_read_is_not_covered() -> None:
    graph = graph_of(
        pl.DataFrame({"id": ["A"], "kind": ["enterprise"]}),
        pl.DataFrame(schema={"source": pl.String, "target": pl.String, "kind": pl.String}),
        as_of=date(2026, 6, 30),
        covers=[EdgeKind.HOLDS],
    )
    assert unpack(pack(graph)).covers == {EdgeKind.HOLDS}
