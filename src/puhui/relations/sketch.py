"""A graph from sentences: for examples and vectors that a person can check by hand.

A sentence is `source kind target`, then in any order a ratio (`0.6`), an amount in fen (`300`), and dates after `on`,
`since` and `until`. Nodes in `persons` or with a name that begins with P are persons, the targets of contacts what the
edge says they are, all others enterprises.

>>> graph = sketch("P1 holds A 0.6 since 2020-01-01", "A uses_phone 139", "A guarantees B 5000000")
>>> dict(zip(graph.nodes["id"], graph.nodes["kind"]))
{'P1': 'person', 'A': 'enterprise', '139': 'phone', 'B': 'enterprise'}
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from puhui.relations.frames import EDGES, NODES, graph_of
from puhui.relations.graph import Fact, Graph
from puhui.relations.model import EdgeKind, NodeKind

_TARGETS = {
    EdgeKind.AT_ADDRESS: NodeKind.ADDRESS,
    EdgeKind.USES_PHONE: NodeKind.PHONE,
    EdgeKind.USES_LOGIN_PHONE: NodeKind.PHONE,
    EdgeKind.USES_EMAIL: NodeKind.EMAIL,
    EdgeKind.USES_AGENT: NodeKind.AGENT,
    EdgeKind.USES_DEVICE: NodeKind.DEVICE,
    EdgeKind.USES_IP: NodeKind.IP,
}


def sketch(
    *sentences: str,
    as_of: str = "2026-06-30",
    facts: Mapping[str, Mapping[str, float]] | None = None,
    nodes: Mapping[str, Mapping[str, Any]] | None = None,
    persons: tuple[str, ...] = (),
) -> Graph:
    """The graph of the sentences; `facts` by name and node, `nodes` columns by node."""
    edges = [_edge(sentence) for sentence in sentences]
    kinds: dict[str, NodeKind] = {}
    for edge in edges:
        kinds.setdefault(edge["source"], _who(edge["source"], persons))
        target = _TARGETS.get(EdgeKind(edge["kind"]))
        kinds.setdefault(edge["target"], target or _who(edge["target"], persons))
    for name in nodes or {}:
        kinds.setdefault(name, _who(name, persons))
    listed = [
        {"id": name, "kind": kind.value, "name": name} | dict((nodes or {}).get(name, {}))
        for name, kind in kinds.items()
    ]
    day = date.fromisoformat(as_of)
    told = {
        name: Fact(pl.Series([values.get(node) for node in kinds], dtype=pl.Float64).to_numpy(), "sketch", day)
        for name, values in (facts or {}).items()
    }
    return graph_of(
        pl.DataFrame(listed, schema=dict(NODES)), pl.DataFrame(edges, schema=dict(EDGES)), as_of=day, facts=told
    )


def _who(name: str, persons: tuple[str, ...]) -> NodeKind:
    return NodeKind.PERSON if name in persons or name.startswith("P") else NodeKind.ENTERPRISE


def _edge(sentence: str) -> dict[str, Any]:
    source, kind, target, *rest = sentence.split()
    edge: dict[str, Any] = {"source": source, "kind": EdgeKind(kind).value, "target": target, "origin": "sketch"}
    words = iter(rest)
    for word in words:
        if word == "on":
            edge["since"] = edge["until"] = date.fromisoformat(next(words))
        elif word in ("since", "until"):
            edge[word] = date.fromisoformat(next(words))
        elif "." in word:
            edge["ratio"] = float(word)
        else:
            edge["amount_fen"] = int(word)
    return edge
