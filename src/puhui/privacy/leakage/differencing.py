"""Refusing answers that, with earlier ones to the same receiver, would single out a few enterprises. Pure.

At the data owner's own node every answered group is kept as what went into it: for each column of the sum, which
enterprises with which contribution, as keyed digests. A new answer is refused when

1. it shares contributions with another answer in the same column and differs from it by at least one and fewer than
   `least` enterprises; or its group had none of this owner's enterprises before and now has so few, or the reverse; or
2. from all answers together, added and subtracted in any way, follows the sum of fewer than `least` enterprises that
   always went together: a row of the answers' reduced echelon form with fewer in it.

Rule 2 is exact for a single enterprise: its contribution follows from no number of accepted answers. Of mixed handfuls
(two to `least` - 1 enterprises that some answers separate) it finds those that are a row of the form; the others need
three answers or more that overlap in just that way, and are not searched for.

An enterprise whose contribution changed counts as two, so the same question about another month's data is another
question, and about the same data it changes nothing. A group with fewer than `least` of this owner's enterprises is
protected by the other owners' parts alone, and may not have been shown: it is no answer under rule 2, so what a total
minus its other groups would tell of it is refused.

The elimination runs modulo the prime 2^31 - 1: only a combination whose factors share that prime would be missed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from puhui.kernel import Suite

_WIDTH = 8
_PRIME = 2**31 - 1
Members = frozenset[tuple[int, int]]
Cells = frozenset[tuple[tuple[int, ...], frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes into one group's sum of one column: each enterprise once, with its contribution.

    All are keyed digests of 64 bits, `group` that of the group's key: they mean something to who has the key alone.
    """

    column: str
    group: int
    members: Members

    def encoded(self) -> bytes:
        """The members as bytes, the same for the same set."""
        return np.array(sorted(self.members), dtype=">u8").tobytes()

    @classmethod
    def parse(cls, column: str, group: int, members: bytes) -> Self:
        """Of what `encoded` gave."""
        pairs = np.frombuffer(members, dtype=">u8").reshape(-1, 2).tolist()
        return cls(column, group, frozenset((who, what) for who, what in pairs))


def answered(
    suite: Suite, key: bytes, *, column: str, key_column: str, group: str, contributions: Mapping[str, bytes]
) -> Answered:
    """A group of this owner's data: for each enterprise the bytes of its contribution to the column."""
    members = frozenset(
        (_digest(suite, key, b"who", who.encode()), _digest(suite, key, b"what", what))
        for who, what in contributions.items()
    )
    return Answered(column, _digest(suite, key, b"group", f"{key_column}\0{group}".encode()), members)


def singles_out(new: Iterable[Answered], earlier: Iterable[Answered], least: int) -> bool:
    """Whether the new answers, with the earlier ones of the same receiver and dataset, break a rule of this module."""
    held = set(earlier)
    fresh = [one for one in dict.fromkeys(new) if one not in held]
    columns: dict[str, list[Answered]] = {}
    for one in fresh:
        columns.setdefault(one.column, []).append(one)
    passed: set[Cells] = set()  # columns of one sum mostly have the same enterprises: reduce each pattern once
    return any(
        _column_singles_out(asked, [*asked, *_of(held, column)], least, passed) for column, asked in columns.items()
    )


def _of(answers: Iterable[Answered], column: str) -> Iterator[Answered]:
    return (one for one in answers if one.column == column)


def _column_singles_out(fresh: Sequence[Answered], every: Sequence[Answered], least: int, passed: set[Cells]) -> bool:
    """`every` begins with `fresh`."""
    if _appears_or_leaves(fresh, every, least):
        return True
    held = _Held(every)
    if held.differs_by_a_few(len(fresh), least):
        return True
    cells = held.cells(len(fresh), least)
    if cells in passed:
        return False
    if any(weight < least for weight in _reduced_weights(cells)):
        return True
    passed.add(cells)
    return False


def _appears_or_leaves(fresh: Sequence[Answered], every: Sequence[Answered], least: int) -> bool:
    """Whether a new answer's group had nobody of this owner's and now has a few, or the reverse."""
    empty = {one.group for one in every if not one.members}
    few = {one.group for one in every if 0 < len(one.members) < least}
    return any(one.group in empty & few and len(one.members) < least for one in fresh)


