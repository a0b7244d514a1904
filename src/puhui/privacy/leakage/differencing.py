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

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

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
    by_subject: dict[int, list[int]] = {}
    by_member: dict[tuple[int, int], list[int]] = {}
    for at, one in enumerate(every):
        for member in one.members:
            by_subject.setdefault(member[0], []).append(at)
            by_member.setdefault(member, []).append(at)
    for one in fresh:
        same_subject = Counter(at for who, _ in one.members for at in by_subject[who])
        for at, same in Counter(at for member in one.members for at in by_member[member]).items():
            differing = len(one.members) + len(every[at].members) - same_subject[at] - same
            if 0 < differing < least:
                return True
        if any(_appears_or_leaves(one, other, least) for other in every if other.group == one.group):
            return True
    linked = _linked(range(len(fresh)), every, by_member)
    cells = _cells([every[at].members for at in sorted(linked) if len(every[at].members) >= least])
    if cells in passed:
        return False
    if any(weight < least for weight in _reduced_weights(cells)):
        return True
    passed.add(cells)
    return False


def _appears_or_leaves(one: Answered, other: Answered, least: int) -> bool:
    few, more = sorted((len(one.members), len(other.members)))
    return few == 0 and 0 < more < least


def _linked(
    start: Iterable[int], every: Sequence[Answered], by_member: Mapping[tuple[int, int], list[int]]
) -> set[int]:
    """The answers that share contributions with those at `start`, directly or through others."""
    found, frontier = set(start), list(start)
    while frontier:
        reached = {at for member in every[frontier.pop()].members for at in by_member[member]} - found
        found |= reached
        frontier += reached
    return found


def _cells(answers: Sequence[Members]) -> Cells:
    """The enterprises that the same answers hold: one unknown each, since no combination can part them."""
    places: dict[tuple[int, int], list[int]] = {}
    for at, members in enumerate(answers):
        for member in members:
            places.setdefault(member, []).append(at)
    cells: dict[tuple[int, ...], list[int]] = {}
    for (subject, _), where in places.items():
        cells.setdefault(tuple(where), []).append(subject)
    return frozenset((where, frozenset(subjects)) for where, subjects in cells.items())


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
