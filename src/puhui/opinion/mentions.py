"""Which enterprises of a register an article names. A name that two could bear stays unlinked and is counted.

An enterprise is looked for by its full name, by that without legal form or region, and by the short names that the
register gives. Where it gives none, its brand stands for it if that is three characters or more; a shorter brand,
or one that is only a region and a trade, counts at the head of a title alone, before a colon; and what else stands
before a colon is asked of the name index, and taken where that links it.

>>> register = Register(["a", "b"], ["湖南华联瓷业股份有限公司", "北京华联商厦股份有限公司"], [["华瓷股份"], []])
>>> found = register.mentions(["华瓷股份：中标", "北京华联商厦关店", "华联：公告"], [""] * 3)
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
_SHORT_FROM, _BRAND_FROM, _CORE_FROM = 3, 3, 4
_LOOSE_ENDS = ("集团", "股份", "控股")


@dataclass(frozen=True)
class Mentions:
    """Per article: keys of the enterprises it names, the words it does so by, and how many names were ambiguous."""

    keys: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]
    ambiguous: tuple[int, ...]


class Register:
    """The enterprises to look for: `keys`, full `names`, and short names where they are known. A key may repeat."""

    def __init__(
        self, keys: Sequence[str], names: Sequence[str], shorts: Sequence[Sequence[str]] | None = None
    ) -> None:
        self._keys, self._names = list(keys), list(names)
        self._shorts = [list(some) for some in shorts] if shorts is not None else [[] for _ in names]
        sure: dict[str, set[str]] = {}
        likely: dict[str, set[str]] = {}
        heads: dict[str, set[str]] = {}
        rivals: dict[str, set[str]] = {}
        open_keys: set[str] = set()
        given: set[str] = set()
        for key, name, short in zip(self._keys, self._names, self._shorts, strict=True):
            words = _surfaces(name, short)
            for found, into in zip(words, (sure, likely, heads, rivals), strict=True):
                for word in found:
                    into.setdefault(word, set()).add(key)
            given |= {normal(one) for one in short}
            if not short:
                open_keys.add(key)
        anywhere = {**_unless_closed(likely, open_keys), **sure}
        self._bearers = [(word, tuple(sorted(found))) for word, found in sorted(anywhere.items())]
        at_head = {
            word: found if word in given else found | rivals.get(word, set())
            for word, found in heads.items()
            if word not in anywhere
        }
        said = {word: found for word, found in at_head.items() if word in given}
        self._heads = {
            word: tuple(sorted(found)) for word, found in {**_unless_closed(at_head, open_keys), **said}.items()
        }
        self._open_keys = frozenset(open_keys)
        self._phrases = Phrases([word for word, _ in self._bearers])

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._keys, self._names)

    def mentions(self, titles: Sequence[str], bodies: Sequence[str]) -> Mentions:
        """The enterprises that each article names in its title, or, naming none there, in its body's beginning."""
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
        for text, start, phrase in zip(
            hits.text[kept].tolist(), hits.start[kept].tolist(), hits.phrase[kept].tolist(), strict=True
        ):
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

    def _ask_heads(
        self, texts: Sequence[str], keys: list[list[str]], words: list[list[str]], doubtful: list[int]
    ) -> None:
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
        if not asked or not self._open_keys:
            return
        for head, found in zip(asked, self._index.match(list(asked), limit=2), strict=True):
            for at in asked[head]:
                if found.key in self._open_keys and found.key is not None:
                    keys[at].append(found.key)
                    words[at].append(head)
                elif found.verdict is Verdict.AMBIGUOUS:
                    doubtful[at] += 1


def _unless_closed(words: dict[str, set[str]], open_keys: set[str]) -> dict[str, set[str]]:
    """Words put together by us; one that only an enterprise with known short names could bear is looked for no more."""
    return {word: bearers for word, bearers in words.items() if len(bearers) > 1 or bearers <= open_keys}


def _surfaces(name: str, shorts: Sequence[str]) -> tuple[set[str], ...]:
    """The words that stand for an enterprise: surely, likely, at the head of a title alone, and by its first two signs.

    The last never link; they only make ambiguous what another enterprise would be linked by.
    """
    given = {normal(short) for short in shorts if short.strip()}
    if not is_chinese(name):
        return {word for word in {normal(name), *given} if len(word) >= _CORE_FROM}, set(), set(), set()
    taken = parse_chinese(name)
    without_form = taken.text[: len(taken.text) - len(taken.form)] if taken.form else taken.text
    parts = {word for word in (without_form, taken.core, taken.core + taken.form) if len(word) >= _CORE_FROM}
    sure = {taken.text, normal(name)} | {word for word in parts if not _is_common(word)}
    sure |= {word for word in given if len(word) >= _SHORT_FROM and not _is_plain(word)}
    is_long = len(taken.brand) >= _BRAND_FROM and not taken.brand.endswith(_LOOSE_ENDS)
    likely = {taken.brand} if is_long and not _is_common(taken.brand) else set()
    head = {taken.brand, taken.brand + "股份", taken.brand + "集团", taken.brand + taken.trade[:2], without_form}
    return sure, likely, {word for word in head if len(word) >= 2 and not _is_plain(word)} | given, {taken.brand[:2]}


def _is_plain(word: str) -> bool:
    """Whether a word is a region or a trade."""
    return word in REGIONS or word in INDUSTRIES


def _is_common(word: str) -> bool:
    """Whether a word is a region, a trade, or only these put together."""
    if _is_plain(word):
        return True
    return any(
        word[:at] in REGIONS and (word[at:] in INDUSTRIES or word[at:] in REGIONS) for at in range(2, len(word) - 1)
    )


def _stands_alone(text: str, start: int, word: str) -> bool:
    """A word of Latin letters must not be part of a longer one; a Han word needs no border."""
    edges = ((text[start - 1 : start], word[0]), (text[start + len(word) : start + len(word) + 1], word[-1]))
    return not any(
        near.isascii() and near.isalnum() and edge.isascii() and edge.isalnum() for near, edge in edges if near
    )
