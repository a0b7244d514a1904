"""What an article is about, by words of our own in `topics.json`.

>>> topic = topics_of(["公司被列为失信被执行人", "天气晴好"])
>>> topic[0].code, topic[0].severity, topic[1]
('dishonest_debtor', 3, None)
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from puhui.kernel import Text
from puhui.naming import Phrases
from puhui.opinion.errors import MalformedRules
from puhui.opinion.wording import normal

_SEVERITIES = range(4)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. `severity`: 3 endangers repayment, 2 hurts, 1 is worth a look, 0 is plain news."""

    code: str
    severity: int
    label: Text
    words: tuple[str, ...]


@dataclass(frozen=True)
class Topics:
    """A versioned list of topics, the first winning where two have as many words."""

    version: str
    items: tuple[Topic, ...]

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "Topics":
        """Read a list; raises `MalformedRules`."""
        try:
            items = tuple(
                Topic(one["code"], int(one["severity"]), Text(**one["label"]), tuple(one["words"]))
                for one in raw["topics"]
            )
        except (KeyError, TypeError, ValueError) as reason:
            raise MalformedRules(where="topics", reason=str(reason), stage="opinion.topics") from None
        codes = [item.code for item in items]
        if len(set(codes)) != len(codes) or any(item.severity not in _SEVERITIES or not item.words for item in items):
            raise MalformedRules(
                where="topics",
                reason=Text(zh="代码重复，或严重程度、词语有误", en="codes repeat, or a severity or word is amiss"),
                stage="opinion.topics",
            )
        return cls(str(raw["version"]), items)

    def of(self, titles: Sequence[str], bodies: Sequence[str] | None = None) -> tuple[Topic | None, ...]:
        """The topic of each title; where a title has no word of any, the body's; None where neither has."""
        found = self._count(titles)
        if bodies is not None:
            without = [at for at, one in enumerate(found) if one is None and bodies[at]]
            for at, one in zip(without, self._count([bodies[at] for at in without]), strict=True):
                found[at] = one
        return tuple(found)

    def _count(self, texts: Sequence[str]) -> list[Topic | None]:
        words = [(word, number) for number, item in enumerate(self.items) for word in item.words]
        topic_of = np.array([number for _, number in words], dtype=np.int64)
        hits = Phrases([normal(word) for word, _ in words]).scan([normal(text) for text in texts])
        pairs = np.unique(hits.text * len(words) + hits.phrase)
        counts = np.zeros((len(texts), len(self.items)), dtype=np.int32)
        np.add.at(counts, (pairs // len(words), topic_of[pairs % len(words)]), 1)
        best = counts.argmax(axis=1)
        return [
            self.items[at] if counts[row, at] else None for row, at in enumerate(best.tolist())
        ]  # fmt: skip


@cache
def shipped_topics() -> Topics:
    """The list that comes with this build."""
    return Topics.parse(json.loads(resources.files("puhui.opinion").joinpath("topics.json").read_text("utf-8")))


def topics_of(titles: Sequence[str], bodies: Sequence[str] | None = None) -> tuple[Topic | None, ...]:
    """The topics of titles by the shipped list."""
    return shipped_topics().of(titles, bodies)
