"""Relations at 1 M nodes and 3 M edges: views, three hops, circles, loops, indicators, beside bare SciPy and bare
rustworkx.

    python bench/relations.py [--nodes 1000000] [--rounds 3] [--json]

The graph is made here from a seed: 40 % enterprises, 50 % persons, 10 % addresses and phones; holdings, officers,
contacts, guarantees
and invoices, of which guarantees and invoices stay among neighbours as in a city. Each line is the median of the
rounds, the
sides taking turns in one process and on one thread. A ratio below 1 says that we are faster than the bare library.

* `hops`: everybody within three edges, either way, of 200 enterprises; SciPy by slicing its rows, rustworkx by
asking for neighbours.
* `components`: connected sets of all edges.
* `circles`: guarantees of the day, connected sets, cycles of up to 5 in each (rustworkx: `simple_cycles`, the
longer ones thrown away); ours also splits a set by its key customers, so it counts a few more, and measures each
circle: exposure, density, mutual pairs, two rounds of contagion.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import rustworkx
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from puhui.relations.circles import guarantee_circles, guarantee_edges
from puhui.relations.detectors import circular_trades, find
from puhui.relations.folder import pack, unpack
from puhui.relations.frames import NODES
from puhui.relations.graph import Edges, Fact, Graph
from puhui.relations.indicators import indicators
from puhui.relations.loops import loops
from puhui.relations.model import STILL, EdgeKind, NodeKind, day_number
from puhui.relations.ownership import upstream
from puhui.relations.thresholds import THRESHOLDS
from puhui.relations.traversal import components, reach

DAY = date(2026, 6, 30)
SEEDS = 200
SHARES = {  # of all edges
    EdgeKind.HOLDS: 0.2, EdgeKind.LEGAL_REP: 0.13, EdgeKind.EXECUTIVE: 0.1, EdgeKind.AT_ADDRESS: 0.13,
    EdgeKind.USES_PHONE: 0.12,     EdgeKind.GUARANTEES: 0.04, EdgeKind.INVOICES: 0.28,
}  # fmt: skip
NEIGHBOURHOOD = 40


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told: dict[str, Any] = {}
    graph, told["make_s"] = timed(lambda: synthetic(given.nodes, 3 * given.nodes))
    told["nodes"], told["edges"] = graph.size
    files, told["pack_s"] = timed(lambda: pack(graph))
    told["file_mb"] = round(sum(map(len, files.values())) / 1e6, 1)
    graph, told["load_s"] = timed(lambda: unpack(files))
    now, told["view_of_a_day_s"] = timed(lambda: graph.now)
    _, told["neighbours_s"] = timed(lambda: (now.both, now.out, now.into))
    told["rss_mb_graph"] = peak_mb()
    pairs = np.column_stack([now.edges.source, now.edges.target])
    rx, told["rustworkx_load_s"] = timed(lambda: bare_rustworkx(now.nodes.height, pairs))
    ones = np.ones(2 * len(pairs), dtype=np.int8)
    ends = (np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]]))
    rows = sparse.csr_matrix((ones, ends), shape=(now.nodes.height, now.nodes.height))
    seeds = np.random.default_rng(3).choice(now.enterprises, SEEDS, replace=False)
    guarantees = guarantee_edges(graph)
    tied = now.with_edges(guarantees)
    races = {
        "hops": {
            "ours": lambda: sum(len(reach(now.both, np.array([seed]), hops=3)) for seed in seeds),
            "scipy": lambda: sum(scipy_hops(rows, int(seed)) for seed in seeds),
            "rustworkx": lambda: sum(rustworkx_hops(rx, int(seed)) for seed in seeds),
        },
        "components": {
            "ours": lambda: components(now)[0],
            "scipy": lambda: int(connected_components(rows, directed=False)[0]),
            "rustworkx": lambda: len(rustworkx.weakly_connected_components(rx)),
        },
        "circles": {
            "ours": lambda: len(guarantee_circles(graph)),
            "rustworkx": lambda: rustworkx_circles(tied),
        },
    }
    for name, sides in races.items():
        told[name] = race(given.rounds, sides)
    table, told["indicators_s"] = timed(lambda: indicators(graph))
    told["indicators_rows"] = table.height
    window = circular_trades.window(THRESHOLDS)
    trades = now.of(EdgeKind.INVOICES)
    found, told["loops_s"] = timed(lambda: loops(trades, window))
    told["loops_found"], told["trades"] = len(found), len(trades.edges)
    findings, told["all_findings_s"] = timed(lambda: find(graph))
    told["findings"] = len(findings)
    names = [now.id(seed) for seed in seeds[:20]]
    _, seconds = timed(lambda: [upstream(now, name).effective() for name in names])
    told["owners_one_s"] = round(seconds / len(names), 4)
    told["rss_mb_peak"] = peak_mb()
    print(json.dumps(told) if given.json else shown(told))


def synthetic(nodes: int, edges: int) -> Graph:
    """A graph from a fixed seed: what is near in number is near in the city."""
    random = np.random.default_rng(7)
    firms, people = int(0.4 * nodes), int(0.5 * nodes)
    things = nodes - firms - people
    kinds = np.repeat([NodeKind.ENTERPRISE.value, NodeKind.PERSON.value, NodeKind.ADDRESS.value, NodeKind.PHONE.value],
                      [firms, people, things // 2, things - things // 2])  # fmt: skip
    frame = pl.DataFrame({"id": pl.Series(np.arange(nodes)).cast(pl.String), "kind": kinds})
    lacking = [pl.lit(None, dtype=kind).alias(name) for name, kind in NODES.items() if name not in frame.columns]
    frame = frame.with_columns(lacking).select(list(NODES))
    parts = []
    for kind, share in SHARES.items():
        count = int(share * edges)
        one = random.integers(0, firms, count)
        near = np.clip(one // NEIGHBOURHOOD * NEIGHBOURHOOD + random.integers(0, NEIGHBOURHOOD, count), 0, firms - 1)
        person = firms + np.clip((one * people // firms) + random.integers(-3, 4, count), 0, people - 1)
        thing = firms + people + np.clip(one * things // firms + random.integers(-2, 3, count), 0, things - 1)
        company = random.random(count) < 0.1
        source = {
            EdgeKind.HOLDS: np.where(company, near, person),
            EdgeKind.LEGAL_REP: person,
            EdgeKind.EXECUTIVE: person,
        }.get(kind, one)
        target = {
            EdgeKind.AT_ADDRESS: thing,
            EdgeKind.USES_PHONE: thing,
            EdgeKind.GUARANTEES: near,
            EdgeKind.INVOICES: near,
        }.get(kind, one)
        day = (
            day_number(DAY) - random.integers(0, 365, count) if kind.is_event else np.full(count, day_number(DAY) - 500)
        )
        until = day if kind.is_event else np.full(count, STILL)
        amount = (
            np.exp(random.normal(15, 1.2, count))
            if kind in (EdgeKind.GUARANTEES, EdgeKind.INVOICES)
            else np.zeros(count)
        )
        ratio = random.uniform(0.05, 0.3, count) if kind is EdgeKind.HOLDS else np.full(count, np.nan)
        parts.append((source, target, np.full(count, kind.code), ratio, amount, day, until))
    source, target, kind_, ratio, amount, since, until = (np.concatenate(column) for column in zip(*parts, strict=True))
    count = len(source)
    made = Edges(
        source.astype(np.int32), target.astype(np.int32), kind_.astype(np.uint8), ratio, amount.astype(np.int64),
        np.ones(count, np.int32),
        since.astype(np.int32), until.astype(np.int32), np.zeros(count, np.uint16), np.zeros(count, np.uint16),
        np.ones(count, np.float32),
    )  # fmt: skip
    suits = np.where(np.arange(nodes) < firms, random.poisson(0.2, nodes).astype(float), np.nan)
    return Graph(frame, made, DAY, facts={"suits": Fact(suits, "court", DAY)})


def bare_rustworkx(nodes: int, pairs: np.ndarray) -> rustworkx.PyDiGraph:
    made = rustworkx.PyDiGraph()
    made.add_nodes_from(range(nodes))
    made.add_edges_from_no_data(list(map(tuple, pairs.tolist())))
    return made


def scipy_hops(rows: sparse.csr_matrix, seed: int) -> int:
    seen, front = {seed}, np.array([seed])
    for _ in range(3):
        fresh = set(rows[front].indices.tolist()) - seen
        seen |= fresh
        front = np.fromiter(fresh, dtype=np.int64, count=len(fresh))
        if not len(front):
            break
    return len(seen)


def rustworkx_hops(graph: rustworkx.PyDiGraph, seed: int) -> int:
    seen, front = {seed}, {seed}
    for _ in range(3):
        front = {other for node in front for other in graph.neighbors_undirected(node)} - seen
        seen |= front
    return len(seen)


def rustworkx_circles(tied: Graph) -> int:
    pairs = np.unique(np.column_stack([tied.edges.source, tied.edges.target]), axis=0)
    used, renamed = np.unique(pairs, return_inverse=True)
    graph = bare_rustworkx(len(used), renamed.reshape(-1, 2))
    found = cycles = 0
    for nodes in rustworkx.weakly_connected_components(graph):
        if len(nodes) < 3:
            continue
        part = graph.subgraph(list(nodes))
        cycles += sum(1 for cycle in rustworkx.simple_cycles(part) if len(cycle) <= 5)
        found += part.num_edges() > 1.5 * len(nodes) or len(nodes) + part.num_edges() > 10
    return found


def race(rounds: int, sides: dict[str, Callable[[], int]]) -> dict[str, Any]:
    """Median seconds of each side, taking turns, and ours as a ratio to each; what each counted, for the eye."""
    times: dict[str, list[float]] = {side: [] for side in sides}
    counted: dict[str, int] = {}
    for _ in range(rounds):
        for side, run in sides.items():
            counted[side], seconds = timed(run)
            times[side].append(seconds)
    median = {side: round(statistics.median(found), 4) for side, found in times.items()}
    ratios = {side: round(median["ours"] / seconds, 3) for side, seconds in median.items() if side != "ours"}
    return {"seconds": median, "ratio": ratios, "counted": counted}


def timed(run: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    made = run()
    return made, round(time.perf_counter() - began, 3)


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def shown(told: dict[str, Any]) -> str:
    lines = []
    for name, value in told.items():
        if isinstance(value, dict):
            seconds = "  ".join(f"{side} {number:.3f} s" for side, number in value["seconds"].items())
            ratios = ", ".join(f"{number} × {side}" for side, number in value["ratio"].items())
            lines.append(f"{name}: {seconds}; ours is {ratios}; counted {value['counted']}")
        else:
            lines.append(f"{name}: {value:,}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
