"""Loops of dated trades: directed cycles whose amounts match and that close within some days, found by growing paths.

All paths grow by one trade at a time, in arrays. Each loop is found once, from its first trade; every later one
must lie
within the window, match in amount, and lead on to somebody new or back to the start. Only nodes that lie on a cycle at
all (a strongly connected set) are walked.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("A invoices B 100 on 2026-06-01", "B invoices C 104 on 2026-06-09", "C invoices A 98 on 2026-06-03")
>>> found = loops(graph, Window(days=30, tolerance=0.1, shortest=3, longest=6))
>>> [[graph.id(graph.edges.source[edge]) for edge in loop] for loop in found]
[['A', 'B', 'C']]
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.relations.errors import TooManyPaths
from puhui.relations.graph import Graph, Ints, spans
from puhui.relations.traversal import components

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Window:
    """What makes a loop: how many members, how many days from first to last, how near each amount is to the mean."""

    days: int
    tolerance: float
    shortest: int
    longest: int
    paths_max: int = 20_000_000


@dataclass(frozen=True, slots=True)
class _Trades:
    """Trades on cycles, in the order of (day, edge): their place is their turn."""

    source: Ints
    target: Ints
    day: NDArray[np.int64]
    amount: NDArray[np.float64]
    edge: Ints
    by_seller: NDArray[np.int64]  # keys (seller, turn) in order, to find a seller's trades from some turn on
    turns: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Paths:
    """Open paths of one length: their trades (columns), the node reached, and the span of their amounts."""

    trades: NDArray[np.int64]  # rows: paths, columns: turns of their trades
    least: NDArray[np.float64]
    most: NDArray[np.float64]

    def take(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> "_Paths":
        return _Paths(self.trades[which], self.least[which], self.most[which])


def loops(graph: Graph, window: Window, *, worth: NDArray[np.bool_] | None = None) -> list[Ints]:
    """All loops, each as its edges in order from the first trade; `worth` says which edges are searched.

    Raises `TooManyPaths` where more than `paths_max` paths would be open at once.
    """
    trades = _on_cycles(graph, worth)
    found: list[Ints] = []
    count = len(trades.edge)
    if not count:
        return found
    last_turn = np.searchsorted(trades.day, trades.day + window.days, side="right")
    turns = np.arange(count, dtype=np.int64)
    paths = _Paths(turns[:, None], trades.amount.copy(), trades.amount.copy())
    for length in range(2, window.longest + 1):
        paths = _grow(trades, paths, last_turn, window)
        closes = trades.target[paths.trades[:, -1]] == trades.source[paths.trades[:, 0]]
        if length >= window.shortest:
            whole = paths.take(closes)
            found += [trades.edge[loop] for loop in whole.trades[_even(trades, whole, window)]]
        paths = paths.take(~closes)
    return sorted(found, key=lambda loop: tuple(loop.tolist()))


def _on_cycles(graph: Graph, worth: NDArray[np.bool_] | None) -> _Trades:
    """The trades whose ends lie in one strongly connected set."""
    edges = graph.edges
    able = (edges.source != edges.target) & (edges.amount_fen > 0)
    if worth is not None:
        able &= worth
    kept = graph.with_edges(np.flatnonzero(able))
    _, label = components(kept, strong=True)
    inside = np.flatnonzero(able)[label[kept.edges.source] == label[kept.edges.target]]
    inside = inside[np.lexsort((inside, edges.since[inside]))]
    source = edges.source[inside]
    order = np.lexsort((np.arange(len(inside)), source))
    keys = source[order].astype(np.int64) * (len(inside) + 1) + order
    day, amount = edges.since[inside].astype(np.int64), edges.amount_fen[inside].astype(np.float64)
    return _Trades(source, edges.target[inside], day, amount, inside.astype(np.int32), keys, order)


def _grow(trades: _Trades, paths: _Paths, last_turn: NDArray[np.int64], window: Window) -> _Paths:
    """All paths one trade longer, as far as they may still become loops."""
    reached = trades.target[paths.trades[:, -1]].astype(np.int64) * (len(trades.edge) + 1)
    first = paths.trades[:, 0]
    low = np.searchsorted(trades.by_seller, reached + first + 1)
    high = np.searchsorted(trades.by_seller, reached + last_turn[first])
    if int(np.maximum(high - low, 0).sum()) > window.paths_max:
        raise TooManyPaths(limit=window.paths_max, stage="relations.loops")
    which, where = spans(low, high)
    turn = trades.turns[where]
    least = np.minimum(paths.least[which], trades.amount[turn])
    most = np.maximum(paths.most[which], trades.amount[turn])
    able = most * (1 - window.tolerance) <= least * (1 + window.tolerance) + 1e-6
    which, turn, least, most = which[able], turn[able], least[able], most[able]
    target = trades.target[turn]
    fresh = np.ones(len(which), dtype=np.bool_)
    for column in range(1, paths.trades.shape[1]):
        fresh &= trades.source[paths.trades[which, column]] != target
    which, turn = which[fresh], turn[fresh]
    return _Paths(np.column_stack([paths.trades[which], turn]), least[fresh], most[fresh])


def _even(trades: _Trades, whole: _Paths, window: Window) -> NDArray[np.bool_]:
    """Which loops have every amount within the tolerance of their mean."""
    mean = trades.amount[whole.trades].mean(axis=1) if len(whole.trades) else np.zeros(0)
    near = window.tolerance * mean + 1e-6
    return (whole.most - mean <= near) & (mean - whole.least <= near)


def short_cycles(
    source: Ints, target: Ints, count: int, *, longest: int, paths_max: int = 2_000_000
) -> list[tuple[int, ...]]:
    """The simple cycles of 2 to `longest` of `count` nodes, each from its smallest node; parallel edges count once.

    >>> short_cycles(np.array([0, 1, 1, 2]), np.array([1, 0, 2, 0]), 3, longest=5)
    [(0, 1), (0, 1, 2)]
    """
    found: list[tuple[int, ...]] = []
    pairs = _on_cycles_only(np.unique(np.column_stack([source, target]), axis=0).astype(np.int64), count)
    if not len(pairs):
        return found
    start = np.searchsorted(pairs[:, 0], np.arange(count + 1))
    paths = pairs[pairs[:, 0] < pairs[:, 1]]
    for _ in range(longest - 1):
        ends = paths[:, -1]
        if int((start[ends + 1] - start[ends]).sum()) > paths_max:
            raise TooManyPaths(limit=paths_max, stage="relations.loops")
        which, where = spans(start[ends], start[ends + 1])
        reached = pairs[where, 1]
        closes = reached == paths[which, 0]
        found += [tuple(path) for path in paths[which[closes]].tolist()]
        on = ~closes & (reached > paths[which, 0]) & (paths[which] != reached[:, None]).all(axis=1)
        paths = np.column_stack([paths[which[on]], reached[on]])
        if not len(paths):
            break
    return sorted(found, key=lambda cycle: (len(cycle), cycle))


def _on_cycles_only(pairs: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The pairs left when whoever has nobody before or nobody after is taken away, again and again."""
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    while len(pairs):
        after, before = np.bincount(pairs[:, 0], minlength=count), np.bincount(pairs[:, 1], minlength=count)
        kept = (before[pairs[:, 0]] > 0) & (after[pairs[:, 1]] > 0)
        if kept.all():
            break
        pairs = pairs[kept]
    return pairs
