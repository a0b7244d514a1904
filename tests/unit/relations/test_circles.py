"""Guarantee circles: the steps of the handbook, and what defaults cost."""

import numpy as np
import pytest

from puhui.relations.circles import guarantee_circles
from puhui.relations.contagion import spread
from puhui.relations.findings import Severity
from puhui.relations.sketch import sketch
from puhui.relations.thresholds import THRESHOLDS

DENSE = [f"{a} guarantees {b} 100" for a in "ABCD" for b in "ABCD" if a != b]
RING = [f"{a} guarantees {b} 100" for a, b in zip("ABCDEF", "BCDEFA", strict=True)]


def test_a_dense_set_is_a_circle() -> None:
    (circle,) = guarantee_circles(sketch(*DENSE))
    assert (circle.size, circle.exposure_fen, circle.density, circle.mutual) == ((4, 12), 1200, 1.0, 6)
    assert circle.cycles == 6 + 8 + 6  # of two, three and four members


@pytest.mark.parametrize(
    ("count", "found"),
    [(4, 0), (5, 1)],  # members + guarantees: 9, and 11; above 10 is kept
)
def test_what_is_too_small_is_left_out(count: int, found: int) -> None:
    names = "ABCDEF"[:count]
    star = [f"{who} guarantees Z 100" for who in names[1:]] + [f"{names[0]} guarantees Z 100"]
    assert len(guarantee_circles(sketch(*star))) == found


@pytest.mark.parametrize(("names", "found"), [("AB", []), ("ABC", [3]), ("ABCDE", [5])])
def test_a_ring_of_three_is_kept_and_told_as_closed(names: str, found: list[int]) -> None:
    ring = [f"{a} guarantees {b} 100" for a, b in zip(names, names[1:] + names[0], strict=True)]
    assert [circle.ring for circle in guarantee_circles(sketch(*ring)) if circle.closed] == found


def test_a_chain_is_not_closed() -> None:
    (chain,) = guarantee_circles(sketch(*RING[:-1], "A guarantees D 100"))
    assert (chain.size, chain.ring, chain.closed) == ((6, 6), 1, False)


def test_a_small_one_with_a_default_is_kept() -> None:
    (circle,) = guarantee_circles(sketch("A guarantees B 100", facts={"defaulted": {"B": 1.0}}))
    assert (circle.risk, circle.defaulted_share) == (Severity.CRITICAL, 1.0)


def test_a_person_ties_only_those_it_guarantees_for_together() -> None:
    alone = sketch(*RING, "P1 guarantees A 900")
    assert guarantee_circles(alone)[0].size == (6, 6)
    both = sketch(*RING, "P1 guarantees A 900", "P1 guarantees G 900")
    assert guarantee_circles(both)[0].size == (8, 8)


def test_guarantees_that_ended_do_not_tie() -> None:
    assert guarantee_circles(sketch(*(f"{line} until 2026-01-01" for line in RING))) == []


@pytest.mark.parametrize(
    ("assets", "risk"), [(100, Severity.CRITICAL), (150, Severity.WARN), (1000, Severity.NOTE), (-5, Severity.CRITICAL)]
)
def test_guarantees_are_held_against_net_assets(assets: int, risk: Severity) -> None:
    chain = [f"{a} guarantees {b} 100" for a, b in zip("ABCDEF", "BCDEFG", strict=True)]
    (circle,) = guarantee_circles(sketch(*chain, facts={"net_assets_fen": {"A": assets}}))
    assert circle.risk is risk
    assert circle.worst == (pytest.approx(100 / assets) if assets > 0 else float("inf"))


def test_what_comes_back_to_who_guaranteed_is_a_warning() -> None:
    (circle,) = guarantee_circles(sketch(*RING))
    assert (circle.cycles, circle.risk) == (0, Severity.WARN)  # a cycle of six: longer than those that are counted


def test_a_huge_set_is_split_around_its_largest_borrowers() -> None:
    chain = [f"N{n} guarantees N{n + 1} 1" for n in range(80)]
    cores = [f"L{n} guarantees {core} 100000" for core in ("N5", "N70") for n in range(8 if core == "N5" else 0)]
    other = [f"M{n} guarantees N70 100000" for n in range(8)]
    found = guarantee_circles(sketch(*chain, *cores, *other))
    assert len(found) == 2
    assert all(len(circle.members) <= 20 for circle in found)
    one = guarantee_circles(sketch(*chain, *cores, *other), thresholds=THRESHOLDS.changed({"circle_split_over": 500}))
    assert len(one) == 1


def test_overlapping_hands_become_one() -> None:
    star = [f"L{n} guarantees N{m} 100" for n in range(60) for m in range(2)]
    (circle,) = guarantee_circles(sketch(*star))
    assert circle.size == (62, 120)


def test_two_rounds_of_contagion_by_hand() -> None:
    # C owes 100, guaranteed by B, who has 80; B owes 50, guaranteed by A, who has 1,000; only C defaults by itself
    found = spread(
        np.array([0, 1]),
        np.array([1, 2]),
        np.array([50.0, 100.0]),
        np.array([0.0, 0.0, 0.4]),
        np.array([1000.0, 80.0, np.nan]),
    )
    assert found.loss == pytest.approx((40.0, 0.5 * 50 + 40))  # B: 40 of 80 called, so half its probability
    assert found.probability.tolist() == pytest.approx([0.025, 0.5, 0.4])


def test_not_known_net_assets_do_not_make_a_guarantor_fall() -> None:
    found = spread(np.array([0]), np.array([1]), np.array([50.0]), np.array([0.1, 1.0]), np.array([np.nan, np.nan]))
    assert found.probability[0] == pytest.approx(0.1)
