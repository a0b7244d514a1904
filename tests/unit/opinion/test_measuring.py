"""Months, indicators and warnings: each by a case that a person can count; and no news is never bad news."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.indicators.definitions import Axis, Direction
from puhui.opinion import MalformedRules, WarningRules, definitions, measure, shipped_rules, timeline_of
from puhui.opinion.pictures import page, svg
from tests.unit.opinion.feed import AS_OF, article, of_a, read

SINCE = date(2023, 7, 1)
BAD, GOOD = "被列为失信被执行人", "中标项目"


def _count(code: str, events: tuple[object, ...]) -> int:
    return sum(finding.code == code for finding in shipped_rules().findings(events, AS_OF))  # type: ignore[arg-type]


def test_windows_are_calendar_months() -> None:
    inside = [("2026-06-30", BAD), ("2026-04-01", GOOD), ("2026-03-31", BAD + "甲"), ("2025-07-01", GOOD + "丁")]
    longer = [("2025-06-30", BAD + "乙"), ("2023-07-01", GOOD + "己")]
    outside = [("2023-06-30", BAD + "庚"), ("2026-07-01", BAD)]
    events = of_a(*inside, *longer, *outside)
    row = measure(events, AS_OF, since=SINCE)
    assert [row[f"news_cnt_{months}"] for months in (3, 12, 36)] == [2, 4, 6]
    assert row["news_neg_share_3"] == 0.5
    assert row["news_neg_cnt_12"] == 2
    assert row["news_severe_cnt_12"] == 2
    assert row["news_worst_topic_12"] == "dishonest_debtor"
    assert row["news_bad_age_d"] == 0
    assert row["record_months"] == 36


def test_the_trend_is_recent_share_less_earlier_share() -> None:
    recent = [(f"2026-0{month}-10", BAD + str(month) * 3) for month in (1, 3, 5)]
    before = [(f"2025-0{month}-10", GOOD + str(month) * 3) for month in (1, 3, 5)] + [("2025-08-10", BAD)]
    row = measure(of_a(*recent, *before), AS_OF, since=SINCE)
    assert row["news_neg_trend"] == pytest.approx(1.0 - 0.25)
    assert measure(of_a(*recent), AS_OF, since=SINCE)["news_neg_trend"] is None


def test_no_news_is_not_bad_news() -> None:
    row = measure((), AS_OF, since=SINCE)
    assert row["news_cnt_12"] == 0
    assert row["news_neg_cnt_12"] == 0
    assert {row[f"news_neg_share_{months}"] for months in (3, 12, 36)} == {None}
    assert shipped_rules().findings((), AS_OF) == ()


def test_without_a_feed_nothing_is_known() -> None:
    row = measure((), AS_OF, since=None)
    assert row["record_months"] == 0
    assert all(row[name] is None for name in row if name not in {"as_of", "record_months"})


def test_definitions_and_rows_agree_and_read_as_those_of_credit_do() -> None:
    told = definitions()
    assert told["format"] == "puhui-indicators/1"
    assert list(measure((), AS_OF, since=SINCE)) == [
        "as_of",
        "record_months",
        *(one["name"] for one in told["indicators"]),
    ]
    for one in told["indicators"]:
        assert Direction(one["direction"])
        assert Axis(one["axis"]) is Axis.RELATIONS
        assert one["absent"]["zh"]
        assert one["absent"]["en"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 1_200), st.booleans()), max_size=10))
def test_shares_counts_and_months_agree(rows: list[tuple[int, bool]]) -> None:
    days = [date.fromordinal(AS_OF.toordinal() - back).isoformat() for back, _ in rows]
    titles = [f"{BAD if bad else GOOD}{'甲乙丙丁'[at % 4] * 6}{at}" for at, (_, bad) in enumerate(rows)]
    events = of_a(*zip(days, titles, strict=True))
    row = measure(events, AS_OF, since=SINCE)
    line = timeline_of("a", events, AS_OF, since=SINCE)
    assert sum(month.events for month in line.months) == row["news_cnt_36"] == len(line.events)
    assert sum(month.bad for month in line.months[-12:]) == row["news_neg_cnt_12"]
    assert row["news_cnt_3"] <= row["news_cnt_12"] <= row["news_cnt_36"]


def test_months_that_the_feed_does_not_cover_are_not_quiet() -> None:
    line = timeline_of("a", (), AS_OF, since=date(2026, 1, 15))
    assert [month.covered for month in line.months] == [False] * 30 + [True] * 6


def test_a_severe_event_warns_with_its_source_and_lapses() -> None:
    events = read(article("2026-04-02", "华瓷股份：" + BAD, "日报", url="https://example.org/1")).of("a")
    found = shipped_rules().findings(events, AS_OF)
    assert [(one.code, one.level) for one in found] == [("NEWS_SEVERE", "alert")]
    assert found[0].as_dict()["evidence"][0]["reports"][0] == {  # type: ignore[index]
        "article": events[0].articles[0].article, "published_on": "2026-04-02", "source": "日报",
        "title": "华瓷股份：" + BAD, "url": "https://example.org/1",
    }  # fmt: skip
    assert "失信" in found[0].text.zh
    assert not shipped_rules().findings(events, date(2026, 7, 1))


def test_each_rule_fires_at_its_threshold_and_not_before() -> None:
    burst = [("2026-06-02", "净利大跌甲甲甲"), ("2026-06-12", "股东减持乙乙乙"), ("2026-06-22", "续亏丙丙丙丙")]
    assert [_count("NEWS_BURST", of_a(*burst[:count])) for count in (2, 3)] == [0, 1]
    calm = [(f"2026-06-{day}", f"中标{day}亿元") for day in (11, 12, 13, 14)]
    assert _count("NEWS_BURST", of_a(*burst, *calm)) == 0  # less than half are bad
    trouble = [("2026-01-05", "诉讼甲甲甲甲"), ("2025-11-05", "仲裁乙乙乙乙"), ("2025-09-05", "被诉丙丙丙丙")]
    assert [_count("NEWS_REPEATED", of_a(*trouble[:count])) for count in (2, 3)] == [0, 1]
    wide = [("2026-06-02", BAD, f"媒体{at}") for at in range(3)]
    assert [_count("NEWS_WIDE", of_a(*wide[:count])) for count in (2, 3)] == [0, 1]
    leaving = [("2026-06-02", "总经理辞职"), ("2026-05-02", "董事换届选举"), ("2026-04-02", "财务总监离任")]
    assert [_count("NEWS_EXECUTIVES", of_a(*leaving[:count])) for count in (2, 3)] == [0, 1]
    rising = [(f"2026-0{month}-10", BAD + str(month) * 3) for month in (1, 3, 5)]
    before = [(f"2025-0{month}-10", GOOD + str(month) * 3) for month in (1, 3, 5)]
    assert [_count("NEWS_RISING", of_a(*rising[:count], *before)) for count in (2, 3)] == [0, 1]
    few, line = (shipped_rules().line(of_a(*rising[:count], *before), AS_OF) for count in (2, 3))
    assert few is not None
    assert (few.share, few.warns_from) == (None, None)
    assert line is not None
    assert (line.months, line.share, line.usual, line.warns_from) == (6, 1.0, 0.0, 0.3)


def test_malformed_rules_are_refused() -> None:
    good = dict(shipped_rules().rules[0])
    for wrong in (
        good | {"kind": "guess"}, {key: value for key, value in good.items() if key != "months"},
        good | {"level": "panic"}, good | {"months": 0},
    ):  # fmt: skip
        with pytest.raises(MalformedRules):
            WarningRules.parse({"version": "1", "rules": [wrong]})
    with pytest.raises(MalformedRules):
        WarningRules.parse({"version": "1", "rules": [good, good]})


def test_a_page_escapes_what_comes_from_outside_and_links_to_the_web_alone() -> None:
    feed = read(
        article("2026-06-02", "华瓷股份：<script>alert(1)</script>", "<b>日报</b>", url="javascript:alert(1)"),
        article("2026-06-03", "华瓷股份：中标", "晚报", url='https://example.org/"><script>'),
    )
    line = timeline_of("a", feed.of("a"), AS_OF, since=SINCE)
    drawn = page(line, "甲 & <乙>", feed.model)
    assert "<script" not in drawn
    assert "javascript:" not in drawn
    assert "&lt;script&gt;" in drawn
    assert 'href="https://example.org/&quot;&gt;' in drawn


def test_a_picture_shows_each_month_with_events_and_hatches_what_is_not_covered() -> None:
    line = timeline_of("a", of_a(("2026-06-02", BAD), ("2026-05-02", GOOD)), AS_OF, since=date(2026, 5, 1))
    drawn = svg(line, "甲")
    assert drawn.count('fill="url(#h)"') == 34
    assert "2026-06 · 负面 1" in drawn
    assert "2026-05 · 正面 1" in drawn
