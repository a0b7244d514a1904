"""Batches: the Merkle tree of many events (RFC 9162 hashing), kept whole in memory. Pure.

An event's leaf is its bytes; of the event itself only the hash is kept. The tree is built level by level, and is the
same tree that the ledger grows leaf by leaf; sealed, it takes about 150 bytes of memory an event.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from puhui.evidence.errors import BatchFull, EmptyBatch
from puhui.kernel.suites import Suite
from puhui.ledger.merkle import inclusion_path, leaf_hash, root_of_path

MAX_EVENTS = 1 << 20


@dataclass(frozen=True, slots=True)
class EventPath:
    """Where an event stands in a batch of `count`, and the hashes that lead from it to the batch's root."""

    index: int
    count: int
    hashes: tuple[bytes, ...]


class Batcher:
    """Takes events until it is sealed. At most about a million."""

    def __init__(self, of: Suite, *, limit: int = MAX_EVENTS) -> None:
        self._suite = of
        self._digest = of.digest
        self._limit = limit
        self._leaves: list[bytes] = []

    def __len__(self) -> int:
        return len(self._leaves)

    def add(self, event: bytes) -> int:
        """Take one event; its place in the batch. Raises `BatchFull`."""
        if len(self._leaves) >= self._limit:
            raise BatchFull(limit=self._limit, stage="evidence.batch")
        self._leaves.append(self._digest(b"\x00" + event))
        return len(self._leaves) - 1

    def add_all(self, events: Iterable[bytes]) -> range:
        """Take many events; their places. Raises `BatchFull`, and then none of them is taken."""
        digest, before = self._digest, len(self._leaves)
        leaves = [digest(b"\x00" + event) for event in events]
        if before + len(leaves) > self._limit:
            raise BatchFull(limit=self._limit, stage="evidence.batch")
        self._leaves += leaves
        return range(before, before + len(leaves))

    def seal(self) -> "Batch":
        """The batch of all events so far; the batcher is empty again. Raises `EmptyBatch`."""
        if not self._leaves:
            raise EmptyBatch(stage="evidence.batch")
        leaves, self._leaves = self._leaves, []
        return Batch(self._suite, leaves)


class Batch:
    """A sealed batch: its root is what the ledger anchors."""

    __slots__ = ("_levels", "suite")

    def __init__(self, of: Suite, leaves: list[bytes]) -> None:
        self.suite = of
        self._levels = [leaves]
        digest, level = of.digest, leaves
        while len(level) > 1:
            pairs = iter(level)
            # An odd last hash moves up unhashed: no leaf stands in for a missing one.
            above = [digest(b"\x01" + left + right) for left, right in zip(pairs, pairs, strict=False)]
            if len(level) & 1:
                above.append(level[-1])
            self._levels.append(above)
            level = above

    @property
    def root(self) -> bytes:
        """The root of all events' hashes."""
        return self._levels[-1][0]

    @property
    def count(self) -> int:
        """How many events."""
        return len(self._levels[0])

    def path(self, index: int) -> EventPath:
        """The proof that the event at `index` is in the batch; raises `IndexError` where there is none."""
        if not 0 <= index < self.count:
            raise IndexError(f"no event {index} in a batch of {self.count}")
        hashes = inclusion_path(self.suite.digest, index, self.count, self._node)
        return EventPath(index, self.count, tuple(hashes))

    def _node(self, level: int, position: int) -> bytes:
        return self._levels[level][position]


def root_of(event: bytes, path: EventPath, of: Suite) -> bytes:
    """The root to which an event's path leads; raises `BadProof` on a path of the wrong length."""
    return root_of_path(of.digest, leaf_hash(of.digest, event), path.index, path.count, path.hashes)
