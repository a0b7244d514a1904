"""Effective ownership: vectors by hand, cross-holdings among them, and properties."""

from itertools import pairwise

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from puhui.relations.control import votes
from puhui.relations.ownership import upstream
from puhui.relations.sketch import sketch

# name, sentences, enterprise, effective parts computed by hand
VECTORS = [
    ("direct", ["P1 holds A 0.6", "P2 holds A 0.4"], "A", {"P1": 0.6, "P2": 0.4}),
    ("chain", ["P1 holds A 0.5", "A holds B 0.4"], "B", {"P1": 0.2}),
    ("two ways", ["P1 holds A 0.5", "A holds B 0.4", "P1 holds B 0.1"], "B", {"P1": 0.3}),
    ("a company nobody holds is ultimate", ["X holds A 0.7", "P1 holds A 0.3"], "A", {"X": 0.7, "P1": 0.3}),
    # x_A = 0.5 + 0.5·x_B, x_B = x_A, so x_A = 1
    ("mutual, one whole", ["P1 holds A 0.5", "B holds A 0.5", "A holds B 1.0"], "A", {"P1": 1.0}),
    # x_A = 0.8·p + 0.2·x_B; x_B = 0.7·q + 0.3·x_A: x_A = (0.8p + 0.14q)/(1 − 0.06)
    (
        "cross-holding of 20 % and 30 %",
        ["P1 holds A 0.8", "B holds A 0.2", "P2 holds B 0.7", "A holds B 0.3"],
        "A",
        {"P1": 0.8 / 0.94, "P2": 0.14 / 0.94},
    ),
    # a ring of three, each with 60 % in hands of its own: x_A = 0.6/(1 − 0.064)·…
    (
        "ring of three",
        ["P1 holds A 0.6", "C holds A 0.4", "P2 holds B 0.6", "A holds B 0.4", "P3 holds C 0.6", "B holds C 0.4"],
        "A",
        {"P1": 0.6 / 0.936, "P3": 0.24 / 0.936, "P2": 0.096 / 0.936},
    ),
    # own shares: A holds 10 % of itself, the rest is P1's
    ("own shares", ["P1 holds A 0.9", "A holds A 0.1"], "A", {"P1": 1.0}),
    (
        "closed ring above",
        ["X holds A 0.5", "Y holds X 1.0", "X holds Y 1.0", "P1 holds A 0.5"],
        "A",
        {"P1": 0.5, "X": 0.5},
    ),
    ("parts above the whole are scaled", ["P1 holds A 0.9", "P2 holds A 0.6"], "A", {"P1": 0.6, "P2": 0.4}),
    ("unknown parts count nothing", ["P1 holds A", "P2 holds A 0.4"], "A", {"P2": 0.4}),
]


@pytest.mark.parametrize(("sentences", "enterprise", "parts"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS])
def test_effective_ownership_by_hand(sentences: list[str], enterprise: str, parts: dict[str, float]) -> None:
    assert upstream(sketch(*sentences).now, enterprise).effective() == pytest.approx(parts, abs=1e-12)


def test_a_closed_ring_is_told_and_owned_by_nobody() -> None:
    above = upstream(sketch("X holds A 0.5", "Y holds X 1.0", "X holds Y 1.0").now, "A")
    assert above.rings == (("X", "Y"),)
    assert any("X, Y" in note.en for note in above.notes)


def test_bad_registers_are_told() -> None:
    above = upstream(sketch("P1 holds A 0.9", "P2 holds A 0.6", "P3 holds A").now, "A")
    assert [note.en.split()[0:2] for note in above.notes] == [["A", "has"], ["the", "parts"]]


def test_holdings_of_another_day_do_not_count() -> None:
    graph = sketch("P1 holds A 1.0 until 2025-03-01", "P2 holds A 1.0 since 2025-03-01")
    assert list(upstream(graph.now, "A").effective()) == ["P2"]


def test_paths_are_listed_largest_first() -> None:
    above = upstream(sketch("P1 holds A 0.5", "A holds B 0.4", "P1 holds B 0.1").now, "B")
    assert [(path.nodes, round(path.ratio, 9)) for path in above.paths("P1")] == [
        (("P1", "A", "B"), 0.2),
        (("P1", "B"), 0.1),
    ]


def test_control_passes_on_what_ownership_thins() -> None:
    chain = upstream(sketch("P1 holds A 0.51", "A holds B 0.51", "B holds C 0.51", "P2 holds C 0.49").now, "C")
    assert votes(chain, over=0.5) == pytest.approx({"P1": 0.51, "P2": 0.49})
    assert chain.effective()["P1"] == pytest.approx(0.51**3)


def test_half_is_no_control() -> None:
    assert votes(upstream(sketch("P1 holds A 0.5", "A holds B 1.0").now, "B"), over=0.5) == {}


@st.composite
def holdings(draw: st.DrawFn, *, acyclic: bool) -> list[str]:
    """Up to six enterprises and three persons; each enterprise's parts add up to 1 at most, 2 % of it left to
    others."""
    count = draw(st.integers(1, 6))
    lines = []
    for one in range(count):
        others = [f"E{other}" for other in range(count) if (other < one if acyclic else other != one)]
        holders = draw(st.lists(st.sampled_from([*others, "P0", "P1", "P2"]), unique=True, max_size=4))
        cuts = sorted(draw(st.lists(st.integers(1, 97), unique=True, min_size=len(holders), max_size=len(holders))))
        parts = [(high - low) / 100 for low, high in pairwise([0, *cuts])]
        lines += [f"{who} holds E{one} {part:.4f}" for who, part in zip(holders, parts, strict=True)]
    return lines


@settings(max_examples=50)
@given(holdings(acyclic=False))
def test_ownership_never_adds_up_to_more_than_the_whole(lines: list[str]) -> None:
    if not any(" holds E0 " in line for line in lines):
        return
    parts = upstream(sketch(*lines).now, "E0").effective()
    assert all(part >= 0 for part in parts.values())
    assert sum(parts.values()) <= 1 + 1e-9


@settings(max_examples=50)
@given(holdings(acyclic=True))
def test_without_rings_ownership_is_the_sum_over_paths(lines: list[str]) -> None:
    names = {word for line in lines for word in line.split()[::2]}
    graph = sketch(*lines) if lines else None
    for name in sorted(name for name in names if name.startswith("E")):
        assert graph is not None
        above = upstream(graph.now, name)
        assert above.rings == ()
        for holder, part in above.effective().items():
            assert sum(path.ratio for path in above.paths(holder)) == pytest.approx(part, abs=1e-9)


@settings(max_examples=50)
@given(holdings(acyclic=False))
def test_the_solution_solves_the_equation(lines: list[str]) -> None:
    if not any(" holds E0 " in line for line in lines):
        return
    above = upstream(sketch(*lines).now, "E0")
    through = above.through()
    target = np.zeros(len(through))
    target[0] = 1.0
    np.testing.assert_allclose(through - above.held.T @ through, target, atol=1e-9)
