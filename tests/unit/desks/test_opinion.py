"""Public opinion as the portrait and the owner's page show it: whole, or not at all."""

import json
from datetime import date
from typing import Any

import pytest

from puhui.credit.indicator import DOCUMENT, Cause, Indicator, IndicatorSet
from puhui.desks.localising import localised
from puhui.desks.opinion import OpinionDesk, opinion_document
from puhui.desks.scoring import Collected, indicator_documents
from puhui.desks.views.opinion import OpinionView
from puhui.exchange.fields import TIMELINE
from puhui.kernel import Language, Text
from puhui.opinion import Register, read_articles, read_events, timeline_document

DAY = date(2026, 6, 30)
NAME = Text(zh="三年舆情", en="three years of public opinion")


def line(**changed: Any) -> dict[str, Any]:
    feed = read_articles(
        {
            "article": ["1", "2"],
            "published_on": ["2026-05-04", "2026-05-05"],
            "source": ["日报", "晚报"],
            "title": ["华联瓷业被列为失信被执行人", "华联瓷业被列为失信被执行人了"],
            "url": ["https://site1.example/1", ""],
        }
    )
    found = read_events(feed, Register(["a"], ["湖南华联瓷业股份有限公司"]))
    return timeline_document("a", found.of("a"), DAY, since=found.since, model=found.model) | changed


def part(text: str | None) -> Collected:
    cause = Cause.GRANTED if text is not None else Cause.NO_RECORD
    held = (
        Indicator("news_worst_topic_12", "dishonest_debtor", "code", "news", DAY, 1.0, Cause.GRANTED),
        Indicator(TIMELINE, text, DOCUMENT, "news", DAY, float(text is not None), cause),
    )
    return Collected("news", "platform", NAME, IndicatorSet(held), cause)


def test_a_timeline_is_shown_with_its_warnings_and_every_articles_source() -> None:
    told = opinion_document([part(None), part(json.dumps(line()))])
    shown = OpinionView.model_validate(localised(told, Language.EN))
    assert (shown.custodian, shown.told_by, len(shown.months)) == ("platform", NAME.en, 36)
    (event,) = shown.events
    assert [(one.source, one.url) for one in event.reports] == [("日报", "https://site1.example/1"), ("晚报", "")]
    assert (event.mood, event.severity, shown.warnings[0].events) == ("bad", 3, [0])
    assert shown.figures[0].text == event.topic_label  # a topic by its name, not by its code
    assert [item["name"] for item in indicator_documents([part(json.dumps(line()))])] == ["news_worst_topic_12"]


@pytest.mark.parametrize(
    "told",
    ["not JSON", "[]", json.dumps(line(months=[])), json.dumps(line(warnings=[{"code": "X"}])), json.dumps({"v": 2})],
    ids=["no JSON", "a list", "no months", "half a warning", "another document"],
)
def test_what_is_no_timeline_is_not_shown(told: str) -> None:
    assert opinion_document([part(told)]) is None


def test_an_enterprise_sees_its_own_and_one_off_the_register_sees_that_there_is_none() -> None:
    known = OpinionDesk("platform", NAME, lambda code: part(json.dumps(line())).indicators)
    told = known.own("91110000600037341L", Language.ZH_CN).opinion
    assert told is not None
    assert (told.told_by, told.warnings[0].level) == ("三年舆情", "alert")
    unknown = OpinionDesk("platform", NAME, lambda code: part(None).indicators)
    assert unknown.own("91110000600037341L", Language.EN).opinion is None
