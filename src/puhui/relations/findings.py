"""What a detector answers: a rule's code, what it means in words, the values it rests on, and the part of the graph.

Never a bare flag: a `Finding` without evidence or without a subgraph cannot be made.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("A guarantees B 300")
>>> part = subgraph(graph, graph.place("A") + np.arange(2))
>>> part.as_dict()["edges"][0]["kind"], [node["id"] for node in part.as_dict()["nodes"]]
('guarantees', ['A', 'B'])
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.kernel import Category, PuhuiError, Text
from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind, day_of

NODES_MAX = 200
EDGES_MAX = 600


class FindingBare(PuhuiError):
    """A detector made a finding that shows nothing."""

    category = Category.INTERNAL
    cause = Text(zh="规则 {code} 的结论没有依据", en="a finding of rule {code} has no evidence or no subgraph")
    remedy = Text(zh="请修正检测规则", en="mend the detector")


class Severity(StrEnum):
    """How much a finding should weigh; what follows from it is decided elsewhere."""

    NOTE = "note"
    WARN = "warn"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value that a finding rests on, who says it, as of which day, and the threshold it was held against.

    `about` are the nodes whose books it is made of, where these are not the finding's one subject's: see `disclosing`.
    """

    name: str
    label: Text
    value: float | int | str
    unit: str
    source: str
    as_of: date | None
    threshold: float | None = None
    mark: str = ""
    about: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "name": self.name,
            "label": {"zh": self.label.zh, "en": self.label.en},
            "value": self.value,
            "unit": self.unit,
            "source": self.source,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "threshold": self.threshold,
            "mark": self.mark,
        }


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of a graph small enough to look at; `cut` says that there was more than fits."""

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    cut: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"nodes": list(self.nodes), "edges": list(self.edges), "cut": self.cut}


@dataclass(frozen=True, slots=True)
class Finding:
    """One pattern found: about whom, of which group, how severe, why, and where in the graph.

    `brief` is the text without what is some members' alone; empty where the text has nothing of the kind.
    """

    code: str
    title: Text
    text: Text
    severity: Severity
    subjects: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    subgraph: Subgraph
    as_of: date
    thresholds: str  # version of the thresholds
    measures: dict[str, float | int] = field(default_factory=dict)
    brief: Text | None = None

    def __post_init__(self) -> None:
        if not (self.subjects and self.evidence and self.subgraph.nodes):
            raise FindingBare(code=self.code, stage="relations.findings")

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it, texts in both languages."""
        return {
            "code": self.code,
            "title": {"zh": self.title.zh, "en": self.title.en},
            "text": {"zh": self.text.zh, "en": self.text.en},
            "severity": self.severity.value,
            "subjects": list(self.subjects),
            "as_of": self.as_of.isoformat(),
            "thresholds": self.thresholds,
            "measures": self.measures,
            "evidence": [item.as_dict() for item in self.evidence],
            "subgraph": self.subgraph.as_dict(),
        }


def subgraph(graph: Graph, nodes: NDArray[Any], edges: NDArray[Any] | None = None) -> Subgraph:
    """The part with these nodes and, unless `edges` names them, all edges between them. At most `NODES_MAX` nodes."""
    if edges is not None:
        nodes = np.concatenate([nodes, graph.edges.source[edges], graph.edges.target[edges]])
    _, first = np.unique(nodes, return_index=True)
    kept = np.asarray(nodes)[np.sort(first)]
    cut = len(kept) > NODES_MAX
    kept = kept[:NODES_MAX]
    shown = np.zeros(graph.nodes.height, dtype=np.bool_)
    shown[kept] = True
    if edges is None:
        edges = np.flatnonzero(shown[graph.edges.source] & shown[graph.edges.target])
    else:
        edges = edges[shown[graph.edges.source[edges]] & shown[graph.edges.target[edges]]]
    rows = graph.nodes.select("id", "kind", "name", "status")[kept.tolist()].to_dicts()
    cut = cut or len(edges) > EDGES_MAX
    return Subgraph(tuple(rows), tuple(_edges(graph, edges[:EDGES_MAX])), cut)


def _edges(graph: Graph, places: NDArray[Any]) -> Iterator[dict[str, Any]]:
    """Edges as JSON has them."""
    edges, ids = graph.edges.take(places), graph.nodes["id"]
    sources, targets = ids.gather(edges.source).to_list(), ids.gather(edges.target).to_list()
    for number, (source, target) in enumerate(zip(sources, targets, strict=True)):
        since, until = day_of(int(edges.since[number])), day_of(int(edges.until[number]))
        ratio = float(edges.ratio[number])
        yield {
            "source": source,
            "target": target,
            "kind": EdgeKind.of_code(int(edges.kind[number])).value,
            "ratio": None if np.isnan(ratio) else round(ratio, 6),
            "amount_fen": int(edges.amount_fen[number]) or None,
            "count": int(edges.count[number]),
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
            "origin": graph.words[edges.origin[number]],
            "confidence": round(float(edges.confidence[number]), 4),
        }
