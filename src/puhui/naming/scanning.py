"""All places where any of many phrases occurs in many texts, found by rolling hashes without a loop over characters.

Rabin and Karp (1987): a window's hash comes from two prefix hashes, one subtraction for all windows of a length at
once; each hit is then compared character by character, so that a hash that two strings share never makes a find.

>>> found = Phrases(["盐湖", "盐湖股份"]).scan(["盐湖股份公告", "无关"])
>>> [(int(t), int(s), int(p)) for t, s, p in zip(found.text, found.start, found.phrase)]
[(0, 0, 0), (0, 0, 1)]
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.naming.sparse import Ints

_BASE = 0x9E3779B97F4A7C15  # odd, with well-mixed bits
_MASK = (1 << 64) - 1
_BLOCK_SIGNS = 2_000_000


@dataclass(frozen=True)
class Hits:
    """Where phrases occur: row of the text, first character, row of the phrase. Sorted by text, start and length."""

    text: Ints
    start: Ints
    phrase: Ints


class Phrases:
    """Distinct phrases to look for; an empty phrase is never found."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = list(phrases)
        self.lengths = np.array([len(phrase) for phrase in self.phrases], dtype=np.int64)
        flat, starts = _flat(self.phrases)
        self._flat, self._starts = flat, starts
        prefix = _prefix(flat)
        self._by_length: dict[int, tuple[NDArray[np.uint64], Ints]] = {}
        for length in sorted(set(self.lengths.tolist()) - {0}):
            rows = np.flatnonzero(self.lengths == length)
            hashes = _windows(prefix, starts[rows], length)
            order = np.argsort(hashes, kind="stable")
            self._by_length[length] = (hashes[order], rows[order])

    def scan(self, texts: Sequence[str]) -> Hits:
        """Every occurrence of every phrase, overlapping ones too."""
        found: list[tuple[Ints, Ints, Ints]] = []
        start = 0
        while start < len(texts):
            end, signs = start, 0
            while end < len(texts) and (end == start or signs + len(texts[end]) <= _BLOCK_SIGNS):
                signs += len(texts[end])
                end += 1
            text, at, phrase = self._block(texts[start:end])
            found.append((text + start, at, phrase))
            start = end
        empty = np.empty(0, dtype=np.int64)
        text, at, phrase = (
            (np.concatenate([empty, *column]) for column in zip(*found, strict=True)) if found else (empty,) * 3
        )
        return Hits(text, at, phrase)

    def _block(self, texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        flat, starts = _flat(texts)
        prefix = _prefix(flat)
        text_of = np.repeat(np.arange(len(texts)), np.diff(starts))
        ends = starts[1:][text_of] if len(flat) else np.empty(0, dtype=np.int64)
        hits: list[tuple[Ints, Ints]] = []
        for length, (hashes, rows) in self._by_length.items():
            places = np.flatnonzero(np.arange(len(flat)) + length <= ends)
            asked = _windows(prefix, places, length)
            low = np.searchsorted(hashes, asked, side="left")
            high = np.searchsorted(hashes, asked, side="right")
            places, low, count = places[high > low], low[high > low], (high - low)[high > low]
            phrase = rows[np.repeat(low, count) + _within(count)]
            places = np.repeat(places, count)
            same = np.ones(len(places), dtype=bool)
            for step in range(length):
                same &= flat[places + step] == self._flat[self._starts[phrase] + step]
            hits.append((places[same], phrase[same]))
        empty = np.empty(0, dtype=np.int64)
        places = np.concatenate([empty, *(hit[0] for hit in hits)])
        phrase = np.concatenate([empty, *(hit[1] for hit in hits)])
        order = np.lexsort((phrase, self.lengths[phrase], places))
        places, phrase = places[order], phrase[order]
        text = text_of[places]
        return text, places - starts[text], phrase


def longest(hits: Hits, lengths: Ints) -> NDArray[np.bool_]:
    """Which hits to keep when, of hits that overlap in a text, the longest one counts (the first of equals in place).

    Hits of the same place and length are kept together.
    """
    kept = np.zeros(len(hits.text), dtype=bool)
    long = lengths[hits.phrase]
    order = np.lexsort((hits.start, -long, hits.text))
    taken: list[tuple[int, int]] = []
    current = -1
    for at in order.tolist():
        if hits.text[at] != current:
            current, taken = int(hits.text[at]), []
        start, end = int(hits.start[at]), int(hits.start[at] + long[at])
        if all(end <= low or start >= high or (start, end) == (low, high) for low, high in taken):
            kept[at] = True
            taken.append((start, end))
    return kept


def _flat(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Ints]:
    flat = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) for text in texts], out=starts[1:])
    return flat, starts


def _prefix(flat: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Sums of code × base^position, and base^−position, all modulo 2^64 (the base is odd, so it has an inverse)."""
    powers = _powers(_BASE, len(flat))
    sums = np.zeros(len(flat) + 1, dtype=np.uint64)
    mixed = (flat.astype(np.uint64) + np.uint64(1)) * np.uint64(0xD6E8FEB86659FD93)
    np.cumsum(mixed * powers, out=sums[1:])
    return sums, _powers(pow(_BASE, -1, 1 << 64), len(flat))


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    powers = np.full(max(count, 1), base & _MASK, dtype=np.uint64)
    powers[0] = 1
    np.cumprod(powers, out=powers)
    return powers[:count]


def _windows(prefix: tuple[NDArray[np.uint64], NDArray[np.uint64]], starts: Ints, length: int) -> NDArray[np.uint64]:
    sums, inverse = prefix
    return np.asarray((sums[starts + length] - sums[starts]) * inverse[starts])


def _within(counts: Ints) -> Ints:
    """0, 1, … of each run of `counts`."""
    ends = np.cumsum(counts)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
