"""Guarantee circles 担保圈, in the eight steps of a public banking-supervision program (domain/relations-and-fraud §3).

1. Connected sets of guarantees (whatever the direction). 2. Sets that are too big are split: each core enterprise,
one of the largest borrowers that
together have 80 % of the balance, with its hands. 3. The key customers of each. 4. Circles that mostly overlap
become one.
5. What is no circle is left out, unless somebody in it has defaulted, or it holds a ring of three or more.
6. Region. 7. Risk class. 8. Drawing (`drawing`).

>>> from puhui.relations.sketch import sketch
>>> names = "ABCDEF"
>>> graph = sketch(*(f"{a} guarantees {b} 100" for a, b in zip(names, names[1:] + names[0])))
>>> [(circle.size, circle.exposure_fen, circle.risk.value) for circle in guarantee_circles(graph)]
[((6, 6), 600, 'warn')]
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from puhui.relations.contagion import Contagion, spread
from puhui.relations.findings import Severity
from puhui.relations.graph import Graph, Ints
from puhui.relations.loops import short_cycles
from puhui.relations.model import EdgeKind, NodeKind
from puhui.relations.thresholds import THRESHOLDS, Thresholds
from puhui.relations.traversal import components, in_core, largest_ring, reach

DEFAULTED = "defaulted"  # fact: 1 while a loan is in default
NET_ASSETS = "net_assets_fen"  # fact
BALANCE = "loan_balance_fen"  # fact
PROBABILITY = "pd"  # fact: probability of default, where somebody rated the member


@dataclass(frozen=True, slots=True)
class Circle:
    """One guarantee circle and its indicators.

    `members` and `edges` are places; `worst` is the largest guarantees given per net assets among those whose net
    assets are known (None where nobody's are), by `worst_member`.
    """

    members: Ints
    edges: Ints
    pairs: int
    ring: int  # the most members of whom each is liable for each other in the end; 1: a chain or a star
    core: Ints  # the members that no single guarantee ties: without those who only hang on
    key_customers: Ints
    region: str
    exposure_fen: int
    defaulted: Ints
    defaulted_share: float
    density: float
    mutual: int
    cycles: int
    worst: float | None
    worst_member: int | None
    critical_members: int
    contagion: Contagion
    risk: Severity

    @property
    def size(self) -> tuple[int, int]:
        """(members, pairs of which one guarantees for the other)."""
        return len(self.members), self.pairs

    @property
    def closed(self) -> bool:
        """Whether a loss can come back to who guaranteed: a circle, not a chain or a star."""
        return self.ring > 1


def guarantee_edges(graph: Graph) -> Ints:
    """The guarantees that tie members: a person counts who guarantees for two enterprises or more."""
    now = graph.now
    edges = now.edges
    which = np.flatnonzero((edges.kind == EdgeKind.GUARANTEES.code) & (edges.source != edges.target))
    pairs = np.unique(np.column_stack([edges.source[which], edges.target[which]]), axis=0)
    borrowers = np.bincount(pairs[:, 0], minlength=now.nodes.height)
    company = now.kinds[edges.source[which]] == NodeKind.ENTERPRISE.code
    return np.asarray(which[company | (borrowers[edges.source[which]] >= 2)], dtype=np.int32)


def guarantee_circles(graph: Graph, *, thresholds: Thresholds = THRESHOLDS) -> list[Circle]:
    """All guarantee circles on the graph's day, the largest exposure first."""
    now = graph.now
    edges = guarantee_edges(graph)
    part = now.with_edges(edges)
    found = []
    for whole in _worth_a_look(part, thresholds):
        for nodes in _merge(_split(part, whole, thresholds), thresholds["circle_merge_overlap"]):
            circle = _measure(part, nodes, edges, thresholds)
            if _is_circle(*circle.size, circle.ring, len(circle.defaulted) > 0, thresholds):
                found.append(circle)
    return sorted(found, key=lambda circle: (-circle.exposure_fen, int(circle.members[0])))


def _edges_among(part: Graph, nodes: Ints) -> NDArray[np.int64]:
    """The edges of `part` between these nodes."""
    _, where = part.out.of_many(nodes)
    among = np.isin(part.out.neighbour[where], nodes)
    return np.sort(part.out.edge[where[among]]).astype(np.int64)


def _split(part: Graph, nodes: Ints, thresholds: Thresholds) -> list[Ints]:
    """The set itself, or, of one that is too big, the hands around its core enterprises (step 2)."""
    if len(nodes) <= thresholds["circle_split_over"]:
        return [nodes]
    cores = _largest(part, nodes, thresholds["circle_core_share"])
    hops = int(thresholds["circle_core_hops"])
    around = [np.sort(reach(part.both, np.array([core], dtype=np.int32), hops=hops)) for core in cores]
    return [hand for hand in around if len(hand) >= 2]


def _largest(part: Graph, nodes: Ints, share: float) -> Ints:
    """The largest borrowers, who together have `share` of the balance: of loans where known, else of what is
    guaranteed."""
    which, where = part.into.of_many(nodes)
    amount = part.edges.amount_fen[part.into.edge[where]]
    known = _told(part, BALANCE, nodes)
    balance = np.where(np.isnan(known), np.bincount(which, weights=amount, minlength=len(nodes)), known)
    order = np.lexsort((nodes, -balance))
    total = balance.sum()
    enough = int(np.searchsorted(np.cumsum(balance[order]), share * total)) + 1 if total > 0 else 1
    return np.asarray(nodes[order[:enough]])


def _merge(sets: list[Ints], overlap: float) -> list[Ints]:
    """Sets of which one has `overlap` of the smaller in common become one (step 4), until none do."""
    kept: list[set[int]] = []
    for nodes in sorted(sets, key=lambda one: (-len(one), int(one[0]))):
        fresh = set(nodes.tolist())
        same = [one for one in kept if len(one & fresh) >= overlap * min(len(one), len(fresh))]
        for one in same:
            fresh |= one
            kept.remove(one)
        kept.append(fresh)
    return [np.array(sorted(one), dtype=np.int32) for one in kept]


def _worth_a_look(part: Graph, thresholds: Thresholds) -> list[Ints]:
    """The connected sets that pass step 5 as a whole: no part of any other could."""
    count, label = components(part)
    pairs = np.unique(np.column_stack([part.edges.source, part.edges.target]), axis=0)
    size = np.bincount(label, minlength=count)
    ties = np.bincount(label[pairs[:, 0]], minlength=count)
    risky = np.bincount(label[part.fact(DEFAULTED) > 0], minlength=count) > 0
    liable = components(part, strong=True)[1]
    ring = np.ones(count, dtype=np.int64)
    np.maximum.at(ring, label, np.bincount(liable)[liable])
    kept = (ties > 0) & (_is_circle(size, ties, ring, risky, thresholds) | (size > thresholds["circle_split_over"]))
    nodes = np.flatnonzero(kept[label])
    order = nodes[np.argsort(label[nodes], kind="stable")].astype(np.int32)
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return sorted(np.split(order, cuts), key=lambda one: int(one[0])) if len(order) else []


def _is_circle(size: Any, ties: Any, ring: Any, risky: Any, thresholds: Thresholds) -> Any:
    """Step 5: dense or large enough, or it holds a ring, or somebody has defaulted."""
    dense = ties > thresholds["circle_edges_per_member_over"] * size
    large = size + ties > thresholds["circle_size_over"]
    return dense | large | (ring >= thresholds["circle_ring_min"]) | risky


def _measure(part: Graph, nodes: Ints, places: Ints, thresholds: Thresholds) -> Circle:
    """The circle of `nodes` (in order); `places` says where the edges of `part` stand among those of the day."""
    count = len(nodes)
    inside = _edges_among(part, nodes)
    guarantor = np.searchsorted(nodes, part.edges.source[inside])
    borrower = np.searchsorted(nodes, part.edges.target[inside])
    amount = part.edges.amount_fen[inside].astype(np.float64)
    pairs = np.unique(guarantor.astype(np.int64) * count + borrower)
    reverse = (pairs % count) * count + pairs // count
    given = np.bincount(guarantor, weights=amount, minlength=count)
    assets, bad, rated = (_told(part, name, nodes) for name in (NET_ASSETS, DEFAULTED, PROBABILITY))
    ratio = np.where(assets > 0, given / np.where(assets > 0, assets, 1.0), np.where(given > 0, np.inf, 0.0))
    ratio[np.isnan(assets) | (given == 0)] = np.nan
    worst = int(np.nanargmax(ratio)) if not np.isnan(ratio).all() else None
    defaulted = bad > 0
    probability = np.where(defaulted, 1.0, np.where(np.isnan(rated), thresholds["contagion_pd"], rated))
    exposure = float(amount.sum())
    critical = int(np.nansum(ratio >= thresholds["guarantee_net_assets_critical"]))
    cycles = short_cycles(guarantor, borrower, count, longest=int(thresholds["circle_cycle_max"]))
    ring = largest_ring(guarantor, borrower, count)
    return Circle(
        members=nodes,
        edges=places[inside],
        pairs=len(pairs),
        ring=ring,
        core=nodes[in_core(guarantor, borrower, count)],
        key_customers=_largest(part, nodes, thresholds["circle_core_share"]),
        region=_region(part, nodes),
        exposure_fen=int(exposure),
        defaulted=nodes[defaulted],
        defaulted_share=float(amount[defaulted[borrower]].sum()) / exposure if exposure else 0.0,
        density=len(pairs) / (count * (count - 1)),
        mutual=int(np.isin(pairs, reverse).sum()) // 2,
        cycles=len(cycles),
        worst=float(ratio[worst]) if worst is not None else None,
        worst_member=int(nodes[worst]) if worst is not None else None,
        critical_members=critical,
        contagion=spread(guarantor, borrower, amount, probability, assets),
        risk=_risk(defaulted, ratio, ring > 1, thresholds),
    )


def _told(part: Graph, name: str, nodes: Ints) -> NDArray[np.float64]:
    held = part.facts.get(name)
    return held.value[nodes] if held else np.full(len(nodes), np.nan)


def _risk(defaulted: NDArray[np.bool_], ratio: NDArray[np.float64], closed: bool, thresholds: Thresholds) -> Severity:
    """Step 7 (J): critical by a default, or guarantees beyond net assets; a warning where losses come back to who
    guaranteed (any cycle), or by heavy guarantees; else a note."""
    if defaulted.any() or np.nanmax(ratio, initial=0.0) >= thresholds["guarantee_net_assets_critical"]:
        return Severity.CRITICAL
    if closed or np.nanmax(ratio, initial=0.0) >= thresholds["guarantee_net_assets_warn"]:
        return Severity.WARN
    return Severity.NOTE


def _region(now: Graph, nodes: Ints) -> str:
    """The region that most members are of (step 6)."""
    codes = Counter(code for code in now.nodes["region_code"].gather(nodes).to_list() if code)
    return min(codes, key=lambda code: (-codes[code], code)) if codes else ""
