"""The graph as files, format `puhui-graph/1`: `nodes.parquet`, `edges.parquet`, `facts.parquet`, `graph.json`.

`graph.json` says the day, the counts and the digest of each file; `unpack` believes nothing that does not match. Files
come and go as bytes by name: the room itself opens none.

>>> from puhui.relations.sketch import sketch
>>> files = pack(sketch("P holds A 0.6", facts={"rev12_fen": {"A": 5.0}}))
>>> sorted(files), unpack(files).size, float(unpack(files).fact("rev12_fen")[1])
(['edges.parquet', 'facts.parquet', 'graph.json', 'nodes.parquet'], (2, 1), 5.0)
"""

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from puhui.kernel import Text, suite
from puhui.kernel.suites import DEFAULT_SUITE, SUITES
from puhui.relations.errors import GraphAltered, MalformedGraph
from puhui.relations.frames import edges_frame, graph_of
from puhui.relations.graph import Fact, Graph
from puhui.relations.model import EdgeKind

FORMAT = "puhui-graph/1"
MANIFEST = "graph.json"
TABLES = ("nodes.parquet", "edges.parquet", "facts.parquet")
_FACTS = {"id": pl.String, "fact": pl.String, "value": pl.Float64, "source": pl.String, "as_of": pl.Date}


def pack(
    graph: Graph, *, suite_name: str = DEFAULT_SUITE, made_from: Mapping[str, Any] | None = None
) -> dict[str, bytes]:
    """The graph's files by name. `made_from` is what the maker wants to say of its sources, kept as it is."""
    tables = dict(zip(TABLES, (graph.nodes, edges_frame(graph), facts_frame(graph)), strict=True))
    files = {name: _parquet(table) for name, table in tables.items()}
    digest = suite(suite_name).digest
    manifest = {
        "format": FORMAT,
        "as_of": graph.as_of.isoformat(),
        "counts": {name.removesuffix(".parquet"): table.height for name, table in tables.items()},
        "kinds": {
            name: dict(sorted(tables[f"{name}.parquet"]["kind"].value_counts().rows())) for name in ("nodes", "edges")
        },
        "facts": {
            name: {"source": fact.source, "as_of": fact.as_of.isoformat() if fact.as_of else None}
            for name, fact in sorted(graph.facts.items())
        },
        "covers": [kind.value for kind in EdgeKind if kind in graph.covers],
        "made_from": dict(made_from or {}),
        "suite": suite_name,
        "digests": {name: digest(data).hex() for name, data in files.items()},
    }
    return files | {MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode()}


def unpack(files: Mapping[str, bytes]) -> Graph:
    """The graph of its files; raises `MalformedGraph`, `GraphAltered`."""
    manifest = read_manifest(files.get(MANIFEST, b""))
    for name in TABLES:
        if name not in files:
            raise MalformedGraph(reason=Text(zh=f"缺少 {name}", en=f"{name} is missing"), stage="relations.folder")
        if suite(manifest["suite"]).digest(files[name]).hex() != manifest["digests"].get(name):
            raise GraphAltered(file=name, stage="relations.folder")
    nodes, edges, facts = (pl.read_parquet(BytesIO(files[name])) for name in TABLES)
    covers = [EdgeKind(kind) for kind in manifest["covers"]]
    day = date.fromisoformat(manifest["as_of"])
    return graph_of(nodes, edges, as_of=day, facts=facts_of(facts, nodes), covers=covers)


def read_manifest(data: bytes) -> dict[str, Any]:
    """`graph.json` as a map; raises `MalformedGraph`."""
    try:
        manifest: dict[str, Any] = json.loads(data)
        date.fromisoformat(manifest["as_of"])
        found = manifest["format"]
        whole = isinstance(manifest["digests"], dict) and manifest["suite"] in SUITES
        whole = whole and set(manifest["covers"]) <= {kind.value for kind in EdgeKind}
    except (ValueError, KeyError, TypeError) as reason:
        raise MalformedGraph(reason=f"graph.json: {reason!r}", stage="relations.folder") from None
    if found != FORMAT or not whole:
        raise MalformedGraph(reason=f"format {found!r}", stage="relations.folder")
    return manifest


def facts_frame(graph: Graph) -> pl.DataFrame:
    """All facts, one row a node and fact that has a value, in the order of names and nodes."""
    parts = []
    for name, fact in sorted(graph.facts.items()):
        which = np.flatnonzero(~np.isnan(fact.value))
        parts.append(
            pl.DataFrame({"id": graph.nodes["id"].gather(which), "value": fact.value[which]}).with_columns(
                pl.lit(name).alias("fact"),
                pl.lit(fact.source).alias("source"),
                pl.lit(fact.as_of, dtype=pl.Date).alias("as_of"),
            )
        )
    if not parts:
        return pl.DataFrame(schema=_FACTS)
    return pl.concat(parts).select(list(_FACTS))


def facts_of(frame: pl.DataFrame, nodes: pl.DataFrame) -> Mapping[str, Fact]:
    """Facts by name from their rows; a fact of a node that is not there is refused."""
    index = nodes.select("id").with_row_index("place")
    placed = frame.join(index, on="id", how="left", maintain_order="left")
    if placed["place"].null_count():
        raise MalformedGraph(
            reason=Text(zh="facts.parquet：有一项事实不属于任何节点", en="facts.parquet: a fact of no node"),
            stage="relations.folder",
        )
    made = {}
    for (name,), rows in placed.partition_by("fact", as_dict=True, maintain_order=True).items():
        value = np.full(nodes.height, np.nan)
        value[rows["place"].to_numpy()] = rows["value"].to_numpy()
        made[str(name)] = Fact(value, rows["source"][0], rows["as_of"][0])
    return MappingProxyType(made)


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.write_parquet(buffer, compression="zstd", statistics=False)
    return buffer.getvalue()
