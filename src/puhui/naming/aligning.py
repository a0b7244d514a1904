"""How well a short name can be read off a long one, character by character in order. Vectorised over pairs.

>>> import numpy as np
>>> short, long = codes(["沪电"], 4), codes(["沪士电子"], 6)
>>> found = align(short, long, np.ones((1, 6)), bonus=0.5)
>>> found.in_order.tolist(), found.worth.tolist()
([2.0], [2.0])
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.naming.sparse import Floats

Codes = NDArray[np.int32]


@dataclass(frozen=True)
class Alignment:
    """Per pair: characters of the short name found in order in the long one, and the worth of the best such reading."""

    in_order: Floats
    worth: Floats


def codes(texts: Sequence[str], width: int) -> Codes:
    """Code points, a row a text, cut or filled up with 0 to `width`."""
    joined = "".join(text[:width].ljust(width, "\0") for text in texts)
    return np.frombuffer(joined.encode("utf-32-le"), dtype=np.int32).reshape(len(texts), width)


def align(short: Codes, long: Codes, worth: Floats, bonus: float) -> Alignment:
    """Best alignment of each row of `short` (P × m) with the same row of `long` (P × n).

    A match at a column of `long` is worth `worth` there (P × n), and `bonus` more when it follows on a match of the
    characters just before. `in_order` is the longest common subsequence.
    """
    pairs, width = len(long), long.shape[1]
    best = np.zeros((pairs, width + 1))
    ending = np.full((pairs, width + 1), -np.inf)
    count = np.zeros((pairs, width + 1), dtype=np.int16)
    for row in range(short.shape[1]):
        sign = short[:, row : row + 1]
        same = (sign == long) & (sign != 0)
        gain = np.maximum(best[:, :-1] + worth, ending[:, :-1] + worth + bonus)
        now = np.full_like(ending, -np.inf)
        now[:, 1:] = np.where(same, gain, -np.inf)
        best[:, 1:] = np.maximum(best[:, 1:], now[:, 1:])
        np.maximum.accumulate(best, axis=1, out=best)
        ending = now
        longer = np.maximum(count[:, 1:], np.where(same, count[:, :-1] + 1, 0))
        count[:, 1:] = longer
        np.maximum.accumulate(count, axis=1, out=count)
    return Alignment(count[:, -1].astype(float), best[:, -1])
