"""Thin files: the gates of coverage, and the two grants that would tell most."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit import Attribute, Bin, BinKind, Kind, Scorecard, Source
from puhui.credit.defaults import LENDING
from puhui.credit.expert import shipped
from puhui.credit.information import Points, expected_reduction
from puhui.credit.limit import limit
from puhui.credit.segments import Depth, standing
from puhui.kernel import Text


def words(text: str) -> Text:
    return Text(zh=text, en=text)


def attribute(name: str, source: str, points: float, *, missing: int = 0, counts: int | None = None) -> Attribute:
    return Attribute(
        name, words(name), source, True,
        (
            Bin(BinKind.INTERVAL, -points, None, 0.0, count=counts),
            Bin(BinKind.INTERVAL, points, 0.0, None, count=counts),
            Bin(BinKind.MISSING, 0.0, count=missing or None, informative=False),
            Bin(BinKind.NOT_GRANTED, 0.0, informative=False),
        ),
    )  # fmt: skip


def card(*attributes: Attribute, **weights: float) -> Scorecard:
    sources = dict.fromkeys(item.source for item in attributes)
    return Scorecard(
        Kind.EXPERT, "thin", "1", words("thin"), 720.0,
        tuple(Source(name, words(name), weights.get(name, 1.0)) for name in sources), tuple(attributes),
    )  # fmt: skip


FOUR = card(
    attribute("a", "tax", 10), attribute("b", "power", 30), attribute("c", "court", 20), attribute("d", "bank", 5),
    tax=30, power=30, court=20, bank=20,
)  # fmt: skip


def test_below_forty_percent_no_score_and_the_two_grants_that_tell_most() -> None:
    found = standing(FOUR, FOUR.explain({"a": 1.0}, absent=["power", "court", "bank"]))
    assert (found.depth, found.grade_cap, found.limit_cap_fen) == (Depth.NONE, None, 0)
    assert [(need.source, need.gain) for need in found.needs] == [("power", 30.0), ("court", 20.0)]
    assert [need.coverage for need in found.needs] == pytest.approx([0.3, 0.2])
    assert found.coverage_with == pytest.approx(0.8)
    assert found.enough
    assert sum(need.share for need in found.needs) == pytest.approx((900 + 400) / (900 + 400 + 25), abs=1e-4)


def test_between_the_lines_grade_and_limit_are_capped_and_score_and_limit_agree() -> None:
    explained = FOUR.explain({"a": 1.0, "b": 1.0}, absent=["court", "bank"])
    found = standing(FOUR, explained)
    assert explained.score == 760.0  # AA by its points
    assert (explained.grade, found.depth, found.grade_cap, found.limit_cap_fen) == (
        "BBB", Depth.CAPPED, "BBB", 30_000_000,
    )  # fmt: skip
    given_ = limit(
        grade=explained.grade, coverage=explained.coverage, methods={"invoice": 10**9}, product_cap_fen=10**9
    )
    assert (given_.amount_fen, given_.binding) == (found.limit_cap_fen, "coverage")


def test_full_coverage_caps_nothing() -> None:
    found = standing(FOUR, FOUR.explain({"a": 1.0, "b": 1.0, "c": 1.0, "d": None}))
    assert (found.depth, found.grade_cap, found.limit_cap_fen) == (Depth.FULL, None, None)


def test_the_lines_of_the_grade_table_are_those_of_the_limit() -> None:
    rule = FOUR.scorer.table.coverage
    assert (rule.score_from, rule.uncapped_from) == (
        float(LENDING.decimal("coverage_min")), float(LENDING.decimal("coverage_full")),
    )  # fmt: skip


def test_what_was_granted_already_is_never_asked_for_again() -> None:
    asked = FOUR.explain({"a": 1.0}, absent=["power", "court", "bank"], asked=["power"])
    assert [need.source for need in asked.needs] == ["court", "bank"]
    partly = card(attribute("a", "tax", 10), attribute("a2", "tax", 90), attribute("b", "power", 1))
    assert [need.source for need in partly.explain({"a": 1.0, "a2": None}, absent=["power"]).needs] == ["power"]


def test_a_source_that_seldom_has_a_record_tells_less() -> None:
    seldom = attribute("b", "power", 20, missing=900, counts=50)
    often = attribute("c", "court", 19, missing=0, counts=500)
    known = attribute("a", "tax", 1)
    found = card(known, seldom, often).explain({"a": 1.0}, absent=["power", "court"])
    assert [need.source for need in found.needs] == ["court", "power"]
    assert seldom.answered == pytest.approx(0.1)
    assert found.needs[1].gain == pytest.approx(20 * 0.1**0.5, abs=0.01)


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.integers(1, 30)), min_size=1, max_size=6),
    st.lists(st.tuples(st.floats(-50, 50), st.integers(1, 30)), min_size=1, max_size=6),
)
def test_the_reduction_is_the_variance_of_the_sum_under_one_common_rank(
    first: list[tuple[float, int]], second: list[tuple[float, int]]
) -> None:
    def points(pairs: list[tuple[float, int]]) -> tuple[Points, np.ndarray]:
        values, counts = (np.array(column) for column in zip(*sorted(pairs), strict=True))
        return Points(values, np.cumsum(counts) / counts.sum(), 1.0), np.repeat(values, counts)

    made = [points(pairs) for pairs in (first, second)]
    rank = (np.arange(20_000) + 0.5) / 20_000
    drawn = sum(flat[np.minimum((rank * len(flat)).astype(int), len(flat) - 1)] for _, flat in made)
    assert expected_reduction([item for item, _ in made]) == pytest.approx(float(np.var(drawn)), abs=0.5, rel=0.01)


def test_granting_the_advised_source_narrows_the_interval_most() -> None:
    medium = shipped("medium-expert")
    sources = [source.source for source in medium.sources]
    held = {item.name: item.bins[0].high - 1 for item in medium.attributes if item.bins[0].high is not None}
    known = ["tax", "finance", "court", "relations"]
    absent = [source for source in sources if source not in known]
    explained = medium.explain(held, absent=absent)
    assert explained.score is not None

    def width(granted: str) -> float:
        more = medium.explain(held, absent=[source for source in absent if source != granted])
        assert more.low is not None
        assert more.high is not None
        return more.high - more.low

    assert explained.needs[0].source == min(absent, key=width)
