"""Sentiment: additive, readable, calibrated, and the same from the file; the lexicon from our own words alone."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.opinion import MalformedModel, ModelAltered, Mood, NothingToTrainOn, SentimentModel, shipped, train
from puhui.opinion.lexicon import made
from puhui.opinion.wording import normal, worded


def _titles(count: int, seed: int = 3) -> tuple[list[str], np.ndarray, list[date]]:
    """Made-up titles whose words tell the mood, mostly; every tenth label is wrong."""
    draw = np.random.default_rng(seed)
    bad = draw.random(count) < 0.3
    words = {True: ["亏损扩大", "被立案调查", "债务逾期"], False: ["中标项目", "净利增长", "签订合同"]}
    titles = [f"甲{at % 17}公司：{words[bool(flag)][at % 3]}{draw.integers(1, 99)}万元" for at, flag in enumerate(bad)]
    days = [date(2025, 1, 1) + timedelta(days=at % 400) for at in range(count)]
    return titles, bad ^ (draw.random(count) < 0.1), days


def test_numbers_names_width_and_script_do_not_matter() -> None:
    assert worded("华瓷股份：净利增45.9%") == worded("沪电股份：淨利增 3,200％")
    assert worded("快讯 沪电股份中标", ["沪电股份"]) == "快讯〇中标"
    assert normal(" ２０２６年 ") == "2026年"


@pytest.mark.parametrize(
    ("title", "mood"),
    [
        ("公司被列为失信被执行人", Mood.BAD),
        ("公司终止收购事项", Mood.BAD),
        ("亏损收窄", Mood.GOOD),
        ("公司扭亏为盈", Mood.GOOD),
        ("股东承诺不减持公司股份", Mood.GOOD),
        ("撤销退市风险警示", Mood.GOOD),
        ("天气晴好", Mood.NEUTRAL),
        ("", Mood.NEUTRAL),
    ],
)
def test_the_lexicon_knows_words_and_what_a_longer_one_changes(title: str, mood: Mood) -> None:
    assert shipped().score([title]).moods == (mood,)


def test_the_lexicon_is_what_its_words_make() -> None:
    assert made().dump() == shipped().dump()
    assert shipped().training["labels"] == 0


@settings(max_examples=40)
@given(st.lists(st.text(alphabet="公司被终止减持中标亏损不：3", max_size=14), max_size=5))
def test_a_score_is_the_sum_of_its_reasons(titles: list[str]) -> None:
    model = shipped()
    found = model.score(titles).p_bad
    for title, p_bad in zip(titles, found.tolist(), strict=True):
        total = model.bias + sum(reason.weight for reason in model.explain(title, most=100))
        assert p_bad == pytest.approx(1 / (1 + np.exp(-(model.intercept + model.slope * total))))


def test_a_model_learns_what_the_words_tell_and_its_probabilities_mean_what_they_say() -> None:
    titles, bad, days = _titles(1_500)
    model = train(titles, bad, days)
    more, outcomes, _ = _titles(1_000, seed=4)
    p_bad = model.score(more).p_bad
    assert ((p_bad >= 0.5) == outcomes).mean() > 0.87  # every tenth label is wrong: 0.9 is all there is
    for low, high in ((0.0, 0.5), (0.5, 1.0)):
        some = (p_bad >= low) & (p_bad < high)
        assert p_bad[some].mean() == pytest.approx(outcomes[some].mean(), abs=0.05)


def test_training_does_not_depend_on_the_order_of_the_rows() -> None:
    titles, bad, days = _titles(400)
    order = np.random.default_rng(1).permutation(len(titles))
    again = train([titles[at] for at in order], bad[order], [days[at] for at in order])
    assert again.dump() == train(titles, bad, days).dump()


def test_a_model_scores_the_same_from_its_file() -> None:
    titles, bad, days = _titles(300)
    model = train(titles, bad, days)
    again = SentimentModel.parse(model.dump())
    assert again.said == model.said
    assert np.array_equal(again.score(titles).p_bad, model.score(titles).p_bad)


def test_titles_of_one_kind_or_too_few_teach_nothing() -> None:
    titles, bad, days = _titles(300)
    with pytest.raises(NothingToTrainOn):
        train(titles, np.zeros(300, dtype=bool), days)
    with pytest.raises(NothingToTrainOn):
        train(titles[:50], bad[:50], days[:50])


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other/1"}, {"kind": "guess"}, {"bias": "x"}, {"grams": {"": 1.0}}, {"grams": {"亏": float("nan")}},
        {"calibration": {"slope": -1.0, "intercept": 0.0}}, {"label": None},
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused(change: dict[str, object]) -> None:
    raw = json.loads(shipped().dump()) | change
    with pytest.raises(MalformedModel):
        SentimentModel.parse(json.dumps(raw).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe", b'"text"'])
def test_bytes_that_are_no_model_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedModel):
        SentimentModel.parse(data)


def test_a_file_whose_weights_were_changed_is_refused() -> None:
    raw = json.loads(shipped().dump())
    raw["grams"]["中标"] = 3.0
    with pytest.raises(ModelAltered):
        SentimentModel.parse(json.dumps(raw, ensure_ascii=False).encode())
