"""Romanised names compared: which names of a register a query could mean, and in what they agree.

Words are matched softly (Cohen, Ravikumar, Fienberg 2003, "A comparison of string distance metrics for name-matching
tasks"): each word of the query is spread over the register's words that are spelled or sound like it, and what two
names share is weighed by how rare the words are.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from puhui.naming.pairs import Pairs
from puhui.naming.romanised import RomanisedName, parse_romanised, sounds_like
from puhui.naming.sparse import Bags, Floats, Ints, nearest, shared, unit, weighted
from puhui.naming.spelling import Words

FEATURES = (
    "exact", "soft_words", "query_covered", "entry_covered", "same_words", "sounds", "letters", "letters_covered",
    "family", "given", "kind_same", "kind_other", "initials", "length_apart",
)  # fmt: skip
"""What a pair is judged by, in order; all between 0 and 1."""


class RomanisedRegister:
    """A register's romanised names, ready to be compared with."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [parse_romanised(name) for name in names]
        self._words = Words([word for name in self._names for word in name.words])
        self._held = Bags.of(list(name.words) for name in self._names)
        order = np.array([self._words.column[word] for word in self._held.columns], dtype=np.int64)
        weight = np.ones(max(len(order), 1))
        weight[order] = self._held.weight[: len(order)]
        self._weight = weight
        self._rows = _in_order(self._held.rows, order)
        self._sounds = Bags.of(_sounds(name) for name in self._names)
        self._letters = Bags.of(_letters(name) for name in self._names)
        self._family = _part(self._rows, self._names, self._words, family=True)
        self._given = _part(self._rows, self._names, self._words, family=False)

    def pairs(self, queries: Sequence[str], limit: int) -> Pairs:
        """The `limit` likeliest names of each query by words and as many by letters, with their features."""
        asked = [parse_romanised(query) for query in queries]
        spread = _Spread(asked, self._words, self._weight)
        register = unit(weighted(self._rows, self._weight))
        letters, _ = self._letters.bags(_letters(name) for name in asked)
        found = [nearest(spread.rows, register, limit)]
        found.append(nearest(_units(letters, self._letters), _units(self._letters.rows, self._letters), limit))
        width = max(len(self._names), 1)
        both = np.unique(np.concatenate([left * width + right for left, right in found]))
        left, right = both // width, both % width
        return Pairs(
            left, right, self._features(asked, spread, left, right), FEATURES, self._identical(asked, left, right)
        )

    def _identical(self, asked: Sequence[RomanisedName], left: Ints, right: Ints) -> NDArray[np.bool_]:
        number: dict[object, int] = {}
        held, wanted = (
            np.array([number.setdefault(name.spelled, len(number)) for name in names], dtype=np.int64)
            for names in (self._names, asked)
        )
        return np.asarray(wanted[left] == held[right])

    def _features(self, asked: Sequence[RomanisedName], spread: "_Spread", left: Ints, right: Ints) -> Floats:
        weighed = weighted(self._rows, self._weight)
        common = np.minimum(shared(spread.best, weighed, left, right), spread.whole[left])
        whole = np.asarray(weighed.sum(axis=1)).ravel()
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        sounds, _ = self._sounds.bags(_sounds(name) for name in asked)
        letters, letters_whole = self._letters.bags(_letters(name) for name in asked)
        held_letters = weighted(self._letters.rows, self._letters.weight)
        same, _ = self._held.bags(list(name.words) for name in asked)
        structure = np.array(
            [_structure(asked[i], self._names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
        ).reshape(len(left), 5)
        dot = shared(spread.rows, weighed, left, right) / np.maximum(length[right], 1e-9)
        return np.column_stack(
            [
                structure[:, 0],
                np.minimum(dot, 1.0),
                common / np.maximum(spread.whole[left], 1e-9),
                np.minimum(common / np.maximum(whole[right], 1e-9), 1.0),
                shared(_units(same, self._held), _units(self._held.rows, self._held), left, right),
                shared(_units(sounds, self._sounds), _units(self._sounds.rows, self._sounds), left, right),
                shared(_units(letters, self._letters), _units(self._letters.rows, self._letters), left, right),
                shared(letters, held_letters, left, right) / np.maximum(letters_whole[left], 1e-9),
                np.minimum(shared(spread.family, self._family, left, right), 1.0),
                np.minimum(shared(spread.given, self._given, left, right), 1.0),
                structure[:, 1:],
            ]
        )


class _Spread:
    """The queries' words over the register's: `rows` of length one, `best` unweighted, `whole` the weight of all
    words.
    """

    def __init__(self, asked: Sequence[RomanisedName], words: Words, weight: Floats) -> None:
        distinct = list(dict.fromkeys(word for name in asked for word in name.words))
        column = {word: at for at, word in enumerate(distinct)}
        likened = words.likened(distinct)
        rarest = float(weight.max())
        known = np.array([weight[words.column[word]] if word in words.column else rarest for word in distinct])
        held = _rows([[column[word] for word in name.words] for name in asked], len(distinct))
        self.best = (held @ likened).tocsr()
        self.whole = held @ known
        length = np.sqrt(held @ (known**2))
        rows = weighted(self.best, weight)
        self.rows = sparse.diags(1.0 / np.maximum(length, 1e-9)) @ rows
        self.family = self._mean([name.words[: name.family] for name in asked], column, likened)
        self.given = self._mean([name.words[name.family :] if name.family else () for name in asked], column, likened)

    @staticmethod
    def _mean(parts: Sequence[Sequence[str]], column: dict[str, int], likened: Any) -> Any:
        held = _rows([[column[word] for word in part] for part in parts], len(column))
        count = np.array([max(len(set(part)), 1) for part in parts], dtype=float)
        return (sparse.diags(1.0 / count) @ held @ likened).tocsr()


def _rows(columns: Iterable[Sequence[int]], width: int) -> Any:
    indices: list[int] = []
    starts = [0]
    for row in columns:
        indices.extend(dict.fromkeys(row))
        starts.append(len(indices))
    return sparse.csr_matrix(
        (np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(starts)), shape=(len(starts) - 1, width)
    )


def _in_order(rows: Any, order: Ints) -> Any:
    again = rows.copy()
    if len(order):
        again.indices = order[rows.indices].astype(np.int32)
    again.has_sorted_indices = False
    again.sort_indices()
    return again


def _part(rows: Any, names: Sequence[RomanisedName], words: Words, *, family: bool) -> Any:
    return _rows(
        [
            [words.column[word] for word in (name.words[: name.family] if family else name.words[name.family :])]
            if name.family
            else []
            for name in names
        ],
        rows.shape[1],
    )


def _units(rows: Any, bags: Bags) -> Any:
    return unit(weighted(rows, bags.weight))


def _sounds(name: RomanisedName) -> list[str]:
    return [sounds_like(word) for word in name.words]


def _letters(name: RomanisedName) -> list[str]:
    ended = f"<{name.compact}>"
    pieces = [ended[at : at + size] for size in (2, 3, 4) for at in range(len(ended) - size + 1)]
    return pieces + ["@" + letters for letters in sorted(name.initials)]


def _structure(query: RomanisedName, entry: RomanisedName) -> tuple[float, ...]:
    asked, held = set(query.words), set(entry.words)
    one_word = (len(query.spelled) == 1) != (len(entry.spelled) == 1)
    apart = abs(len(query.compact) - len(entry.compact)) / max(len(query.compact), len(entry.compact), 1)
    return (
        float(asked == held),
        float(query.is_person == entry.is_person),
        float(query.is_person and not entry.is_person),
        float(one_word and bool(query.initials & entry.initials)),
        apart,
    )
