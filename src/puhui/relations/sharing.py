"""What enterprises share: how many unrelated ones use each address, phone, agent or representative.

Two enterprises are related here when one holds a large part of the other, directly or through companies: a group
may have one head office. A common person does not excuse: a web of shells has the same nominee everywhere.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("A uses_phone 1", "B uses_phone 1", "C uses_phone 1", "A holds B 0.9")
>>> shared = sharing(graph.now, EdgeKind.USES_PHONE, corporate_label(graph.now, 0.25))
>>> shared.unrelated[graph.place("C")], graph.id(shared.by[graph.place("C")])
(2, '1')
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.relations.graph import Graph, Ints
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.traversal import components


@dataclass(frozen=True, slots=True)
class Sharing:
    """For every node: how many unrelated enterprises share its busiest contact (itself counted; 0: it has none),
    and which that is."""

    unrelated: NDArray[np.int64]
    by: Ints


def corporate_label(now: Graph, share_min: float, *, also: Iterable[EdgeKind] = ()) -> NDArray[np.int32]:
    """Which corporate group each node is of: enterprises that hold `share_min` or more of one another; edges of the
    kinds in `also` tie, too."""
    edges, company = now.edges, now.kinds == NodeKind.ENTERPRISE.code
    held = (edges.kind == EdgeKind.HOLDS.code) & (edges.ratio >= share_min - 1e-9)
    held &= company[edges.source] & company[edges.target]
    return components(now.with_edges(held | np.isin(edges.kind, EdgeKind.codes(also))))[1]


def sharing(
    now: Graph, kind: EdgeKind, label: NDArray[np.int32], *, excused: NDArray[np.bool_] | None = None
) -> Sharing:
    """Who shares what by edges of `kind`; contacts that are `excused` (a registered incubator) count for nobody."""
    edges, count = now.edges, now.nodes.height
    which = np.flatnonzero(edges.kind == kind.code)
    user, thing = edges.source[which], edges.target[which]
    if kind is EdgeKind.LEGAL_REP:
        user, thing = thing, user
    if excused is not None:
        kept = ~excused[thing]
        user, thing = user[kept], thing[kept]
    pairs = np.unique(np.column_stack([thing, label[user]]), axis=0)
    groups = np.bincount(pairs[:, 0], minlength=count)
    unrelated = np.zeros(count, dtype=np.int64)
    np.maximum.at(unrelated, user, groups[thing])
    by = np.full(count, -1, dtype=np.int32)
    best = groups[thing] == unrelated[user]
    by[user[best]] = thing[best]
    return Sharing(unrelated, by)
