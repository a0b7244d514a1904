"""The graph as two tables, `nodes` and `edges`, and back: the shapes that files have.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P holds A 0.6")
>>> edges_frame(graph).select("source", "target", "kind", "ratio").rows()
[('P', 'A', 'holds', 0.6)]
>>> graph_of(graph.nodes, edges_frame(graph), as_of=graph.as_of).size
(2, 1)
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.kernel import Text
from puhui.relations.errors import TableUnusable
from puhui.relations.graph import Edges, Fact, Graph
from puhui.relations.model import BEGAN_UNKNOWN, STILL, EdgeKind, NodeKind

NODES: Mapping[str, Any] = MappingProxyType(
    {
        "id": pl.String,
        "kind": pl.String,
        "name": pl.String,
        "type": pl.String,  # of an enterprise, as the registry words it
        "status": pl.String,
        "established_on": pl.Date,
        "reg_capital_fen": pl.Int64,
        "paid_capital_fen": pl.Int64,
        "industry_section": pl.String,
        "region_code": pl.String,
        "exempt": pl.Boolean,  # of an address: a registered incubator; of an enterprise: it sits at one
        "outside": pl.Boolean,  # an enterprise known as somebody's counterparty only
    }
)
EDGES: Mapping[str, Any] = MappingProxyType(
    {
        "source": pl.String,
        "target": pl.String,
        "kind": pl.String,
        "ratio": pl.Float64,
        "amount_fen": pl.Int64,
        "count": pl.Int32,
        "since": pl.Date,
        "until": pl.Date,
        "origin": pl.String,
        "detail": pl.String,
        "confidence": pl.Float32,
    }
)
_NEEDED = {"nodes": ("id", "kind"), "edges": ("source", "target", "kind")}


def shaped(frame: pl.DataFrame, schema: Mapping[str, Any], table: str) -> pl.DataFrame:
    """`frame` with exactly the schema's columns, those that it lacks empty; raises `TableUnusable`."""
    lacking = [name for name in _NEEDED.get(table, ()) if name not in frame.columns]
    if lacking:
        raise TableUnusable(
            table=table,
            reason=Text(zh=f"没有列 {', '.join(lacking)}", en=f"it has no column {', '.join(lacking)}"),
            stage="relations.frames",
        )
    made = [
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in schema.items()
    ]
    try:
        return frame.select(made)
    except pl.exceptions.PolarsError as reason:
        raise TableUnusable(table=table, reason=str(reason).splitlines()[0], stage="relations.frames") from None


def graph_of(
    nodes: pl.DataFrame,
    edges: pl.DataFrame,
    *,
    as_of: date,
    facts: Mapping[str, Fact] | None = None,
    covers: Iterable[EdgeKind] = EdgeKind,
) -> Graph:
    """The graph of two tables. An edge's ends must be nodes, ids occur once; raises `TableUnusable`."""
    nodes = shaped(nodes, NODES, "nodes")
    edges = shaped(edges, EDGES, "edges")
    _check_nodes(nodes)
    unknown = sorted(set(edges["kind"].unique().to_list()) - {kind.value for kind in EdgeKind}, key=str)
    if unknown:
        raise TableUnusable(
            table="edges",
            reason=Text(zh=f"未知类型 {unknown[0]!r}", en=f"kind {unknown[0]!r} is unknown"),
            stage="relations.frames",
        )
    index = nodes.select("id").with_row_index("place")
    ends = (
        edges.select("source", "target")
        .join(index.rename({"id": "source", "place": "from"}), on="source", how="left", maintain_order="left")
        .join(index.rename({"id": "target", "place": "to"}), on="target", how="left", maintain_order="left")
    )
    if ends["from"].null_count() or ends["to"].null_count():
        raise TableUnusable(
            table="edges",
            reason=Text(zh="有一条边的端点不是节点", en="an end of an edge is no node"),
            stage="relations.frames",
        )
    words = ("", *sorted({*edges["origin"].unique().to_list(), *edges["detail"].unique().to_list()} - {None, ""}))
    numbered = {word: number for number, word in enumerate(words)}
    kinds = {kind.value: kind.code for kind in EdgeKind}
    made = Edges(
        source=ends["from"].to_numpy().astype(np.int32),
        target=ends["to"].to_numpy().astype(np.int32),
        kind=edges["kind"].replace_strict(kinds, return_dtype=pl.UInt8).to_numpy(),
        ratio=edges["ratio"].fill_null(float("nan")).to_numpy(),
        amount_fen=edges["amount_fen"].fill_null(0).to_numpy(),
        count=edges["count"].fill_null(1).to_numpy(),
        since=edges["since"].to_physical().fill_null(BEGAN_UNKNOWN).to_numpy(),
        until=edges["until"].to_physical().fill_null(STILL).to_numpy(),
        origin=_numbers(edges["origin"], numbered),
        detail=_numbers(edges["detail"], numbered),
        confidence=edges["confidence"].fill_null(1.0).to_numpy(),
    )
    return Graph(nodes, made, as_of, words, MappingProxyType(dict(facts or {})), frozenset(covers))


def _check_nodes(nodes: pl.DataFrame) -> None:
    known = [kind.value for kind in NodeKind]
    wrong = {
        "an id is empty": nodes["id"].null_count() > 0,
        "an id occurs twice": nodes["id"].n_unique() < nodes.height,
        "a kind is unknown": not nodes["kind"].is_in(known).fill_null(False).all(),
    }
    for reason, is_so in wrong.items():
        if is_so:
            raise TableUnusable(table="nodes", reason=reason, stage="relations.frames")


def _numbers(texts: pl.Series, numbered: Mapping[str, int]) -> NDArray[np.uint16]:
    if len(numbered) == 1:
        return np.zeros(len(texts), dtype=np.uint16)
    return texts.fill_null("").replace_strict(dict(numbered), return_dtype=pl.UInt16).to_numpy()


def edges_frame(graph: Graph) -> pl.DataFrame:
    """All edges of the graph with the ids of their ends, columns of `EDGES`."""
    edges, ids = graph.edges, graph.nodes["id"]
    words = pl.Series(graph.words, dtype=pl.String)
    kinds = pl.Series([kind.value for kind in EdgeKind])
    return pl.DataFrame(
        {
            "source": ids.gather(edges.source),
            "target": ids.gather(edges.target),
            "kind": kinds.gather(edges.kind),
            "ratio": pl.Series(edges.ratio, nan_to_null=True),
            "amount_fen": _without(edges.amount_fen, 0, pl.Int64),
            "count": edges.count,
            "since": _without(edges.since, BEGAN_UNKNOWN, pl.Date),
            "until": _without(edges.until, STILL, pl.Date),
            "origin": words.gather(edges.origin),
            "detail": words.gather(edges.detail),
            "confidence": edges.confidence,
        },
        schema=dict(EDGES),
    )


def _without(values: NDArray[Any], nothing: int, kind: Any) -> pl.Series:
    series = pl.Series(values)
    return series.set(series == nothing, None).cast(kind)
