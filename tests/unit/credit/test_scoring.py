"""One card, four ways to score it; and what absence does to a score."""

from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from puhui.credit import Attribute, Bin, BinKind, Kind, Scorecard, Scores, Source
from puhui.credit.errors import AttributesMissing, ColumnLengthsDiffer, ColumnNotNumeric, UnknownSource
from puhui.kernel import Language
from tests.unit.credit.cards import cards, frames, words

FIGURES = ("score", "pd", "coverage", "score_low", "score_high")


def as_table(frame: dict[str, NDArray[Any]]) -> pl.DataFrame:
    def series(values: NDArray[Any]) -> pl.Series:
        if values.dtype.kind == "O":
            return pl.Series(values.tolist(), dtype=pl.String)
        return pl.Series(values.tolist())

    return pl.DataFrame({name: series(values) for name, values in frame.items()})


def assert_same(scores: Scores, found: pl.DataFrame) -> None:
    wanted = {
        "score": scores.score, "pd": scores.pd, "coverage": scores.coverage,
        "score_low": scores.low, "score_high": scores.high,
    }  # fmt: skip
    for name in FIGURES:
        np.testing.assert_allclose(found[name].to_numpy(), wanted[name], rtol=1e-12, err_msg=name)
    np.testing.assert_array_equal(found["score"].to_numpy(), scores.score)  # to the last bit
    assert found["grade"].to_list() == scores.grade.tolist()


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_numpy_sql_polars_and_a_pencil_agree(data: st.DataObject) -> None:
    card = data.draw(cards())
    frame = data.draw(frames(card))
    granted = [source.source for source in card.sources]
    scores = card.score(frame)
    table = as_table(frame)
    assert_same(scores, card.to_polars(table, granted=granted))
    assert_same(scores, card.to_polars(table.lazy(), granted=granted).collect())
    with duckdb.connect() as connection:
        connection.register("firms", table.with_row_index("number").to_arrow())
        found = connection.sql(card.to_sql("firms", key=["number"], granted=granted) + " ORDER BY number").pl()
    assert_same(scores, found)
    for row in range(len(scores)):
        told = card.explain({name: values[row] for name, values in frame.items()})
        assert round(told.base_points * 100) + sum(round(t.points * 100) for t in told.terms) == round(told.total * 100)
        wanted = scores.score[row]
        assert told.score is None if np.isnan(wanted) else told.score == np.clip(told.total, 300, 900) == wanted


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_without_absence_totals_are_the_scores(data: st.DataObject) -> None:
    card = data.draw(cards())
    frame = {name: values for name, values in data.draw(frames(card)).items() if not name.startswith("granted.")}
    scores = card.score(frame)
    scored = np.isfinite(scores.score)
    np.testing.assert_array_equal(card.scorer.totals(frame)[scored], scores.score[scored])


