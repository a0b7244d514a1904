"""Siblings of an enterprise: other enterprises of its representative and its large holders.

>>> from puhui.relations.sketch import sketch
>>> held = ["P1 legal_rep A", "P1 legal_rep B", "P2 holds A 0.5", "P2 holds C 0.4"]
>>> graph = sketch(*held, nodes={"C": {"status": "吊销"}})
>>> revoked_siblings(graph.now, share_min=0.25)[graph.place("A")]
1.0
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from puhui.relations.graph import Graph
from puhui.relations.model import EdgeKind, NodeKind

REVOKED = ("吊销", "注销", "吊销，未注销", "已吊销", "已注销")
PUNISHED = ("吊销", "吊销，未注销", "已吊销")


def behind(now: Graph, *, share_min: float) -> sparse.csr_matrix:
    """Enterprises × people: 1 where a person represents, controls, or holds `share_min` or more."""
    edges, count = now.edges, now.nodes.height
    large = (edges.kind == EdgeKind.HOLDS.code) & (edges.ratio >= share_min - 1e-9)
    acting = np.isin(edges.kind, EdgeKind.codes([EdgeKind.LEGAL_REP, EdgeKind.CONTROLS]))
    which = (large | acting) & (now.kinds[edges.source] == NodeKind.PERSON.code)
    made = sparse.csr_matrix(
        (np.ones(int(which.sum())), (edges.target[which], edges.source[which])), shape=(count, count)
    )
    made.data[:] = 1.0
    return made


def revoked_siblings(now: Graph, *, share_min: float) -> NDArray[np.float64]:
    """How many revoked enterprises (吊销, a punishment; not those deregistered by themselves) each one's people
    have besides."""
    people = behind(now, share_min=share_min)
    revoked = now.nodes["status"].is_in(list(PUNISHED)).fill_null(False).to_numpy().astype(np.float64)
    owned = people.T @ sparse.csr_matrix(sparse.diags(revoked))
    shared = (people @ owned).tocsr()
    shared.setdiag(0)
    shared.data = (shared.data > 0).astype(np.float64)
    return np.asarray(shared.sum(axis=1)).ravel()


def serial_founding(now: Graph, *, days: int) -> NDArray[np.float64]:
    """The most companies of its representative that were founded within `days` together with each enterprise itself."""
    edges, count = now.edges, now.nodes.height
    which = np.flatnonzero(edges.kind == EdgeKind.LEGAL_REP.code)
    born = now.nodes["established_on"].to_physical().to_numpy().astype(np.float64)
    table = (
        pl.DataFrame({"rep": edges.source[which], "firm": edges.target[which], "born": born[edges.target[which]]})
        .drop_nans()
        .unique()
        .sort("rep", "born", "firm")
    )
    found = np.zeros(count)
    if table.is_empty():
        return found
    rep, firm, day = (table[name].to_numpy() for name in ("rep", "firm", "born"))
    base = rep.astype(np.float64) * 1e7 + day
    until = np.searchsorted(base, base + days, side="right")
    within = until - np.arange(len(base))  # founded within `days` after each, itself counted
    for first in np.flatnonzero(within >= 2):
        span = slice(first, until[first])
        found[firm[span]] = np.maximum(found[firm[span]], within[first])
    alone = found == 0
    found[firm[alone[firm]]] = 1
    return found
