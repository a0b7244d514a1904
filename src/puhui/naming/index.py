"""A register's names, ready to be asked which of them another name could mean.

Chinese and romanised names may stand in one register; each query is compared with the names of its own script. A key
may have several names (old ones, aliases): its best one counts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from puhui.kernel import Text
from puhui.naming import chinese_pairs, romanised_pairs
from puhui.naming.chinese import is_chinese
from puhui.naming.chinese_pairs import ChineseRegister
from puhui.naming.errors import KeysAndNamesDiffer, RegisterEmpty
from puhui.naming.pairs import Pairs
from puhui.naming.ranking import Ranking, settings
from puhui.naming.romanised_pairs import RomanisedRegister
from puhui.naming.sparse import Floats, Ints

Progress = Callable[[str, int, int], None]
_BLOCK = 1_000
_WIDEST = 40
_SAME_NAME = 10.0  # points that put the same name before all that are only like it


class Verdict(StrEnum):
    """What may be made of a query. Only `linked` may be joined without a person."""

    LINKED = "linked"  # one candidate, sure enough
    AMBIGUOUS = "ambiguous"  # two keys are as likely
    UNSURE = "unsure"  # the best is too unlike
    UNKNOWN = "unknown"  # nothing shares anything with it


@dataclass(frozen=True, slots=True)
class Agreement:
    """One thing that spoke for a candidate (points above 0) or against it."""

    feature: str
    text: Text
    points: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name of the register that a query could mean. `confidence` is of this candidate being the right one."""

    key: str
    name: str
    score: float
    confidence: float
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was found for one query: candidates, the best first, and what may be made of them."""

    query: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None

    @property
    def key(self) -> str | None:
        """The key that the query is linked to, None unless the verdict is `linked`."""
        return self.candidates[0].key if self.verdict is Verdict.LINKED else None


class _Register(Protocol):
    def pairs(self, queries: Sequence[str], limit: int) -> Pairs: ...


@dataclass(frozen=True)
class _Script:
    """The names of one script, with the rows of the whole register that they stand in."""

    register: _Register
    rows: Ints
    ranking: Ranking


class NameIndex:
    """Ranks a register's names for any query. Deterministic: the same register and query give the same answer.

    >>> index = NameIndex(["1", "2"], ["湖南华联瓷业股份有限公司", "乐普(北京)医疗器械股份有限公司"])
    >>> [found.key for found in index.match(["乐普医疗", "华联瓷业"])]
    ['2', '1']
    >>> index.match(["远望谷"])[0].verdict.value
    'unknown'
    """

    def __init__(self, keys: Sequence[str], names: Sequence[str]) -> None:
        """Index `names[i]` under `keys[i]`; raises `RegisterEmpty`, `KeysAndNamesDiffer`."""
        if len(keys) != len(names):
            raise KeysAndNamesDiffer(keys=len(keys), names=len(names), stage="naming.index")
        if not names:
            raise RegisterEmpty(stage="naming.index")
        self._keys, self._names = list(keys), list(names)
        number = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        self._key_number = np.array([number[key] for key in keys], dtype=np.int64)
        self._verdicts = settings()["verdicts"]
        chinese = np.array([is_chinese(name) for name in names], dtype=bool)
        self._scripts: dict[bool, _Script] = {}
        for script, make, features, words in (
            (True, ChineseRegister, chinese_pairs.FEATURES, "chinese"),
            (False, RomanisedRegister, romanised_pairs.FEATURES, "romanised"),
        ):
            rows = np.flatnonzero(chinese == script)
            if len(rows):
                held = make([self._names[row] for row in rows.tolist()])
                self._scripts[script] = _Script(held, rows, Ranking.parse(settings()[words], features))

    def __len__(self) -> int:
        return len(self._names)

    def match(
        self, queries: Sequence[str], *, limit: int = 5, progress: Progress | None = None
    ) -> tuple[Resolution, ...]:
        """A resolution for each query, in order, with at most `limit` candidates of different keys (1 to 40)."""
        found: dict[int, Resolution] = {}
        done = 0
        for script in (True, False):
            asked = [at for at, query in enumerate(queries) if is_chinese(query) == script]
            for start in range(0, len(asked), _BLOCK):
                part = asked[start : start + _BLOCK]
                block = [queries[at] for at in part]
                found.update(zip(part, self._block(script, block, min(max(limit, 1), _WIDEST)), strict=True))
                done += len(part)
                if progress:
                    progress("names", done, len(queries))
        return tuple(found[at] for at in range(len(queries)))

    def _block(self, script: bool, queries: Sequence[str], limit: int) -> list[Resolution]:
        of = self._scripts.get(script)
        if of is None:
            return [Resolution(query, Verdict.UNKNOWN, ()) for query in queries]
        pairs = of.register.pairs(queries, _WIDEST)
        scores = of.ranking.scores(pairs.features, pairs.names).round(9) + _SAME_NAME * pairs.identical
        rows = of.rows[pairs.entry]
        order = np.lexsort((rows, -scores, pairs.query))
        bounds = np.searchsorted(pairs.query[order], np.arange(len(queries) + 1))
        ranked = _Ranked(of, pairs, scores, rows)
        return [
            self._resolution(query, order[bounds[at] : bounds[at + 1]], ranked, limit)
            for at, query in enumerate(queries)
        ]

    def _resolution(self, query: str, order: Ints, ranked: "_Ranked", limit: int) -> Resolution:
        """What is made of one query's pairs, `order` naming them from the best on."""
        if not len(order):
            return Resolution(query, Verdict.UNKNOWN, ())
        of, pairs = ranked.script.ranking, ranked.pairs
        _, first = np.unique(self._key_number[ranked.rows[order]], return_index=True)
        best = order[np.sort(first)]  # of each key its best name
        top = ranked.scores[best]
        rivals = np.full(len(best), top[0])
        rivals[0] = top[1] if len(best) > 1 else -np.inf
        sure = of.confidence(top, top - rivals, len(ranked.script.rows))
        sure = np.where(pairs.identical[best], np.maximum(sure, self._verdicts["same_name"]), sure)
        candidates = tuple(
            Candidate(
                self._keys[ranked.rows[pair]],
                self._names[ranked.rows[pair]],
                round(float(ranked.scores[pair]), 4),
                round(float(confidence), 4),
                tuple(Agreement(*told) for told in of.agreements(pairs.features[pair], pairs.names)),
            )
            for pair, confidence in zip(best[:limit].tolist(), sure[:limit].tolist(), strict=True)
        )
        tied = len(best) > 1 and top[0] - top[1] < self._verdicts["tie_within"]
        if tied and sure[0] >= self._verdicts["look_from"]:
            return Resolution(query, Verdict.AMBIGUOUS, candidates)
        linked = not tied and sure[0] >= self._verdicts["link_from"]
        return Resolution(query, Verdict.LINKED if linked else Verdict.UNSURE, candidates)


@dataclass(frozen=True)
class _Ranked:
    """Scored pairs of a block of queries, with the rows of the whole register that they are of."""

    script: _Script
    pairs: Pairs
    scores: Floats
    rows: Ints