@given(st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_another_absent_source_never_narrows_the_interval_nor_raises_coverage(data: st.DataObject) -> None:
    card = data.draw(cards())
    frame = data.draw(frames(card, rows=6))
    source = data.draw(st.sampled_from([s.source for s in card.sources]))
    bins = card.scorer.score(frame)._bins
    before = card.scorer._sums(bins)
    for number, attribute in enumerate(card.scorer.attributes):
        if card.scorer.sources[attribute.source] == source:
            bins[number] = attribute.not_granted
    after = card.scorer._sums(bins)
    assert (after[3] <= before[3]).all()
    neutral = all(  # widths can be compared where an unknown value gives the same points whatever made it unknown
        item.points == attribute.bins[-1].points
        for attribute in card.attributes
        for item in attribute.bins
        if not item.informative
    )
    if neutral:
        assert ((after[2] - after[1]) >= (before[2] - before[1]) - 1e-9).all()


@pytest.fixture
def two_sources() -> Scorecard:
    def attribute(name: str, source: str, reach: float) -> Attribute:
        bins = (
            Bin(BinKind.INTERVAL, -reach, None, 0.0, count=50),
            Bin(BinKind.INTERVAL, reach, 0.0, None, count=50),
            Bin(BinKind.MISSING, 0.0, informative=False),
            Bin(BinKind.NOT_GRANTED, 0.0, informative=False),
        )
        return Attribute(name, words(name), source, True, bins)

    sources = (("tax", 5.0), ("court", 3.0), ("power", 2.0))
    return Scorecard(
        kind=Kind.EXPERT,
        name="two",
        version="1",
        label=words("two"),
        base_points=690.0,
        sources=tuple(Source(name, words(name), weight) for name, weight in sources),
        attributes=(
            attribute("sales", "tax", 40.0),
            attribute("suits", "court", 30.0),
            attribute("kwh", "power", 20.0),
        ),
    )


def row(**values: float) -> dict[str, NDArray[Any]]:
    return {name: np.array([values.get(name, np.nan)]) for name in ("sales", "suits", "kwh")}


def test_everything_known_is_a_point(two_sources: Scorecard) -> None:
    scores = two_sources.score(row(sales=1, suits=1, kwh=1))
    assert (scores.score[0], scores.low[0], scores.high[0]) == (780.0, 780.0, 780.0)
    assert (scores.grade[0], scores.coverage[0], scores.needs(0)) == ("AAA", 1.0, ())


def test_an_absent_source_moves_nothing_but_widens(two_sources: Scorecard) -> None:
    frame = {name: values for name, values in row(sales=1, suits=1).items() if name != "kwh"}
    scores = two_sources.score(frame, absent=["power"])
    assert (scores.score[0], scores.low[0], scores.high[0]) == (760.0, 740.0, 780.0)
    assert scores.coverage[0] == pytest.approx(0.8)
    assert scores.grade[0] == "AA"


def test_independent_sources_combine_by_the_root_of_squares(two_sources: Scorecard) -> None:
    scores = two_sources.score(row(sales=1) | {"granted.court": np.array([False]), "granted.power": np.array([False])})
    assert scores.high[0] - scores.score[0] == pytest.approx((30**2 + 20**2) ** 0.5)


def test_between_40_and_70_percent_the_grade_is_capped(two_sources: Scorecard) -> None:
    scores = two_sources.score(row(sales=1))
    assert (scores.coverage[0], scores.score[0], scores.grade[0]) == (0.5, 730.0, "BBB")
    assert two_sources.score(row(sales=-1)).grade[0] == "BB"  # a cap lifts nobody


def test_below_40_percent_there_is_no_score_but_the_two_sources_to_ask_for(two_sources: Scorecard) -> None:
    scores = two_sources.score(row(suits=1))
    assert np.isnan(scores.score[0])
    assert scores.grade[0] is None
    assert [need.source for need in scores.needs(0)] == ["tax", "power"]
    columns = scores.columns(Language.EN)
    assert columns["reason_1"][0] == "needs more authorisation: tax"
    assert columns["reason_3"][0] == ""
    assert two_sources.explain({"sales": None, "suits": 1.0, "kwh": None}).score is None


def test_a_row_without_any_value_is_not_covered_even_if_blanks_meant_something_in_training() -> None:
    bins = (
        Bin(BinKind.INTERVAL, 10.0),
        Bin(BinKind.MISSING, -10.0, informative=True),
        Bin(BinKind.NOT_GRANTED, 0.0, informative=False),
    )
    card = Scorecard(
        Kind.FITTED, "n", "1", words("n"), 600.0, (Source("s", words("s"), 1.0),),
        (Attribute("a", words("a"), "s", True, bins), Attribute("b", words("b"), "s", True, bins)),
    )  # fmt: skip
    scores = card.score({"a": np.array([np.nan, np.nan]), "b": np.array([np.nan, 1.0])})
    assert scores.coverage.tolist() == [0.0, 1.0]
    assert scores.score[1] == 600.0


def test_reasons_are_the_largest_losses_in_order(two_sources: Scorecard) -> None:
    scores = two_sources.score(row(sales=1, suits=-1, kwh=-1))
    assert [(r.attribute, r.points_lost) for r in scores.reasons(0)] == [("suits", 60.0), ("kwh", 40.0)]
    assert scores.columns()["reason_1"][0] == "suits项为“低于 0”，比最好情形少 60 分"


def test_absent_is_never_a_reason(two_sources: Scorecard) -> None:
    assert [r.attribute for r in two_sources.score(row(sales=-1, suits=1)).reasons(0)] == ["sales"]


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reasons_agree_with_sorting_every_loss(data: st.DataObject) -> None:
    card = data.draw(cards())
    frame = data.draw(frames(card))
    scores = card.score(frame)
    for at in range(len(scores)):
        terms = card.explain({name: values[at] for name, values in frame.items()}).terms
        lost = sorted((round(t.best - t.points, 2) for t in terms if t.known and t.best > t.points), reverse=True)
        assert [reason.points_lost for reason in scores.reasons(at)] == lost[:4]


def test_infinities_and_unseen_categories_are_said() -> None:
    bins = (Bin(BinKind.INTERVAL, 1.0), Bin(BinKind.MISSING, 0.0, informative=False))
    absent = Bin(BinKind.NOT_GRANTED, 0.0, informative=False)
    named = (Bin(BinKind.CATEGORY, 2.0, values=("x",)), Bin(BinKind.OTHER, -1.0, informative=False), bins[1])
    card = Scorecard(
        Kind.EXPERT, "n", "1", words("n"), 600.0, (Source("s", words("s"), 1.0),),
        (
            Attribute("a", words("a"), "s", True, (*bins, absent)),
            Attribute("b", words("b"), "s", False, (*named, absent)),
        ),
    )  # fmt: skip
    scores = card.score({"a": np.array([1.0, np.inf, -np.inf]), "b": np.array(["x", "new", None], dtype=object)})
    assert [note.en for note in scores.notes] == [
        "column 'a' holds 2 infinities, taken as no record",
        "column 'b' holds 1 values that the card does not name, taken as other",
    ]


def test_many_rows_are_scored_as_few_are() -> None:
    """More than one chunk, and more rows than the search of small inputs takes, give the same numbers."""
    rng = np.random.default_rng(5)
    edges = [None, -1.0, 0.0, 0.5, 2.0, None]
    bins = [Bin(BinKind.INTERVAL, float(n * 7 - 9), *edges[n : n + 2]) for n in range(5)]
    bins += [Bin(BinKind.MISSING, -3.5, informative=True), Bin(BinKind.NOT_GRANTED, 0.0, informative=False)]
    card = Scorecard(
        Kind.EXPERT, "n", "1", words("n"), 600.0, (Source("s", words("s"), 1.0),),
        tuple(Attribute(name, words(name), "s", True, tuple(bins)) for name in "abc"),
    )  # fmt: skip
    frame = {name: np.where(rng.random(40_000) < 0.1, np.nan, rng.normal(size=40_000)) for name in "abc"}
    whole = card.score(frame)
    parts = [card.score({name: values[i : i + 500] for name, values in frame.items()}) for i in range(0, 40_000, 500)]
    np.testing.assert_array_equal(whole.score, np.concatenate([part.score for part in parts]))
    np.testing.assert_array_equal(
        whole.reason_attributes, np.concatenate([part.reason_attributes for part in parts], axis=1)
    )


def test_integers_booleans_and_none_are_read_as_they_are_meant(two_sources: Scorecard) -> None:
    frame = {"sales": np.array([1, -1]), "suits": np.array([True, False]), "kwh": np.array([None, 2.0], dtype=object)}
    assert two_sources.score(frame).score.tolist() == [760.0, 700.0]


def test_wrong_input_is_told_apart(two_sources: Scorecard) -> None:
    good = row(sales=1, suits=1, kwh=1)
    with pytest.raises(AttributesMissing, match="kwh"):
        two_sources.score({name: values for name, values in good.items() if name != "kwh"})
    with pytest.raises(ColumnNotNumeric, match="'sales' must be numeric, but holds 'high'"):
        two_sources.score(good | {"sales": np.array(["high"], dtype=object)})
    with pytest.raises(ColumnLengthsDiffer):
        two_sources.score(good | {"suits": np.array([1.0, 2.0])})
    with pytest.raises(UnknownSource, match="tax, court, power"):
        two_sources.score(good, absent=["moon"])
    with pytest.raises(UnknownSource):
        two_sources.to_sql("t", granted=["moon"])


def test_no_rows_give_no_scores(two_sources: Scorecard) -> None:
    assert len(two_sources.score({name: np.empty(0) for name in ("sales", "suits", "kwh")})) == 0
