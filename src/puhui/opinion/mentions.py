"""Which enterprises of a register an article names. A name that two enterprises could bear stays unlinked and is counted.

An enterprise is looked for by the short names that the register gives, by its full name, by its name without region and
form, and by its brand where that is three characters or more; a brand of two characters counts only at the head of a
title, before a colon. What stands before a title's colon and is none of these is asked of the name index.

>>> register = Register(["a", "b"], ["湖南华联瓷业股份有限公司", "北京华联商厦股份有限公司"], [["华瓷股份"], []])
>>> found = register.mentions(["华瓷股份：中标", "华联商厦关店", "华联：公告"], [""] * 3)
>>> [list(row) for row in found.keys], found.ambiguous
([['a'], ['b'], []], (0, 0, 1))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


from puhui.naming import NameIndex, Phrases, Verdict, is_chinese, longest, parse_chinese
from puhui.naming.vocabulary import INDUSTRIES, REGIONS
from puhui.opinion.wording import normal

_BODY_SIGNS = 2_000
_HEAD_MOST = 20
_BRAND_FROM, _CORE_FROM = 3, 4


@dataclass(frozen=True)
class Mentions:
    """Per article: the keys of the enterprises it names, the words it names them by, and how many names were ambiguous."""

    keys: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]
    ambiguous: tuple[int, ...]


class Register:
    """The enterprises to look for: `keys`, full `names`, and short names where they are known. A key may repeat."""

    def __init__(self, keys: Sequence[str], names: Sequence[str], shorts: Sequence[Sequence[str]] | None = None) -> None:
        self._keys, self._names = list(keys), list(names)
        self._shorts = [list(some) for some in shorts] if shorts is not None else [[] for _ in names]
        bearers: dict[str, set[str]] = {}
        heads: dict[str, set[str]] = {}
        for key, name, short in zip(self._keys, self._names, self._shorts, strict=True):
            anywhere, at_head = _surfaces(name, short)
            for word in anywhere:
                bearers.setdefault(word, set()).add(key)
            for word in at_head - anywhere:
                heads.setdefault(word, set()).add(key)
        self._bearers = [(word, tuple(sorted(found))) for word, found in sorted(bearers.items())]
        self._heads = {word: tuple(sorted(found)) for word, found in heads.items() if word not in bearers}
        self._phrases = Phrases([word for word, _ in self._bearers])

    @cached_property
    def _index(self) -> NameIndex:
        rows = [
            (key, word)
            for key, name, short in zip(self._keys, self._names, self._shorts, strict=True)
            for word in (name, *short)
        ]
        return NameIndex([key for key, _ in rows], [word for _, word in rows])

    def mentions(self, titles: Sequence[str], bodies: Sequence[str]) -> Mentions:
        """The enterprises that each article names in its title, or, where it names none there, in its body's beginning."""
        keys, words, doubtful = self._scan([normal(title) for title in titles])
        self._ask_heads([normal(title) for title in titles], keys, words, doubtful)
        silent = [at for at, found in enumerate(keys) if not found and not doubtful[at] and bodies[at]]
        more_keys, more_words, more_doubtful = self._scan([normal(bodies[at][:_BODY_SIGNS]) for at in silent])
        for at, some, named, doubts in zip(silent, more_keys, more_words, more_doubtful, strict=True):
            keys[at], words[at], doubtful[at] = some, named, doubts
        return Mentions(tuple(map(tuple, keys)), tuple(map(tuple, words)), tuple(doubtful))

    def _scan(self, texts: Sequence[str]) -> tuple[list[list[str]], list[list[str]], list[int]]:
        keys: list[list[str]] = [[] for _ in texts]
        words: list[list[str]] = [[] for _ in texts]
        doubtful = [0] * len(texts)
        hits = self._phrases.scan(texts)
        kept = longest(hits, self._phrases.lengths)
        seen: set[tuple[int, int]] = set()
        for text, start, phrase in zip(hits.text[kept].tolist(), hits.start[kept].tolist(), hits.phrase[kept].tolist(), strict=True):
            word, bearers = self._bearers[phrase]
            if (text, phrase) in seen or not _stands_alone(texts[text], start, word):
                continue
            seen.add((text, phrase))
            if len(bearers) > 1:
                doubtful[text] += 1
            elif bearers[0] not in keys[text]:
                keys[text].append(bearers[0])
                words[text].append(word)
        return keys, words, doubtful

    def _ask_heads(self, texts: Sequence[str], keys: list[list[str]], words: list[list[str]], doubtful: list[int]) -> None:
        asked: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            head, colon, _ = text.partition(":")
            if not colon or keys[at] or doubtful[at] or not 2 <= len(head) <= _HEAD_MOST:
                continue
            bearers = self._heads.get(head)
            if bearers and len(bearers) == 1:
                keys[at].append(bearers[0])
                words[at].append(head)
            elif bearers:
                doubtful[at] += 1
            else:
                asked.setdefault(head, []).append(at)
        if not asked:
            return
        for head, found in zip(asked, self._index.match(list(asked), limit=2), strict=True):
            for at in asked[head]:
                if found.key is not None:
                    keys[at].append(found.key)
                    words[at].append(head)
                elif found.verdict is Verdict.AMBIGUOUS:
                    doubtful[at] += 1


def _surfaces(name: str, shorts: Sequence[str]) -> tuple[set[str], set[str]]:
    """The words that stand for an enterprise anywhere, and those that do so at the head of a title alone."""
    given = {normal(short) for short in shorts}
    if not is_chinese(name):
        return {normal_name for normal_name in {normal(name), *given} if len(normal_name) >= 4}, set()
    taken = parse_chinese(name)
    anywhere = {taken.text, normal(name), *given}
    without_form = taken.text[: len(taken.text) - len(taken.form)] if taken.form else taken.text
    anywhere |= {word for word in (without_form, taken.core, taken.core + taken.form) if len(word) >= _CORE_FROM}
    brand = {taken.brand} if len(taken.brand) >= _BRAND_FROM else set()
    anywhere = {word for word in anywhere | brand if len(word) >= 2 and not _is_common(word)}
    head = {taken.brand, taken.brand + "股份", taken.brand + "集团", taken.brand + taken.trade[:2]}
    return anywhere, {word for word in head if len(word) >= 2 and not _is_common(word)}


def _is_common(word: str) -> bool:
    """Whether a word is a region, a trade, or only these put together."""
    if word in REGIONS or word in INDUSTRIES:
        return True
    return any(word[:at] in REGIONS and (word[at:] in INDUSTRIES or word[at:] in REGIONS) for at in range(2, len(word) - 1))


def _stands_alone(text: str, start: int, word: str) -> bool:
    """A word of Latin letters must not be part of a longer one; a Han word needs no border."""
    edges = ((text[start - 1 : start], word[0]), (text[start + len(word) : start + len(word) + 1], word[-1]))
    return not any(near.isascii() and near.isalnum() and edge.isascii() and edge.isalnum() for near, edge in edges if near)
