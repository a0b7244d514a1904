"""Bags of grams as sparse matrices: which names share rare ones, a block of names at a time.

A bag matrix has a row a name and a column a gram; a column's weight falls with the number of the register's names that
have it. Products of two such matrices say how much two names share.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BLOCK_CELLS = 40_000_000
_COMMON_SHARE = 0.02
_COMMON_ROWS = 20_000


@dataclass(frozen=True)
class Bags:
    """A register's bags: `rows` (binary), each gram's `weight` (idf), and the columns of known grams."""

    columns: dict[str, int]
    weight: Floats
    rows: Any

    @classmethod
    def of(cls, grams: Iterable[Sequence[str]]) -> "Bags":
        """The bags of a register's names."""
        columns: dict[str, int] = {}
        indices: list[int] = []
        starts = [0]
        for bag in grams:
            indices.extend(columns.setdefault(gram, len(columns)) for gram in dict.fromkeys(bag))
            starts.append(len(indices))
        rows = _matrix(indices, starts, max(len(columns), 1))
        held = np.bincount(rows.indices, minlength=rows.shape[1])
        weight = np.log((1 + rows.shape[0]) / (1 + held)) + 1.0
        return cls(columns, weight, rows)

    def bags(self, grams: Iterable[Sequence[str]]) -> tuple[Any, Floats]:
        """Bags of other names over the same columns, and the whole weight of each, unknown grams (rarest) included."""
        rarest = math.log(1 + self.rows.shape[0]) + 1.0
        indices: list[int] = []
        starts = [0]
        unknown: list[int] = []
        for bag in grams:
            distinct = dict.fromkeys(bag)
            known = [self.columns[gram] for gram in distinct if gram in self.columns]
            indices.extend(known)
            starts.append(len(indices))
            unknown.append(len(distinct) - len(known))
        rows = _matrix(indices, starts, self.rows.shape[1])
        return rows, rows @ self.weight + rarest * np.array(unknown, dtype=float)


def _matrix(indices: list[int], starts: list[int], width: int) -> Any:
    return sparse.csr_matrix(
        (np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(starts, dtype=np.int64)),
        shape=(len(starts) - 1, width),
    )


def weighted(rows: Any, weight: Floats) -> Any:
    """Rows with each column times its weight."""
    return rows @ sparse.diags(weight) if rows.shape[0] else rows


def unit(rows: Any) -> Any:
    """Rows scaled to length one; an empty row stays empty."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(1.0 / np.where(length > 0, length, 1.0)) @ rows


def shared(left: Any, right: Any, pairs_left: Ints, pairs_right: Ints) -> Floats:
    """The product of the rows of each pair: what the two share."""
    found = np.empty(len(pairs_left))
    for start in range(0, len(pairs_left), 100_000):
        part = slice(start, start + 100_000)
        product = left[pairs_left[part]].multiply(right[pairs_right[part]])
        found[part] = np.asarray(product.sum(axis=1)).ravel()
    return found


def nearest(queries: Any, register: Any, limit: int, length: Floats | None = None) -> tuple[Ints, Ints]:
    """For each query the `limit` rows of the register that share most with it: pairs, queries ascending.

    With `length`, what is shared is divided by the register row's length. Grams that more than two in a hundred of a
    large register's rows have are looked at only for queries that have nothing rarer.
    """
    thin = _without_common(queries, register)
    across = register.T.tocsr()
    if length is not None:
        across = across @ sparse.diags(1.0 / np.where(length > 0, length, 1.0))
    block = max(1, _BLOCK_CELLS // max(register.shape[0], 1) * 8)
    left: list[Ints] = []
    right: list[Ints] = []
    for start in range(0, queries.shape[0], block):
        product = (thin[start : start + block] @ across).tocsr()
        for row in range(product.shape[0]):
            low, high = product.indptr[row], product.indptr[row + 1]
            values, found = product.data[low:high], product.indices[low:high]
            if len(values) > limit:
                edge = np.partition(values, len(values) - limit)[len(values) - limit]
                better = np.flatnonzero(values > edge)
                equal = np.flatnonzero(values == edge)
                equal = equal[np.argsort(found[equal], kind="stable")][: limit - len(better)]
                found = found[np.concatenate([better, equal])]
            right.append(np.sort(found).astype(np.int64))
            left.append(np.full(len(found), start + row, dtype=np.int64))
    empty = np.empty(0, dtype=np.int64)
    return np.concatenate([empty, *left]), np.concatenate([empty, *right])


def _without_common(queries: Any, register: Any) -> Any:
    if register.shape[0] < _COMMON_ROWS:
        return queries
    held = np.bincount(register.indices, minlength=register.shape[1])
    rare = (held <= _COMMON_SHARE * register.shape[0]).astype(float)
    thin = queries @ sparse.diags(rare)
    left = np.asarray((thin != 0).sum(axis=1)).ravel()
    return sparse.diags((left >= 2).astype(float)) @ thin + sparse.diags((left < 2).astype(float)) @ queries
