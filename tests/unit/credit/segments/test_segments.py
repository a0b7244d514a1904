"""Segments, the ceiling of inclusive loans, the shelf, and offsets of a pooled card."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.credit import Kind, Scaling, Scorecard
from puhui.credit.scorecard import EXAMPLE
from puhui.credit.segments import (
    Basis,
    Figures,
    MalformedSegmentSettings,
    NoOutcomes,
    NotInForce,
    Offset,
    Segment,
    SegmentNotServed,
    SegmentShelf,
    ceiling,
    is_inclusive,
    segment_of,
    segment_offset,
    shipped_shelf,
    size_of,
    with_offset,
)

DAY = date(2026, 6, 30)
COMPANY = "有限责任公司(自然人投资或控股)"


def sized(staff: int | None, revenue_yuan: int | None):  # type: ignore[no-untyped-def]
    return size_of("3484", Figures(staff, None if revenue_yuan is None else revenue_yuan * 100, None), DAY)


def fitted(bads: int, version: str = "1", **training: object) -> Scorecard:
    return replace(
        Scorecard.parse(EXAMPLE), kind=Kind.FITTED, name="fitted", version=version, training={"bads": bads, **training}
    )


@pytest.mark.parametrize(
    ("form", "staff", "yuan", "segment", "assumed"),
    [
        ("个体工商户", 2, 100_000, Segment.SOLE_PROPRIETOR, False),
        ("个体工商户", 2000, 900_000_000, Segment.SOLE_PROPRIETOR, False),
        ("农民专业合作社", 5, 100_000, Segment.FARMER, False),
        (COMPANY, 5, 100_000, Segment.SMALL_MICRO, False),
        (COMPANY, 30, 4_000_000, Segment.SMALL_MICRO, False),
        (COMPANY, 400, 40_000_000, Segment.MEDIUM, False),
        (COMPANY, 4000, 900_000_000, None, False),
        (COMPANY, None, 40_000_000, Segment.SMALL_MICRO, True),
        (COMPANY, None, 100_000, Segment.SMALL_MICRO, False),
    ],
)
def test_form_first_then_size(form: str, staff: int | None, yuan: int, segment: Segment | None, assumed: bool) -> None:
    found = segment_of(form, sized(staff, yuan))
    assert (found.segment, found.assumed) == (segment, assumed)


def test_an_industry_without_a_row_is_assumed_and_said() -> None:
    found = segment_of(COMPANY, size_of("5310", Figures(5, 5, 5), DAY))
    assert (found.segment, found.assumed) == (Segment.SMALL_MICRO, True)


def test_the_ceiling_holds_from_its_day_and_to_the_fen() -> None:
    assert is_inclusive(Segment.SMALL_MICRO, 1_000_000_000, DAY)
    assert not is_inclusive(Segment.SMALL_MICRO, 1_000_000_001, DAY)
    assert is_inclusive(Segment.SMALL_MICRO, 2_000_000_000, DAY, scope="central_bank_tool")
    assert not is_inclusive(Segment.SMALL_MICRO, 2_000_000_000, date(2023, 12, 31), scope="central_bank_tool")
    assert not is_inclusive(Segment.MEDIUM, 1, DAY)
    assert not is_inclusive(None, 1, DAY)
    with pytest.raises(NotInForce):
        ceiling(date(2020, 5, 31))


def test_an_own_card_serves_from_five_hundred_bads_on() -> None:
    shelf = shipped_shelf()
    assert shelf.choose("medium", [fitted(499, segment="medium")]).basis is Basis.EXPERT
    assert shelf.choose("medium", [fitted(500, segment="medium")]).basis is Basis.OWN
    assert shelf.choose("medium", [fitted(500, segment="farmer")]).basis is Basis.EXPERT
    most = shelf.choose("medium", [fitted(900, "1", segment="medium"), fitted(600, "2", segment="medium")])
    assert most.card.version == "1"
    assert not most.uncalibrated


def test_a_pooled_card_comes_before_judgement_and_takes_the_segments_offset() -> None:
    pool = fitted(800, segments={"medium": {"rows": 900, "bads": 40}})
    plain = shipped_shelf().choose("medium", [pool])
    assert (plain.basis, plain.card.base_points) == (Basis.POOLED, pool.base_points)
    moved = shipped_shelf().choose("medium", [pool], {"fitted@1": Offset(-12.5, 4.0, 900, 40)})
    assert moved.card.base_points == pool.base_points - 12.5
    assert moved.card.name == "fitted-medium"
    assert moved.card.training["segment_offset"]["pooled"] == "fitted@1"
    assert "-12" in moved.why.en
    assert shipped_shelf().choose("farmer", [pool]).basis is Basis.EXPERT
    own = fitted(700, segment="medium")
    assert shipped_shelf().choose("medium", [pool, own]).basis is Basis.OWN


@pytest.mark.parametrize("segment", Segment)
def test_every_segment_has_a_card_that_says_what_it_is(segment: Segment) -> None:
    choice = shipped_shelf().choose(segment, [])
    assert choice.uncalibrated
    assert choice.card.kind is Kind.EXPERT
    assert "未经校准" in choice.why.zh


def test_the_general_card_serves_where_the_segments_own_sources_are_not_there() -> None:
    general = replace(Scorecard.parse(EXAMPLE), name="general")  # on the registry alone
    shelf = shipped_shelf()

    def name(*present: str) -> str:
        return shelf.choose("medium", [], general=general, present=present).card.name

    assert name("registry", "court") == "general"
    assert name("statements") == "medium-expert"  # 42 of 100
    assert name("tax", "relations") == "medium-expert"  # 40 of 100
    assert name("tax", "court") == "medium-expert"  # neither can be carried: the segment's own says what is needed
    assert shelf.choose("medium", [], general=general).card.name == "medium-expert"
    assert (
        shelf.choose("medium", [fitted(500, segment="medium")], general=general, present=["registry"]).basis
        is Basis.OWN
    )


def test_an_expert_card_handed_in_never_counts_as_fitted() -> None:
    posing = replace(fitted(9_999, segment="medium"), kind=Kind.EXPERT)
    assert shipped_shelf().choose("medium", [posing]).basis is Basis.EXPERT
    assert shipped_shelf().choose("medium", [fitted(True, segment="medium")]).basis is Basis.EXPERT  # type: ignore[arg-type]


def test_a_segment_without_a_card_and_a_malformed_shelf_are_refused() -> None:
    with pytest.raises(SegmentNotServed):
        shipped_shelf().choose("large", [])
    for broken in (b"{", b'{"format": "x"}', b'{"format": "puhui-segment-shelf/1"}'):
        with pytest.raises(MalformedSegmentSettings):
            SegmentShelf.parse(broken)


@given(st.floats(-80, 80), st.integers(0, 2**32 - 1))
def test_an_offset_finds_the_level_that_the_outcomes_were_drawn_at(points: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scaling = Scaling()
    scores = rng.normal(600, 60, 6_000)
    bad = rng.random(6_000) < scaling.pd(scores + points)
    found = segment_offset(scores, bad, scaling, sd_points=200.0)
    assert abs(found.points - points) < 6 * found.se_points


def test_few_outcomes_hardly_move_the_card_and_none_leave_it() -> None:
    scaling = Scaling()
    few = segment_offset(np.full(20, 600.0), np.arange(20) < 4, scaling)  # 20 % bad where 5 % are expected
    many = segment_offset(np.full(2_000, 600.0), np.arange(2_000) < 400, scaling)
    assert many.points < few.points < 0
    assert abs(few.points) < abs(many.points) / 2 + 40
    kept = segment_offset(np.array([np.nan, 600.0]), np.array([True, False]), scaling)
    assert (kept.rows, kept.bads) == (1, 0)
    for scores, bad in ((np.array([]), np.array([], dtype=bool)), (np.array([1.0]), np.array([True, False]))):
        with pytest.raises(NoOutcomes):
            segment_offset(scores, bad, scaling)


def test_a_moved_card_scores_by_the_offset_everywhere_and_reads_back() -> None:
    card = fitted(800, segments={"medium": {}})
    moved = Scorecard.parse(with_offset(card, "medium", Offset(-7.25, 1.0, 10, 1)).dump())
    frame = {"age_m": np.array([6.0, 48.0])}
    assert (moved.score(frame).score - card.score(frame).score).tolist() == [-7.25, -7.25]
