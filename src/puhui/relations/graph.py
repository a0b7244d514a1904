"""The graph in memory: nodes as one Polars table, edges as NumPy columns, neighbours through compressed rows.

A million nodes and three million edges take about 200 MB. Nothing here is changed in place: a view of another day,
or of some kinds of edges, is another `Graph` over the same nodes.

>>> from puhui.relations.sketch import sketch
>>> graph = sketch("P holds A 0.6", "A holds B 0.5 until 2025-01-01", "A pays B 300 on 2026-05-04", as_of="2026-06-30")
>>> graph.size, graph.at(date(2026, 6, 30)).size, graph.at(date(2024, 1, 1)).size
((3, 3), (3, 2), (3, 2))
>>> graph.of(EdgeKind.HOLDS).size
(3, 2)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.relations.errors import NodeUnknown, NotAnEnterprise
from puhui.relations.model import EVENTS, EdgeKind, NodeKind, day_number

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
EVENT_DAYS = 365  # how long an event counts for a view of a day


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges as columns of one length.

    `source`, `target` are places in the table of nodes; `ratio` is NaN and `amount_fen` 0 where not known; `since` and
    `until` are day numbers (`model.BEGAN_UNKNOWN`, `model.STILL`), `until` the first day on which the edge holds no
    more; `origin` and `detail` are places in the graph's `words`; `confidence` is 0 to 1.
    """

    source: Ints
    target: Ints
    kind: NDArray[np.uint8]
    ratio: Floats
    amount_fen: NDArray[np.int64]
    count: Ints
    since: Ints
    until: Ints
    origin: NDArray[np.uint16]
    detail: NDArray[np.uint16]
    confidence: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.source)

    def take(self, which: NDArray[Any]) -> Self:
        """The edges of a mask, or of places."""
        return type(self)(*(getattr(self, item.name)[which] for item in fields(self)))


