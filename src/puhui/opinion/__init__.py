"""Public opinion: three years of dated articles, told as events of enterprises with mood, topic and sources. Pure.

The room promises that an article is tied to an enterprise only where its name is sure (a name that two could bear stays
apart and is counted), that a story reprinted many times is one event with all its sources, that every judgement says
which model made it and why, and that no news is never bad news: opinion is a reference line beside the score.

>>> from datetime import date
>>> from puhui.opinion import Register, measure, read_articles, read_events, shipped_rules
>>> feed = read_articles({
...     "article": ["1", "2", "3"], "published_on": ["2026-05-04", "2026-05-05", "2026-06-01"],
...     "source": ["日报", "晚报", "日报"],
...     "title": ["华联瓷业被列为失信被执行人", "华联瓷业被列为失信被执行人了", "华联瓷业：中标出口订单"],
... })
>>> found = read_events(feed, Register(["a"], ["湖南华联瓷业股份有限公司"]))
>>> [(event.mood.value, event.topic.code, len(event.articles)) for event in found.of("a")]
[('bad', 'dishonest_debtor', 2), ('good', 'orders', 1)]
>>> row = measure(found.of("a"), date(2026, 6, 30), since=found.since)
>>> row["news_cnt_3"], row["news_neg_share_3"], row["news_worst_topic_12"]
(2, 0.5, 'dishonest_debtor')
>>> shipped_rules().findings(found.of("a"), date(2026, 6, 30))[0].code
'NEWS_SEVERE'
"""

from puhui.opinion.articles import Article, read_articles
from puhui.opinion.errors import (
    ArticlesIncomplete,
    ArticleTwice,
    ArticleUndated,
    MalformedModel,
    MalformedRules,
    MalformedTimeline,
    ModelAltered,
    NothingToTrainOn,
)
from puhui.opinion.events import Event, Events, read_events
from puhui.opinion.folding import fold
from puhui.opinion.measuring import definitions, measure
from puhui.opinion.mentions import Mentions, Register
from puhui.opinion.reading import ToldTimeline, read_timeline
from puhui.opinion.sentiment import Judgement, Mood, SentimentModel, shipped
from puhui.opinion.telling import timeline_document
from puhui.opinion.timeline import Month, Timeline, timeline_of
from puhui.opinion.topics import Topic, Topics, shipped_topics, topics_of
from puhui.opinion.training import Recipe, train
from puhui.opinion.warning import Finding, WarningRules, shipped_rules

__all__ = [
    "Article",
    "ArticleTwice",
    "ArticleUndated",
    "ArticlesIncomplete",
    "Event",
    "Events",
    "Finding",
    "Judgement",
    "MalformedModel",
    "MalformedRules",
    "MalformedTimeline",
    "Mentions",
    "ModelAltered",
    "Month",
    "Mood",
    "NothingToTrainOn",
    "Recipe",
    "Register",
    "SentimentModel",
    "Timeline",
    "ToldTimeline",
    "Topic",
    "Topics",
    "WarningRules",
    "definitions",
    "fold",
    "measure",
    "read_articles",
    "read_events",
    "read_timeline",
    "shipped",
    "shipped_rules",
    "shipped_topics",
    "timeline_document",
    "timeline_of",
    "topics_of",
    "train",
]
