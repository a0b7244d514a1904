"""How alike two words are spelled. Vectorised over pairs of words, so that a whole register's words can be compared.

>>> alike(["HUSSEIN", "AHMED"], ["HUSAYN", "OMAR"]).round(2).tolist()
[0.57, 0.2]
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from puhui.naming.aligning import codes
from puhui.naming.romanised import sounds_like
from puhui.naming.sparse import Bags, Floats, nearest, unit, weighted

_WIDTH = 20
_LIKELY = 12
_ALIKE_MIN = 0.6
_SOUND_MIN = 0.45
_SOUND_WORTH = 0.9


def alike(left: Sequence[str], right: Sequence[str]) -> Floats:
    """1 − edit distance ÷ length of the longer, a pair a row."""
    one, other = codes(left, _WIDTH), codes(right, _WIDTH)
    height, width = (np.array([min(len(word), _WIDTH) for word in words], dtype=np.int64) for words in (left, right))
    pairs = np.arange(len(left))
    row = np.repeat(np.arange(_WIDTH + 1, dtype=np.int16)[None], len(left), axis=0)
    found = row[pairs, width].astype(float)
    for i in range(1, int(height.max(initial=0)) + 1):
        above = row
        row = np.empty_like(above)
        row[:, 0] = i
        change = above[:, :-1] + (other != one[:, i - 1 : i])
        for j in range(1, _WIDTH + 1):
            row[:, j] = np.minimum(np.minimum(above[:, j], row[:, j - 1]) + 1, change[:, j - 1])
        last = height == i
        found[last] = row[last, width[last]]
    return np.asarray(1.0 - found / np.maximum(np.maximum(height, width), 1))


def pieces(word: str) -> list[str]:
    """Two and three letters at a time, the word's ends marked, and its sound."""
    ended = f"<{word}>"
    threes = [ended[at : at + 3] for at in range(len(ended) - 2)]
    return threes + [ended[at : at + 2] for at in range(len(ended) - 1)] + ["=" + sounds_like(word)]


class Words:
    """The words of a register, to which other words are likened."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(dict.fromkeys(words))
        self.column = {word: at for at, word in enumerate(self.words)}
        self._pieces = Bags.of(pieces(word) for word in self.words)
        self._units = unit(weighted(self._pieces.rows, self._pieces.weight))

    def likened(self, words: Sequence[str]) -> Any:
        """A sparse matrix, a row a word: how far (0 to 1) each word of the register may stand for it.

        The same word is 1; one of the same sound up to 0.9 by spelling; others from 0.6 up by spelling alone.
        """
        grams, _ = self._pieces.bags(pieces(word) for word in words)
        left, right = nearest(unit(weighted(grams, self._pieces.weight)), self._units, _LIKELY)
        one, other = [words[at] for at in left.tolist()], [self.words[at] for at in right.tolist()]
        spelled = alike(one, other)
        sound = np.array([sounds_like(a) == sounds_like(b) for a, b in zip(one, other, strict=True)], dtype=bool)
        sound &= spelled >= _SOUND_MIN
        short = np.array([min(len(a), len(b)) < 4 for a, b in zip(one, other, strict=True)], dtype=bool)
        worth = np.where(sound, np.maximum(spelled, _SOUND_WORTH - 0.4 * (1 - spelled)), spelled**2)
        worth = np.where(spelled == 1.0, 1.0, np.where(short & ~sound, 0.0, worth))
        kept = (spelled >= _ALIKE_MIN) | sound
        return sparse.csr_matrix(
            (worth[kept], (left[kept], right[kept])), shape=(len(words), len(self.words))
        )  # fmt: skip