@dataclass(frozen=True, slots=True)
class Rows:
    """Neighbours of every node: those of node i are `neighbour[start[i]:start[i + 1]]`, by the edges `edge[…]`."""

    start: NDArray[np.int64]
    neighbour: Ints
    edge: Ints

    def of(self, node: int) -> Ints:
        """The neighbours of one node."""
        return self.neighbour[self.start[node] : self.start[node + 1]]

    def of_many(self, nodes: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For many nodes at once: which of them (its place in `nodes`), and where in `neighbour` and `edge`."""
        return spans(self.start[nodes], self.start[nodes + 1])


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a source says of every node: `value` (NaN where it says nothing), by whom, and as of which day."""

    value: Floats
    source: str
    as_of: date | None


@dataclass(frozen=True)
class Graph:
    """Nodes, edges, and facts about nodes, as of a day. A kind of edge that no source was read for is not in
    `covers`."""

    nodes: pl.DataFrame  # id, kind, name, and for enterprises the columns of `building.frames.NODES`
    edges: Edges
    as_of: date
    words: tuple[str, ...] = ("",)
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    covers: frozenset[EdgeKind] = frozenset(EdgeKind)  # kinds whose source was read: of others, no edge says nothing

    @property
    def size(self) -> tuple[int, int]:
        """(nodes, edges)."""
        return self.nodes.height, len(self.edges)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """The code of each node's kind."""
        order = {kind.value: kind.code for kind in NodeKind}
        return self.nodes["kind"].replace_strict(order, return_dtype=pl.UInt8).to_numpy()

    @cached_property
    def enterprises(self) -> Ints:
        """The places of all enterprises."""
        return np.flatnonzero(self.kinds == NodeKind.ENTERPRISE.code).astype(np.int32)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.nodes["id"].to_list())}

    def place(self, node: str) -> int:
        """Where a node stands; raises `NodeUnknown`."""
        try:
            return self._places[node]
        except KeyError:
            raise NodeUnknown(node=node, stage="relations") from None

    def enterprise(self, uscc: str) -> int:
        """Where an enterprise stands; raises `NodeUnknown`, `NotAnEnterprise`."""
        place = self.place(uscc)
        if self.kinds[place] != NodeKind.ENTERPRISE.code:
            raise NotAnEnterprise(node=uscc, stage="relations")
        return place

    def id(self, place: int) -> str:
        """The id of the node at a place."""
        return str(self.nodes["id"][int(place)])

    def fact(self, name: str) -> Floats:
        """A fact's value for every node; NaN throughout where no source told it."""
        held = self.facts.get(name)
        return held.value if held else np.full(self.nodes.height, np.nan)

    @cached_property
    def subjects(self) -> Ints:
        """The places of the enterprises that the graph is about: not those seen as somebody's counterparty only."""
        outside = self.nodes["outside"].fill_null(False).to_numpy()
        return self.enterprises[~outside[self.enterprises]]

    def with_edges(self, which: NDArray[Any]) -> "Graph":
        """The same nodes, fewer edges."""
        return self._sharing(replace(self, edges=self.edges.take(which)))

    def of(self, *kinds: EdgeKind) -> "Graph":
        """Only edges of these kinds."""
        wanted = np.zeros(256, dtype=np.bool_)
        wanted[EdgeKind.codes(kinds)] = True
        return self.with_edges(wanted[self.edges.kind])

    def at(self, day: date, *, event_days: int = EVENT_DAYS) -> "Graph":
        """As it stood on `day`: what held on it, and what happened in the `event_days` up to it."""
        number = day_number(day)
        happened = np.isin(self.edges.kind, EdgeKind.codes(EVENTS))
        begun = self.edges.since <= number
        valid = np.where(happened, self.edges.since > number - event_days, self.edges.until > number) & begun
        return self._sharing(replace(self, edges=self.edges.take(valid), as_of=day))

    @cached_property
    def now(self) -> "Graph":
        """As it stood on its own day."""
        return self.at(self.as_of)

    @cached_property
    def holdings(self) -> "Graph":
        """Its holdings alone."""
        return self.of(EdgeKind.HOLDS)

    def _sharing(self, other: "Graph") -> "Graph":
        """Let a view have what was derived from the nodes that both share."""
        for name in ("kinds", "enterprises", "subjects", "_places"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    @cached_property
    def out(self) -> Rows:
        """Whom each node acts on."""
        return rows(self.edges.source, self.edges.target, self.nodes.height)

    @cached_property
    def into(self) -> Rows:
        """Who acts on each node."""
        return rows(self.edges.target, self.edges.source, self.nodes.height)

    @cached_property
    def both(self) -> Rows:
        """Neighbours either way."""
        ends = np.concatenate([self.edges.source, self.edges.target])
        others = np.concatenate([self.edges.target, self.edges.source])
        made = rows(ends, others, self.nodes.height)
        return Rows(made.start, made.neighbour, (made.edge % max(len(self.edges), 1)).astype(np.int32))


def rows(ends: Ints, others: Ints, count: int) -> Rows:
    """Compress a list of edges into rows by its first end."""
    order = np.argsort(ends, kind="stable").astype(np.int32)
    start = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(ends, minlength=count), out=start[1:])
    return Rows(start, others[order], order)


def spans(start: NDArray[np.int64], stop: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All places of many ranges, one after another, and which range each is of.

    >>> [part.tolist() for part in spans(np.array([5, 0]), np.array([7, 1]))]
    [[0, 0, 1], [5, 6, 0]]
    """
    lengths = np.maximum(stop - start, 0)
    which = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    return which, np.arange(len(which)) - before[which] + start[which]


def places(graph: Graph, ids: Iterable[str]) -> Ints:
    """Where many nodes stand; raises `NodeUnknown` on the first that is not there."""
    return np.array([graph.place(node) for node in ids], dtype=np.int32)
