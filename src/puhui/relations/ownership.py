"""Effective ownership: what a person has of an enterprise through all chains, cross-holdings solved.

With `H[i, j]` the part of enterprise i that enterprise j holds and `D[i, p]` the part that person p holds, what p
has of i is
`x = H·x + d`, so `(I − H)·x = d` (domain/relations-and-fraud §2). Only the enterprises above the one asked for are
solved.

Bad registers are met, not hidden: parts of one enterprise that add up to more than 1 are scaled to 1, unknown parts
count 0, and a ring of enterprises that own each other whole, so that nobody stands behind it, is owned by nobody;
`Upstream.notes` says so.

P holds half of A, B the other half, A the whole of B: looked through, all of it is P's.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P holds A 0.5", "B holds A 0.5", "A holds B 1.0")
>>> {holder: round(float(part), 9) for holder, part in upstream(graph.now, "A").effective().items()}
{'P': 1.0}
>>> upstream(graph.now, "A").rings
(('A', 'B'),)
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from puhui.kernel import Text
from puhui.relations.graph import Graph, Ints
from puhui.relations.model import NodeKind
from puhui.relations.traversal import reach

ANCESTORS_MAX = 20_000
PATHS_MAX = 200
DEPTH_MAX = 30
_TOLERANCE = 1e-9
_OVER = Text(
    zh="{node} 的持股合计超过100%，已按比例折算", en="the parts of {node} add up to more than 1 and were scaled"
)
_UNKNOWN = Text(zh="{node} 有持股比例不明的股东", en="{node} has holders whose part is not known")
_CLOSED = Text(zh="{nodes} 相互全资持有，背后无人", en="{nodes} own each other whole: nobody stands behind them")


@dataclass(frozen=True, slots=True)
class Path:
    """One chain from a holder down to the enterprise: the nodes on it, and the product of its parts."""

    nodes: tuple[str, ...]
    ratio: float


@dataclass(frozen=True)
class Upstream:
    """All that stands above one enterprise: holdings as a square matrix over `places`, the enterprise at place 0.

    `held[i, j]` is the part of i held by j. Enterprises without holders of their own, and persons, are ultimate.
    """

    graph: Graph
    places: Ints
    held: sparse.csr_matrix
    rings: tuple[tuple[str, ...], ...]
    notes: tuple[Text, ...] = field(default=())

    def ids(self) -> list[str]:
        """The id of each place."""
        return [self.graph.id(place) for place in self.places]

    @property
    def persons(self) -> NDArray[np.bool_]:
        """Which places are persons."""
        return np.asarray(self.graph.kinds[self.places] == NodeKind.PERSON.code)

    def through(self) -> NDArray[np.float64]:
        """How much of the enterprise flows to each place: solves `(I − Hᵀ)·y = e₀`."""
        count = len(self.places)
        target = np.zeros(count)
        target[0] = 1.0
        if self.held.nnz == 0:
            return target
        system = sparse.eye(count, format="csc") - self.held.T.tocsc()
        return np.asarray(splu(system).solve(target))

    def effective(self) -> dict[str, float]:
        """The part of each ultimate holder, largest first. The sum is at most 1."""
        found = self.through()
        ultimate = np.asarray(self.held.sum(axis=1)).ravel() == 0
        ultimate[0] = False
        names = self.ids()
        order = sorted(
            np.flatnonzero(ultimate & (found > _TOLERANCE)), key=lambda i: (-round(float(found[i]), 12), names[i])
        )
        return {names[i]: float(found[i]) for i in order}

    def direct(self) -> dict[str, float]:
        """The parts that stand in the register itself."""
        row = self.held[0]
        names = self.ids()
        return {
            names[j]: float(part) for j, part in sorted(zip(row.indices, row.data, strict=True), key=lambda x: -x[1])
        }

    def paths(self, holder: str) -> list[Path]:
        """The chains without repetition from `holder` down to the enterprise, largest first, at most `PATHS_MAX`."""
        names = self.ids()
        last = names.index(holder)
        able = _below(self.held, last)
        found: list[Path] = []
        open_: list[tuple[tuple[int, ...], float]] = [((0,), 1.0)]
        while open_ and len(found) < PATHS_MAX:
            chain, ratio = open_.pop()
            row = self.held[chain[-1]]
            for above, part in zip(row.indices, row.data, strict=True):
                if above == last:
                    found.append(Path(tuple(names[i] for i in (*chain, int(above)))[::-1], ratio * float(part)))
                elif able[above] and above not in chain and len(chain) < DEPTH_MAX:
                    open_.append(((*chain, int(above)), ratio * float(part)))
        return sorted(found, key=lambda path: (-path.ratio, path.nodes))


def _below(held: sparse.csr_matrix, holder: int) -> NDArray[np.bool_]:
    """Which places `holder` holds a part of, through others or not."""
    seen = np.zeros(held.shape[0], dtype=np.bool_)
    seen[holder] = True
    columns = held.tocsc()
    front = np.array([holder])
    while len(front):
        below = np.unique(np.concatenate([columns.indices[columns.indptr[i] : columns.indptr[i + 1]] for i in front]))
        front = below[~seen[below]]
        seen[front] = True
    return seen


def upstream(graph: Graph, enterprise: str) -> Upstream:
    """What stands above an enterprise in `graph` (a view of one day: `Graph.now`, `Graph.at`)."""
    holdings = graph.holdings
    place = graph.enterprise(enterprise)
    above = reach(holdings.into, np.array([place], dtype=np.int32), hops=None, nodes_max=ANCESTORS_MAX)
    places = np.concatenate([[place], above[above != place]]).astype(np.int32)
    order = np.argsort(places)
    _, at = holdings.into.of_many(places)
    edges = np.sort(holdings.into.edge[at]).astype(np.int64)
    lower = order[np.searchsorted(places, holdings.edges.target[edges], sorter=order)]
    upper = order[np.searchsorted(places, holdings.edges.source[edges], sorter=order)]
    ratio = holdings.edges.ratio[edges]
    notes = [_UNKNOWN.fill(node=graph.id(places[i])) for i in np.unique(lower[np.isnan(ratio)])]
    known = ~np.isnan(ratio) & (ratio > 0)
    shape = (len(places), len(places))
    held = sparse.csr_matrix((ratio[known], (lower[known], upper[known])), shape=shape)
    sums = np.asarray(held.sum(axis=1)).ravel()
    over = sums > 1 + _TOLERANCE
    notes += [_OVER.fill(node=graph.id(places[i])) for i in np.flatnonzero(over & (sums > 1.0001))]
    held = sparse.csr_matrix(sparse.diags(np.where(over, 1 / np.maximum(sums, 1), 1.0)) @ held)
    rings, held, closed = _rings(graph, places, held)
    notes += [_CLOSED.fill(nodes=", ".join(ring)) for ring in closed]
    return Upstream(graph, places, held, rings, tuple(notes))


def _rings(
    graph: Graph, places: Ints, held: sparse.csr_matrix
) -> tuple[tuple[tuple[str, ...], ...], sparse.csr_matrix, list[tuple[str, ...]]]:
    """Strongly connected sets of holdings; those that nobody outside holds a part of are cut off, and told."""
    count, label = connected_components(held, directed=True, connection="strong")
    size = np.bincount(label, minlength=count)
    rings, closed = [], []
    keep = np.ones(held.shape[0])
    own = held.diagonal() > 0
    for ring in np.unique(label[(size[label] > 1) | own]):
        members = np.flatnonzero(label == ring)
        names = tuple(sorted(graph.id(places[i]) for i in members))
        rings.append(names)
        inside = held[members][:, members]
        if np.all(np.asarray(inside.sum(axis=1)).ravel() >= 1 - _TOLERANCE):
            closed.append(names)
            keep[members] = 0.0
    if closed:
        held = sparse.csr_matrix(sparse.diags(keep) @ held)
        held.eliminate_zeros()
    return tuple(sorted(rings)), held, closed
