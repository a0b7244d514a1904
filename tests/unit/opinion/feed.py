"""Made-up articles for tests."""

from collections.abc import Sequence
from datetime import date

from puhui.opinion import Article, Event, Events, Register, read_events

AS_OF = date(2026, 6, 30)
REGISTER = Register(
    ["a", "b", "c"],
    ["湖南华联瓷业股份有限公司", "沪士电子股份有限公司", "北京华联商厦股份有限公司"],
    [["华瓷股份"], ["沪电股份"], []],
)


def article(day: str, title: str, source: str = "日报", body: str = "", url: str = "") -> Article:
    """An article, its id made of all the rest."""
    return Article(f"{day}{source}{title}{body}", date.fromisoformat(day), source, title, body, url)


def read(*articles: Article) -> Events:
    """The events of a feed by the lexicon."""
    return read_events(articles, REGISTER)


def of_a(*rows: Sequence[str]) -> tuple[Event, ...]:
    """Events of enterprise a from (day, title[, source])."""
    return read(*(article(row[0], "华瓷股份：" + row[1], *row[2:]) for row in rows)).of("a")
