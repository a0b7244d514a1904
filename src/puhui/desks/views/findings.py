"""What the graph of enterprises and people revealed: each finding with what it rests on, and its part of the graph."""

from datetime import date
from typing import Literal

from puhui.desks.views.base import View


class EvidenceView(View):
    """One value that a finding rests on. What is no number stands in `text`; it was held against `threshold`."""

    name: str
    label: str
    value: float | None
    text: str | None = None
    unit: str
    source: str
    as_of: date | None
    threshold: float | None = None


class GraphNode(View):
    """An enterprise, a person or something that they share. `subject`: it is the one that is looked at."""

    id: str
    kind: str
    name: str
    subject: bool


class GraphEdge(View):
    """A relation; it points from who acts to what is acted on. Money in fen."""

    source: str
    target: str
    kind: str
    ratio: float | None
    amount_fen: int | None
    count: int
    since: date | None
    until: date | None


class SubgraphView(View):
    """A part of the graph that is small enough to look at; `cut`: there was more."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]
    cut: bool


class FindingView(View):
    """A pattern that a rule found, never a bare flag. `found_by`: the custodian's dataset, or the bank."""

    custodian: str
    found_by: str
    code: str
    title: str
    text: str
    severity: Literal["note", "warn", "critical"]
    as_of: date
    evidence: list[EvidenceView]
    subgraph: SubgraphView
