"""Challengers: what a file promises, what absence does, who may be asked for one."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit import ReasonText, Source
from puhui.credit.binning import Binning, Trend
from puhui.credit.challenger import Challenger, fit_challenger
from puhui.credit.errors import (
    AttributesMissing,
    ColumnLengthsDiffer,
    ColumnNotNumeric,
    FeaturesHeldApart,
    MalformedChallenger,
    UnknownSource,
)
from puhui.credit.fit import Column, Recipe
from puhui.credit.validation import auc
from puhui.kernel import Language, Text

WORDS = Text(zh="销售额", en="sales")
REASON = ReasonText("LOW_SALES", Text(zh="销售额偏低", en="sales are low"), Text(zh="多开票", en="sell more"))
COLUMNS = {
    "sales": Column(label=WORDS, source="tax", binning=Binning(trend=Trend.RISING), reason=REASON),
    "suits": Column(source="court", binning=Binning(trend=Trend.FALLING)),
    "trade": Column(source="court"),
}
RECIPE = Recipe(name="demo", columns=COLUMNS, sources=(Source("tax", WORDS, 1.0), Source("court", WORDS, 1.0)))


def population(rows: int = 900, seed: int = 0) -> tuple[dict[str, Any], Any]:
    rng = np.random.default_rng(seed)
    sales, suits = rng.normal(size=rows), rng.poisson(1.0, rows).astype(float)
    trade = rng.choice(["shop", "works", "farm"], rows).astype(object)
    pull = 1.6 + 1.1 * sales - 0.6 * suits + np.where(trade == "farm", 0.8, 0.0)
    bad = rng.random(rows) < 1 / (1 + np.exp(pull))
    suits[rng.random(rows) < 0.1] = np.nan
    return {"sales": sales, "suits": suits, "trade": trade}, bad


@pytest.fixture(scope="module")
def model() -> Challenger:
    frame, bad = population()
    return Challenger.parse(fit_challenger(frame, bad, RECIPE).model.dump())


def test_it_tells_good_from_bad_on_new_rows(model: Challenger) -> None:
    frame, bad = population(seed=1)
    assert auc(-model.score(frame).score, bad) > 0.72


def test_the_file_reads_back_to_itself_and_scores_the_same(model: Challenger) -> None:
    frame, _ = population(seed=2)
    again = Challenger.parse(model.dump())
    assert again.dump() == model.dump()
    np.testing.assert_array_equal(again.score(frame).score, model.score(frame).score)


def test_a_row_scores_the_same_alone_and_among_others(model: Challenger) -> None:
    frame, _ = population(rows=60, seed=3)
    together = model.score(frame, absent=["court"])
    for row in range(0, 60, 7):
        alone = model.score({name: values[row : row + 1] for name, values in frame.items()}, absent=["court"])
        assert alone.score[0] == together.score[row]
        assert [r.code for r in alone.reasons(0)] == [r.code for r in together.reasons(row)]
    np.testing.assert_array_equal(model.score(frame, absent=["court"], reasons=False).score, together.score)


def test_training_again_in_another_process_gives_the_same_bytes(model: Challenger) -> None:
    script = (
        "import sys; from tests.unit.credit.test_challenger import *; frame, bad = population(); "
        "sys.stdout.buffer.write(fit_challenger(frame, bad, RECIPE).model.dump())"
    )
    root = Path(__file__).resolve().parents[3]
    found = subprocess.run([sys.executable, "-c", script], cwd=root, check=True, capture_output=True)
    assert found.stdout == model.dump()


@given(st.floats(-4, 4), st.floats(0, 3), st.integers(0, 6), st.sampled_from(["shop", "works", "farm", "other"]))
@settings(max_examples=40, deadline=None)
def test_a_better_value_never_costs_points(
    model: Challenger, sales: float, more: float, suits: int, trade: str
) -> None:
    frame = {
        "sales": np.array([sales, sales + more, sales]),
        "suits": np.array([float(suits), float(suits), float(suits) + 1]),
        "trade": np.array([trade] * 3, dtype=object),
    }
    base, better, sued = model.score(frame, reasons=False).score
    assert better >= base
    assert sued <= base


def test_what_is_absent_changes_nothing_but_coverage_and_the_interval(model: Challenger) -> None:
    frame, _ = population(rows=400, seed=4)
    sued = {**frame, "suits": np.full(400, 9.0)}
    without = model.score(frame, absent=["court"])
    np.testing.assert_array_equal(model.score(sued, absent=["court"]).score, without.score)
    assert (without.coverage == 0.5).all()
    assert (without.low < without.score).any()
    assert all(reason.attribute == "sales" for row in range(20) for reason in without.reasons(row))
    assert [need.source for need in without.needs(0)] == ["court"]
    flagged = {**frame, "granted.court": np.zeros(400, dtype=bool)}
    np.testing.assert_array_equal(model.score(flagged).score, without.score)


def test_a_gap_that_training_never_saw_is_absence_and_one_it_saw_is_not(model: Challenger) -> None:
    known = {feature.name: feature.missing_known for feature in model.features}
    assert known == {"sales": False, "suits": True, "trade": False}
    row = {"sales": np.array([np.nan]), "suits": np.array([np.nan]), "trade": np.array(["unseen"], dtype=object)}
    assert model.score(row).coverage[0] == 0.0
    row = {"sales": np.array([np.nan]), "suits": np.array([0.0]), "trade": np.array(["shop"], dtype=object)}
    scores = model.score(row)
    assert scores.coverage[0] == 0.5
    assert not np.isnan(scores.score[0])


def test_thin_coverage_has_no_score_but_a_need(model: Challenger) -> None:
    scores = model.score({"sales": np.array([1.0])}, absent=["court"])
    assert scores.coverage[0] == 0.5
    none = model.score({"suits": np.array([1.0]), "trade": np.array([None], dtype=object)}, absent=["tax"])
    assert none.coverage[0] == 0.25
    assert np.isnan(none.score[0])
    assert none.grade[0] is None
    assert {need.source for need in none.needs(0)} == {"tax", "court"}
    assert none.columns()["reason_1"][0] != ""


def test_an_explanation_adds_up_and_gives_the_reason_texts_of_the_card(model: Challenger) -> None:
    row = {"sales": -2.0, "suits": 3.0, "trade": "shop"}
    found = model.explain(row)
    assert found.total == pytest.approx(found.base_points + sum(term.points for term in found.terms))
    assert found.score == pytest.approx(max(300.0, min(900.0, found.total)), abs=0.006)
    assert [reason.code for reason in found.reasons][:2] == ["LOW_SALES", "low_points_suits"]
    assert found.reasons[0].cure == REASON.cure


def test_features_of_two_parties_are_refused() -> None:
    frame, bad = population()
    with pytest.raises(FeaturesHeldApart) as refused:
        fit_challenger(frame, bad, RECIPE, held_by={"tax": "tax-bureau", "court": "high-court"})
    assert "high-court, tax-bureau" in refused.value.cause_text.en
    one = fit_challenger(frame, bad, RECIPE, held_by={"tax": "bank", "court": "bank"})
    assert one.model.held_by == "bank"


def test_an_indicators_definition_says_which_way_it_may_run() -> None:
    """In this sample more void invoices look better, and a higher growth worse: the definitions hold all the same."""
    frame, bad = population()
    named = {"void_rate12": frame["sales"], "rev_yoy": frame["suits"], "sales": frame["sales"]}
    said = {"rev_yoy": Column(binning=Binning(trend=Trend.FALLING)), "sales": COLUMNS["sales"]}
    found = fit_challenger(named, bad, Recipe(name="demo", columns=said))
    assert [feature.direction for feature in found.model.features] == [-1, 1, 1]
    assert [note.en for note in found.notes if "'rev_yoy'" in note.en and "definition" in note.en]
    steps = np.linspace(-3, 3, 25)
    held = {"void_rate12": steps, "rev_yoy": np.zeros(25), "sales": np.zeros(25)}
    assert (np.diff(found.model.score(held, reasons=False).score) <= 0).all()
    free = said | {"void_rate12": Column(binning=Binning(trend=Trend.FREE))}
    lifted = fit_challenger(named, bad, Recipe(name="demo", columns=free)).model
    assert next(feature.direction for feature in lifted.features) == 0


def test_many_rows_are_told_what_each_is_told(model: Challenger) -> None:
    frame, _ = population(rows=80, seed=6)
    frame["granted.court"] = np.arange(80) % 2 == 0
    frame["sales"][::5] = np.nan
    scores = model.score(frame)
    told = scores.columns(Language.EN)
    assert np.isnan(scores.score).any()
    assert (~np.isnan(scores.score)).any()
    for row in range(80):
        unscored = np.isnan(scores.score[row])
        said = [one.text.en for one in (scores.needs(row) if unscored else scores.reasons(row))]
        assert [told[f"reason_{place}"][row] for place in range(1, 5)] == said + [""] * (4 - len(said))


def test_a_changed_file_is_refused(model: Challenger) -> None:
    raw = json.loads(model.dump())
    raw["trees"][raw["trees"].index("tree")] = "tree "
    with pytest.raises(MalformedChallenger, match="digest"):
        Challenger.parse(json.dumps(raw).encode())
    for broken in (b"[]", b"{", b'{"format": "puhui-challenger/1"}'):
        with pytest.raises(MalformedChallenger):
            Challenger.parse(broken)


def test_scoring_refuses_what_it_cannot_read(model: Challenger) -> None:
    frame, _ = population(rows=5)
    with pytest.raises(AttributesMissing, match="sales"):
        model.score({name: values for name, values in frame.items() if name != "sales"})
    with pytest.raises(ColumnNotNumeric, match="much"):
        model.score({**frame, "sales": np.array(["much"] * 5, dtype=object)})
    with pytest.raises(ColumnLengthsDiffer):
        model.score({**frame, "sales": np.zeros(3)})
    with pytest.raises(UnknownSource):
        model.score(frame, absent=["police"])


def test_a_leak_is_said_aloud_and_can_be_left_out() -> None:
    frame, bad = population()
    leaky = {**frame, "charged_off": bad * 100.0 + np.random.default_rng(0).normal(size=len(bad))}
    without = fit_challenger(leaky, bad, Recipe(name="demo", columns=COLUMNS, without_doubtful=True))
    assert any("'charged_off'" in note.en for note in without.notes)
    assert "charged_off" not in {feature.name for feature in without.model.features}
    assert any(item["column"] == "charged_off" for item in without.model.excluded)
