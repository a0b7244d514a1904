"""Loops of trades: by hand, and against a search that tries everything."""

from itertools import permutations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from puhui.relations.errors import TooManyPaths
from puhui.relations.graph import Graph
from puhui.relations.loops import Window, loops, short_cycles
from puhui.relations.sketch import sketch

WINDOW = Window(days=30, tolerance=0.1, shortest=3, longest=6)
RING = ["A invoices B 100 on 2026-06-01", "B invoices C 100 on 2026-06-05", "C invoices A 100 on 2026-06-09"]


def members(graph: Graph, window: Window = WINDOW) -> list[str]:
    return ["".join(graph.id(graph.edges.source[edge]) for edge in loop) for loop in loops(graph, window)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ([], ["ABC"]),
        ([(2, "C invoices A 100 on 2026-07-02")], []),  # the 31st day
        ([(2, "C invoices A 100 on 2026-07-01")], ["ABC"]),
        ([(2, "C invoices A 116 on 2026-06-09")], []),  # 10.1 % above the mean
        ([(2, "C invoices A 115 on 2026-06-09")], ["ABC"]),
        ([(0, "A invoices B 100 on 2026-06-08")], ["BCA"]),  # told from its first trade
        ([(1, "A invoices C 100 on 2026-06-05")], []),
    ],
)
def test_what_is_a_loop(change: list[tuple[int, str]], found: list[str]) -> None:
    trades = list(RING)
    for place, sentence in change:
        trades[place] = sentence
    assert members(sketch(*trades)) == found


def test_two_members_are_trade_and_seven_too_many() -> None:
    two = ["A invoices B 100 on 2026-06-01", "B invoices A 100 on 2026-06-02"]
    seven = [
        f"{a} invoices {b} 100 on 2026-06-0{n + 1}" for n, (a, b) in enumerate(zip("ABCDEFG", "BCDEFGA", strict=True))
    ]
    assert members(sketch(*two)) == members(sketch(*seven)) == []
    six = [f"{a} invoices {b} 100 on 2026-06-0{n + 1}" for n, (a, b) in enumerate(zip("ABCDEF", "BCDEFA", strict=True))]
    assert members(sketch(*six)) == ["ABCDEF"]


def test_a_search_that_grows_too_large_says_so() -> None:
    with pytest.raises(TooManyPaths):
        loops(sketch(*RING), Window(30, 0.1, 3, 6, paths_max=1))


trades = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), st.integers(90, 125), st.integers(1, 28)), max_size=9
)


@settings(max_examples=50)
@given(trades, st.integers(3, 20))
def test_all_loops_are_found_once(made: list[tuple[str, str, int, int]], days: int) -> None:
    lines = [f"{a} invoices {b} {amount} on 2026-06-{day:02}" for a, b, amount, day in made if a != b]
    if not lines:
        return
    graph = sketch(*lines)
    window = Window(days=days, tolerance=0.1, shortest=3, longest=4)
    assert sorted(tuple(loop.tolist()) for loop in loops(graph, window)) == sorted(_all_loops(graph, window))


def _all_loops(graph: Graph, window: Window) -> set[tuple[int, ...]]:
    edges, found = graph.edges, set()
    for length in range(window.shortest, window.longest + 1):
        for chain in permutations(range(len(edges)), length):
            nodes = [int(edges.source[one]) for one in chain]
            closed = all(edges.target[one] == nodes[(n + 1) % length] for n, one in enumerate(chain))
            days, amounts = edges.since[list(chain)], edges.amount_fen[list(chain)]
            first = (int(edges.since[chain[0]]), chain[0]) == min((int(edges.since[one]), one) for one in chain)
            even = np.abs(amounts - amounts.mean()).max() <= window.tolerance * amounts.mean() + 1e-6
            if closed and first and len(set(nodes)) == length and np.ptp(days) <= window.days and even:
                found.add(chain)
    return found


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_short_cycles_are_all_and_once(made: list[tuple[int, int]]) -> None:
    pairs = set(made)
    wanted = {
        chain
        for length in range(2, 5)
        for chain in permutations(range(5), length)
        if chain[0] == min(chain) and all((chain[n], chain[(n + 1) % length]) in pairs for n in range(length))
    }
    source, target = np.array([a for a, _ in made], dtype=np.int32), np.array([b for _, b in made], dtype=np.int32)
    assert sorted(short_cycles(source, target, 5, longest=4)) == sorted(wanted)
