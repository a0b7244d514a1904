"""Dated articles as they come from a feed: id, day, source, title, body, address. They name enterprises in words.

>>> table = {"article": ["a1"], "published_on": ["2026-05-04"], "source": ["日报"], "title": ["甲公司中标"]}
>>> rows = read_articles(table)
>>> rows[0].published_on.month, rows[0].url
(5, '')
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from puhui.opinion.errors import ArticlesIncomplete, ArticleTwice, ArticleUndated

_NEEDED = ("article", "published_on", "source", "title")
_OPTIONAL = ("body", "url")


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `body` and `url` may be empty."""

    article: str
    published_on: date
    source: str
    title: str
    body: str
    url: str


def read_articles(columns: Mapping[str, Sequence[Any]]) -> tuple[Article, ...]:
    """Articles from the columns of a table, in its order; raises `ArticlesIncomplete`, `ArticleUndated`,
    `ArticleTwice`.
    """
    lacking = [name for name in _NEEDED if name not in columns]
    if lacking:
        raise ArticlesIncomplete(columns=", ".join(lacking), stage="opinion.articles")
    count = len(columns["article"])
    texts = {name: [_text(value) for value in columns[name]] for name in (*_NEEDED, *_OPTIONAL) if name in columns}
    days = [_day(value, row) for row, value in enumerate(columns["published_on"], 1)]
    empty = [""] * count
    made = tuple(
        Article(*row)
        for row in zip(
            texts["article"], days, texts["source"], texts["title"], texts.get("body", empty), texts.get("url", empty),
            strict=True,
        )
    )  # fmt: skip
    twice = [one for one, times in Counter(row.article for row in made).items() if times > 1]
    if twice:
        raise ArticleTwice(count=len(twice), stage="opinion.articles")
    return made


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN is the value not like itself


def _day(value: Any, row: int) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise ArticleUndated(row=row, stage="opinion.articles") from None
