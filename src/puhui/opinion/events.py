"""From articles to events: linked to enterprises, folded, judged, with their topics and all their sources.

`read_events` is the room's one long story: mentions → folding → sentiment → topics. What could not be linked is
counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from puhui.opinion.articles import Article
from puhui.opinion.folding import fold
from puhui.opinion.mentions import Register
from puhui.opinion.sentiment import Mood, SentimentModel, shipped
from puhui.opinion.topics import Topic, Topics, shipped_topics

Progress = Callable[[str, int, int], None]
_STAGES = 4


@dataclass(frozen=True)
class Event:
    """One thing that happened, as reported: the earliest article speaks for it, the others are its further sources.

    `p_bad` is the mean over its articles; `topic` the first article's that has one.
    """

    articles: tuple[Article, ...]
    keys: tuple[str, ...]
    p_bad: float
    topic: Topic | None

    @property
    def day(self) -> date:
        """When it was first reported."""
        return self.articles[0].published_on

    @property
    def title(self) -> str:
        """The first report's title."""
        return self.articles[0].title

    @property
    def mood(self) -> Mood:
        """Bad, neutral or good."""
        return Mood.of(self.p_bad)

    @property
    def is_bad(self) -> bool:
        """Whether it is bad news."""
        return self.mood is Mood.BAD

    @property
    def severity(self) -> int:
        """The topic's severity, 0 where it has none."""
        return self.topic.severity if self.topic else 0

    @property
    def sources(self) -> tuple[str, ...]:
        """Who reported it, in order."""
        return tuple(dict.fromkeys(article.source for article in self.articles))

    def as_dict(self) -> dict[str, object]:
        """The event as documents carry it, with where each report is to be found."""
        return {
            "day": self.day.isoformat(), "title": self.title, "mood": self.mood.value, "p_bad": round(self.p_bad, 4),
            "topic": self.topic.code if self.topic else None, "severity": self.severity,
            "reports": [
                {"article": one.article, "published_on": one.published_on.isoformat(), "source": one.source,
                 "title": one.title, "url": one.url}
                for one in self.articles
            ],
        }  # fmt: skip


@dataclass(frozen=True)
class Events:
    """All events of a feed in order of day, what linked them, and what stayed apart.

    `since` and `until` are the feed's first and last day; `linked`, `ambiguous` and `unnamed` count articles: naming an
    enterprise, naming only names that several bear, naming nobody of the register.
    """

    items: tuple[Event, ...]
    model: str
    topics: str
    since: date | None
    until: date | None
    linked: int
    ambiguous: int
    unnamed: int

    def of(self, key: str) -> tuple[Event, ...]:
        """The events that name an enterprise."""
        return tuple(event for event in self.items if key in event.keys)

    def by_key(self) -> dict[str, list[Event]]:
        """Key → its events in order of day."""
        found: dict[str, list[Event]] = {}
        for event in self.items:
            for key in event.keys:
                found.setdefault(key, []).append(event)
        return found


def read_events(
    articles: Sequence[Article],
    register: Register,
    model: SentimentModel | None = None,
    topics: Topics | None = None,
    progress: Progress | None = None,
) -> Events:
    """The events of a feed, by the shipped lexicon model and topics unless others are given."""
    model, topics = model or shipped(), topics or shipped_topics()
    tell = progress or (lambda stage, done, total: None)
    titles, bodies = [one.title for one in articles], [one.body for one in articles]
    tell("events", 0, _STAGES)
    named = register.mentions(titles, bodies)
    tell("events", 1, _STAGES)
    first = fold(titles, [one.published_on for one in articles], named.keys)
    tell("events", 2, _STAGES)
    p_bad = model.score(titles, named.words).p_bad
    tell("events", 3, _STAGES)
    about = topics.of(titles, bodies)
    members: dict[int, list[int]] = {}
    for row in sorted(range(len(articles)), key=lambda at: (articles[at].published_on, at)):
        members.setdefault(int(first[row]), []).append(row)
    items = [
        Event(
            tuple(articles[row] for row in rows),
            tuple(dict.fromkeys(key for row in rows for key in named.keys[row])),
            float(np.mean(p_bad[rows])),
            next((about[row] for row in rows if about[row]), None),
        )
        for rows in members.values()
    ]
    items.sort(key=lambda event: (event.day, event.articles[0].article))
    tell("events", _STAGES, _STAGES)
    days = [one.published_on for one in articles]
    return Events(
        tuple(items), model.said, topics.version, min(days, default=None), max(days, default=None),
        sum(bool(keys) for keys in named.keys),
        sum(not keys and bool(doubts) for keys, doubts in zip(named.keys, named.ambiguous, strict=True)),
        sum(not keys and not doubts for keys, doubts in zip(named.keys, named.ambiguous, strict=True)),
    )  # fmt: skip
