"""Walking the graph: who is within some hops, which sets hang together.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("A pays B 1 on 2026-06-01", "B pays C 1 on 2026-06-02", "D pays E 1 on 2026-06-02")
>>> [graph.id(place) for place in reach(graph.both, np.array([graph.place("A")], dtype=np.int32), hops=2)]
['A', 'B', 'C']
>>> components(graph)[0]
2
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from puhui.relations.errors import TooManyPaths
from puhui.relations.graph import Graph, Ints, Rows


def reach(rows: Rows, seeds: Ints, *, hops: int | None, nodes_max: int | None = None) -> Ints:
    """The seeds and all nodes within `hops` (None: however far), nearest first, each hop in the order of places.

    Raises `TooManyPaths` when more than `nodes_max` are met.
    """
    seen = np.zeros(len(rows.start) - 1, dtype=np.bool_)
    seen[seeds] = True
    found, front, done = [np.asarray(seeds, dtype=np.int32)], np.asarray(seeds, dtype=np.int32), 0
    total = len(front)
    while len(front) and (hops is None or done < hops):
        _, where = rows.of_many(front)
        met = rows.neighbour[where]
        front = np.unique(met[~seen[met]])
        seen[front] = True
        found.append(front)
        total, done = total + len(front), done + 1
        if nodes_max is not None and total > nodes_max:
            raise TooManyPaths(limit=nodes_max, stage="relations.traversal")
    return np.concatenate(found)


def components(graph: Graph, *, strong: bool = False) -> tuple[int, NDArray[np.int32]]:
    """How many sets hang together, and which one each node is of; `strong`: following the arrows both ways."""
    count = graph.nodes.height
    ones = np.ones(len(graph.edges), dtype=np.int8)
    edges = sparse.coo_matrix((ones, (graph.edges.source, graph.edges.target)), shape=(count, count))
    number, label = connected_components(edges, directed=True, connection="strong" if strong else "weak")
    return int(number), label


def largest_ring(source: Ints, target: Ints, count: int) -> int:
    """Of `count` nodes, the most that reach each other along the arrows; 1: there is no cycle.

    >>> largest_ring(np.array([0, 1, 2]), np.array([1, 2, 0]), 4), largest_ring(np.array([0, 1]), np.array([1, 2]), 3)
    (3, 1)
    """
    edges = sparse.coo_matrix((np.ones(len(source), dtype=np.int8), (source, target)), shape=(count, count))
    return int(np.bincount(connected_components(edges, directed=True, connection="strong")[1]).max(initial=1))


def in_core(source: Ints, target: Ints, count: int) -> NDArray[np.bool_]:
    """Which of `count` nodes are left when those with one neighbour are taken away, again and again; those of a pair
    with arrows both ways stay.

    >>> in_core(np.array([0, 1, 2, 3, 4]), np.array([1, 2, 0, 0, 3]), 5).tolist()
    [True, True, True, False, False]
    """
    pairs = np.unique(np.column_stack([source, target]).astype(np.int64), axis=0)
    forth, back = pairs @ np.array([count, 1]), pairs @ np.array([1, count])
    mutual = np.zeros(count, dtype=np.bool_)
    mutual[pairs[np.isin(forth, back)]] = True
    ties = np.unique(np.sort(pairs, axis=1), axis=0)
    while len(ties):
        neighbours = np.bincount(ties.ravel(), minlength=count)
        kept = (neighbours[ties] > 1).all(axis=1)
        if kept.all():
            break
        ties = ties[kept]
    left = np.zeros(count, dtype=np.bool_)
    left[ties] = True
    return np.asarray(left | mutual)
