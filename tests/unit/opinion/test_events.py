"""From articles to events: who is named, what is one story, what it is about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.opinion import ArticlesIncomplete, ArticleTwice, ArticleUndated, Register, fold, read_articles, topics_of
from puhui.opinion.errors import MalformedRules
from puhui.opinion.topics import Topics
from tests.unit.opinion.feed import REGISTER, article, read


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("华瓷股份：中标", ["a"]),  # a short name that the register gives
        ("湖南华联瓷业股份有限公司公告", ["a"]),
        ("昨日，华联瓷业与沪电股份签约", ["a", "b"]),
        ("北京华联商厦关店", ["c"]),
        ("华联商厦：关店", ["c"]),
        ("華瓷股份中標", ["a"]),  # traditional characters
        ("天气晴好", []),
        ("沪士：公告", []),  # short names of b are known: no others stand for it
    ],
)
def test_who_is_named(title: str, keys: list[str]) -> None:
    assert list(REGISTER.mentions([title], [""]).keys[0]) == keys


def test_a_name_that_two_bear_links_to_neither_and_is_counted() -> None:
    register = Register(["x", "y"], ["上海远景科技有限公司", "北京远景科技有限公司"], [["远景科技"], ["远景科技"]])
    found = register.mentions(["远景科技中标", "上海远景科技有限公司中标"], ["", ""])
    assert found.keys == ((), ("x",))
    assert found.ambiguous == (1, 0)


def test_a_region_with_a_trade_is_no_name_in_running_text_but_is_before_a_colon() -> None:
    register = Register(["x"], ["上海环境集团股份有限公司"])
    assert register.mentions(["改善上海环境的办法", "上海环境：中标"], ["", ""]).keys == ((), ("x",))


def test_letters_must_stand_alone() -> None:
    register = Register(["x"], ["ACME GROUP"], [["ACME"]])
    assert register.mentions(["ACME中标", "XACMEX中标"], ["", ""]).keys == (("x",), ())


def test_a_short_name_of_two_characters_counts_before_a_colon_alone() -> None:
    register = Register(["x"], ["深圳市康达尔集团股份有限公司"], [["康达"]])
    assert register.mentions(["康达：公告", "小康达到新水平"], ["", ""]).keys == (("x",), ())


def test_the_body_is_read_where_the_title_names_nobody() -> None:
    found = REGISTER.mentions(["要闻", "沪电股份中标"], ["据悉，华瓷股份停产。", "华瓷股份"])
    assert found.keys == (("a",), ("b",))


def test_reprints_are_one_event_with_all_sources() -> None:
    found = read(
        article("2026-05-05", "华瓷股份：被列为失信被执行人了", "晚报"),
        article("2026-05-04", "华瓷股份：被列为失信被执行人", "日报", url="https://example.org/1"),
        article("2026-05-30", "华瓷股份：被列为失信被执行人", "日报"),  # too late to be the same
        article("2026-05-04", "沪电股份：被列为失信被执行人", "日报"),  # of another
    )
    assert [(event.day.isoformat(), event.keys, event.sources) for event in found.items] == [
        ("2026-05-04", ("a",), ("日报", "晚报")),
        ("2026-05-04", ("b",), ("日报",)),
        ("2026-05-30", ("a",), ("日报",)),
    ]
    assert found.of("a")[0].as_dict()["reports"][0]["url"] == "https://example.org/1"  # type: ignore[index]


def test_other_quantities_are_another_event() -> None:
    day = date(2026, 5, 4)
    titles = ["甲公司中标3亿元项目", "甲公司中标3亿元的项目", "甲公司中标8亿元项目", "乙公司中标3亿元项目"]
    assert fold(titles, [day] * 4, [("a",), ("a",), ("a",), ("b",)]).tolist() == [0, 0, 2, 3]


@given(st.lists(st.tuples(st.text(alphabet="甲乙丙3", max_size=6), st.integers(1, 28)), max_size=12))
def test_folding_names_a_first_article_for_each_and_equal_titles_fall_together(rows: list[tuple[str, int]]) -> None:
    days = [date(2026, 5, 1)] * len(rows)
    first = fold([title for title, _ in rows], days, [("a",)] * len(rows))
    assert all(first[row] == row for row in first)
    for one, (title, _) in enumerate(rows):
        assert first[one] == first[next(other for other, (same, _) in enumerate(rows) if same == title)]


def test_counts_say_what_was_not_linked() -> None:
    found = read(article("2026-05-04", "华瓷股份：中标"), article("2026-05-04", "天气晴好"))
    assert (found.linked, found.ambiguous, found.unnamed) == (1, 0, 1)
    assert read().items == ()


def test_topics() -> None:
    found = topics_of(["公司被法院冻结股权", "无题", "无题"], ["", "公司中标", ""])
    assert [topic.code if topic else None for topic in found] == ["freeze", "orders", None]


def test_malformed_topics_are_refused() -> None:
    one = {"code": "x", "severity": 1, "label": {"zh": "甲", "en": "a"}, "words": ["甲"]}
    for wrong in ([one, one], [one | {"severity": 9}], [one | {"words": []}], [{"code": "x"}]):
        with pytest.raises(MalformedRules):
            Topics.parse({"version": "1", "topics": wrong})


def test_a_feed_without_a_column_a_day_or_with_an_id_twice_is_refused() -> None:
    columns = {"article": ["1", "1"], "published_on": ["2026-05-04"] * 2, "source": ["s"] * 2, "title": ["t"] * 2}
    with pytest.raises(ArticleTwice):
        read_articles(columns)
    with pytest.raises(ArticleUndated):
        read_articles(columns | {"published_on": ["2026-05-04", "gestern"]})
    with pytest.raises(ArticlesIncomplete):
        read_articles({"article": ["1"]})
