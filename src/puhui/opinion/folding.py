"""One event told by many: near-duplicates folded, so that a story counts once however often it is reprinted.

Two articles are of one event when they name the same enterprises, are at most seven days apart, share half of their
character pairs (Jaccard; four fifths where they name nobody), and do not name wholly different quantities. Candidates
come from MinHash bands (Broder 1997), so the work grows with the number of articles and not with its square.

>>> from datetime import date
>>> day = date(2026, 5, 4)
>>> fold(["甲公司中标3亿元项目", "甲公司中标3亿元的项目", "甲公司中标8亿元项目"], [day] * 3, [("a",)] * 3).tolist()
[0, 0, 2]
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from puhui.opinion.wording import normal, numbers

Ints = NDArray[np.int64]
_BANDS, _ROWS = 16, 2
_DAYS_APART = 7
_ALIKE_FROM, _ALIKE_UNNAMED_FROM = 0.5, 0.8
_NEIGHBOURS = 4
_SEED = 20260101


def fold(titles: Sequence[str], days: Sequence[date], keys: Sequence[tuple[str, ...]]) -> Ints:
    """For each article the row of the first article of its event (earliest day, then order in the table)."""
    count = len(titles)
    if not count:
        return np.empty(0, dtype=np.int64)
    texts = [normal(title) for title in titles]
    ordinal = np.array([day.toordinal() for day in days], dtype=np.int64)
    group = _groups(texts, keys)
    unnamed = np.array([not some for some in keys], dtype=bool)
    bags = _bags(texts)
    left, right = _candidates(bags, group, ordinal)
    if len(left):
        near = np.abs(ordinal[left] - ordinal[right]) <= _DAYS_APART
        left, right = left[near], right[near]
        both = np.asarray(bags[left].multiply(bags[right]).sum(axis=1)).ravel()
        size = np.asarray(bags.sum(axis=1)).ravel()
        wanted = np.where(unnamed[left], _ALIKE_UNNAMED_FROM, _ALIKE_FROM)
        alike = both >= wanted * (size[left] + size[right] - both)
        left, right = left[alike], right[alike]
        named = [numbers(text) for text in texts]
        agree = [
            not (named[a] and named[b] and named[a].isdisjoint(named[b]))
            for a, b in zip(left.tolist(), right.tolist(), strict=True)
        ]
        left, right = left[agree], right[agree]
    graph = sparse.coo_matrix((np.ones(len(left)), (left, right)), shape=(count, count))
    label = connected_components(graph, directed=False)[1]
    order = np.lexsort((np.arange(count), ordinal))
    first = np.full(int(label.max()) + 1, -1, dtype=np.int64)
    _, at = np.unique(label[order], return_index=True)
    first[label[order][at]] = order[at]
    return np.asarray(first[label])


def _groups(texts: Sequence[str], keys: Sequence[tuple[str, ...]]) -> Ints:
    """A number for each set of enterprises; articles that name none are told apart by what stands before a colon."""
    number: dict[tuple[str, ...], int] = {}
    return np.array(
        [
            number.setdefault(
                tuple(sorted(some)) if some else ("", text.partition(":")[0] if ":" in text else ""), len(number)
            )
            for text, some in zip(texts, keys, strict=True)
        ],
        dtype=np.int64,
    )


def _bags(texts: Sequence[str]) -> sparse.csr_matrix:
    """Binary rows of character pairs; a text of one character is its own pair."""
    column: dict[str, int] = {}
    indices: list[int] = []
    starts = [0]
    for text in texts:
        pairs = dict.fromkeys(text[at : at + 2] for at in range(max(len(text) - 1, 1)))
        indices.extend(column.setdefault(pair, len(column)) for pair in pairs)
        starts.append(len(indices))
    return sparse.csr_matrix((np.ones(len(indices)), np.array(indices), np.array(starts)), (len(texts), len(column)))


def _candidates(bags: sparse.csr_matrix, group: Ints, ordinal: Ints) -> tuple[Ints, Ints]:
    """Pairs of one group that share a band of MinHash values, each with its next few in time."""
    draw = np.random.default_rng(_SEED)
    left: list[Ints] = []
    right: list[Ints] = []
    rows = np.arange(bags.shape[0])
    for _ in range(_BANDS):
        band = group.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        for _ in range(_ROWS):
            hashes = draw.integers(0, 1 << 62, size=bags.shape[1], dtype=np.uint64)
            least = np.minimum.reduceat(hashes[bags.indices], bags.indptr[:-1])
            band = (band ^ least) * np.uint64(0xD6E8FEB86659FD93)
        order = np.lexsort((rows, ordinal, band))
        for step in range(1, _NEIGHBOURS + 1):
            same = band[order[:-step]] == band[order[step:]] if step < len(order) else np.zeros(0, dtype=bool)
            left.append(order[: len(same)][same])
            right.append(order[step:][: len(same)][same])
    pairs = np.unique(np.concatenate(left) * len(rows) + np.concatenate(right))
    return pairs // len(rows), pairs % len(rows)
