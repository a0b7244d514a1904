"""Related groups: enterprises that one will can move. Connected through control, large holdings, and common people.

Two enterprises belong together when one holds at least `group_share_min` of the other, when one person holds as much of both, or when one person
represents or controls both (J). The tie is passed on.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P1 holds A 0.6", "P1 legal_rep B", "B holds C 0.3", "P2 holds D 0.9", "P1 holds D 0.1")
>>> found = related_groups(graph)
>>> [[graph.id(node) for node in group.enterprises] for group in found.groups]
[['A', 'B', 'C']]
>>> found.size[graph.place("A")], found.size[graph.place("D")]
(3, 1)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.relations.graph import Graph, Ints
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.thresholds import THRESHOLDS, Thresholds
from puhui.relations.traversal import components, members


@dataclass(frozen=True, slots=True)
class Group:
    """One related group: its enterprises, the people who tie them, and the edges that do."""

    enterprises: Ints
    people: Ints
    edges: Ints


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups of two or more enterprises; `label` and `size` for every node (`size` counts enterprises)."""

    groups: tuple[Group, ...]
    label: NDArray[np.int32]
    size: NDArray[np.int64]


def ties(now: Graph, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Which edges tie two enterprises, or a person and an enterprise, into one group."""
    edges = now.edges
    kind = edges.kind
    held = (kind == EdgeKind.HOLDS.code) & (edges.ratio >= thresholds["group_share_min"] - 1e-9)
    return held | np.isin(kind, EdgeKind.codes([EdgeKind.LEGAL_REP, EdgeKind.CONTROLS, EdgeKind.BRANCH]))


def related_groups(graph: Graph, *, thresholds: Thresholds = THRESHOLDS) -> Groups:
    """The related groups on the graph's day."""
    now = graph.now
    tied = np.flatnonzero(ties(now, thresholds)).astype(np.int32)
    part = now.with_edges(tied)
    _, label = components(part)
    is_enterprise = now.kinds == NodeKind.ENTERPRISE.code
    size = np.bincount(label, weights=is_enterprise)[label].astype(np.int64)
    many = label.copy()
    owner_of_edge = many[part.edges.source]
    order = np.argsort(owner_of_edge, kind="stable")
    sorted_labels = owner_of_edge[order]
    groups = []
    for nodes in members(np.where(size >= 2, label, label.max(initial=0) + 1 + np.arange(len(label), dtype=np.int32))):
        one = label[nodes[0]]
        low, high = np.searchsorted(sorted_labels, [one, one + 1])
        inside = is_enterprise[nodes]
        groups.append(Group(nodes[inside], nodes[~inside], tied[order[low:high]]))
    return Groups(tuple(groups), label, size)
