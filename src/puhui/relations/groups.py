"""Related groups: enterprises that one will can move. Connected through control, large holdings, and common people.

Two enterprises belong together when one holds at least `group_share_min` of the other, when one person holds as
much of both, or when one person represents or controls both (J). The tie is passed on.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P1 holds A 0.6", "P1 legal_rep B", "B holds C 0.3", "P2 holds D 0.9", "P1 holds D 0.1")
>>> found = related_groups(graph)
>>> [[graph.id(node) for node in group.enterprises] for group in found.groups]
[['A', 'B', 'C']]
>>> found.size[graph.place("A")], found.size[graph.place("D")]
(3, 1)
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from puhui.relations.graph import Graph, Ints
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.thresholds import THRESHOLDS, Thresholds
from puhui.relations.traversal import components


@dataclass(frozen=True, slots=True)
class Group:
    """One related group: its enterprises, the people who tie them, and the edges that do."""

    enterprises: Ints
    people: Ints
    edges: Ints


@dataclass(frozen=True)
class Groups:
    """Which group each node is of (`label`), and how many enterprises that group has (`size`)."""

    now: Graph
    tied: Ints
    label: NDArray[np.int32]
    size: NDArray[np.int64]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of two or more enterprises, by their first node."""
        nodes = np.flatnonzero(self.size >= 2)
        nodes = nodes[np.argsort(self.label[nodes], kind="stable")]
        label = self.label[nodes]
        cuts = np.flatnonzero(np.diff(label)) + 1
        of_edge = self.label[self.now.edges.source[self.tied]]
        order = np.argsort(of_edge, kind="stable")
        found = []
        for members in np.split(nodes, cuts) if len(nodes) else []:
            one = self.label[members[0]]
            low, high = np.searchsorted(of_edge, [one, one + 1], sorter=order)
            inside = self.now.kinds[members] == NodeKind.ENTERPRISE.code
            edges = self.tied[np.sort(order[low:high])]
            found.append(Group(members[inside].astype(np.int32), members[~inside].astype(np.int32), edges))
        return tuple(sorted(found, key=lambda group: int(group.enterprises[0])))


def ties(now: Graph, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Which edges tie two enterprises, or a person and an enterprise, into one group."""
    edges = now.edges
    kind = edges.kind
    held = (kind == EdgeKind.HOLDS.code) & (edges.ratio >= thresholds["group_share_min"] - 1e-9)
    return np.asarray(held | np.isin(kind, EdgeKind.codes([EdgeKind.LEGAL_REP, EdgeKind.CONTROLS, EdgeKind.BRANCH])))


def related_groups(graph: Graph, *, thresholds: Thresholds = THRESHOLDS) -> Groups:
    """The related groups on the graph's day."""
    now = graph.now
    tied = np.flatnonzero(ties(now, thresholds)).astype(np.int32)
    _, label = components(now.with_edges(tied))
    company = now.kinds == NodeKind.ENTERPRISE.code
    size = np.bincount(label, weights=company)[label].astype(np.int64)
    return Groups(now, tied, label, size)