class _Held:
    """Which answers of one column hold which contributions and which enterprises: sparse matrices, a row an answer."""

    def __init__(self, answers: Sequence[Answered]) -> None:
        self._sizes = np.array([len(one.members) for one in answers], dtype=np.int64)
        rows = np.repeat(np.arange(len(answers)), self._sizes)
        pairs = np.array([pair for one in answers for pair in one.members], dtype=np.uint64).reshape(-1, 2)
        subjects, subject = np.unique(pairs[:, 0], return_inverse=True)
        values, value = np.unique(pairs[:, 1], return_inverse=True)
        members, member = np.unique(subject.astype(np.int64) * len(values) + value, return_inverse=True)
        ones = np.ones(len(rows), dtype=np.int64)
        self._subjects = csr_array((ones, (rows, subject)), shape=(len(answers), len(subjects)))
        self._members = csr_array((ones, (rows, member)), shape=(len(answers), len(members)))
        self._subject_of = subjects[members // max(1, len(values))]

    def differs_by_a_few(self, fresh: int, least: int) -> bool:
        """Whether one of the first `fresh` answers shares contributions with another and differs by 1 to `least` - 1.

        An enterprise with another contribution in each of the two counts as two: it differs in both.
        """
        shared = (self._members[:fresh] @ self._members.T).tocoo()
        common = self._subjects[:fresh] @ self._subjects.T + shared
        one, other = shared.coords
        differing = self._sizes[one] + self._sizes[other] - np.asarray(common[one, other])
        return bool(((differing > 0) & (differing < least)).any())

    def cells(self, fresh: int, least: int) -> Cells:
        """The enterprises that the same answers hold: one unknown each, since no combination can part them.

        Of answers that are large enough to be shown, and share contributions with the first `fresh`, directly or
        through others.
        """
        count = len(self._sizes)
        graph = block_array([[None, self._members], [self._members.T, None]])
        _, component = connected_components(graph, directed=False)
        linked = np.isin(component[:count], component[:fresh])
        columns = self._members[np.flatnonzero(linked & (self._sizes >= least))].tocsc()
        columns.sort_indices()
        places, ends = columns.indices.astype(np.int64), columns.indptr.tolist()
        held: dict[bytes, list[int]] = {}
        for subject, start, end in zip(self._subject_of.tolist(), ends[:-1], ends[1:], strict=True):
            if start < end:
                held.setdefault(places[start:end].tobytes(), []).append(subject)
        return frozenset(
            (tuple(np.frombuffer(where, np.int64).tolist()), frozenset(subjects)) for where, subjects in held.items()
        )


def _reduced_weights(cells: Cells) -> Iterator[int]:
    """How many enterprises stand in each row of the answers' reduced echelon form."""
    rows = 1 + max((at for where, _ in cells for at in where), default=-1)
    matrix = np.zeros((rows, len(cells)), dtype=np.int64)
    subjects = []
    for at, (where, held) in enumerate(sorted(cells, key=lambda cell: cell[0])):
        matrix[list(where), at] = 1
        subjects.append(held)
    for row in _reduce(matrix):
        yield len({who for at in np.flatnonzero(row) for who in subjects[at]})


def _reduce(matrix: NDArray[np.int64]) -> NDArray[Any]:
    """The rows of the reduced row echelon form that are not zero, modulo the prime."""
    at = 0
    for column in range(matrix.shape[1]):
        found = np.flatnonzero(matrix[at:, column])
        if not len(found):
            continue
        matrix[[at, at + found[0]]] = matrix[[at + found[0], at]]
        matrix[at] = matrix[at] * pow(int(matrix[at, column]), -1, _PRIME) % _PRIME
        others = np.flatnonzero(matrix[:, column])
        others = others[others != at]
        matrix[others] = (matrix[others] - matrix[others, column][:, None] * matrix[at]) % _PRIME
        at += 1
        if at == len(matrix):
            break
    return matrix[:at]


def _digest(suite: Suite, key: bytes, what: bytes, data: bytes) -> int:
    return int.from_bytes(suite.mac(key, what + b"\0" + data)[:_WIDTH], "big")
