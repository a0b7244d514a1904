"""The Merkle tree of RFC 9162 section 2.1: hashing, proofs, and their verification. Pure.

A tree is read through `NodeAt`: the hash of the full subtree at `(level, position)`, which covers the leaves
`position·2^level` up to `(position + 1)·2^level`. Such a hash never changes once its last leaf is there, so a log
stores each of them once, and a proof reads only O(log n) of them.

>>> from puhui.kernel import suite
>>> digest = suite("ed25519-sha256").digest
>>> frontier = Frontier(digest)
>>> rows = [frontier.append(leaf_hash(digest, bytes([n]))) for n in range(3)]
>>> node = lambda level, position: rows[((position + 1) << level) - 1][level]
>>> path = inclusion_path(digest, 2, 3, node)
>>> root_of_path(digest, leaf_hash(digest, bytes([2])), 2, 3, path) == frontier.root
True
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from puhui.kernel import Text
from puhui.ledger.errors import BadProof

Digest = Callable[[bytes], bytes]
NodeAt = Callable[[int, int], bytes]

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(digest: Digest, leaf: bytes) -> bytes:
    """The hash of a leaf's bytes."""
    return digest(_LEAF + leaf)


def node_hash(digest: Digest, left: bytes, right: bytes) -> bytes:
    """The hash of two adjacent subtrees."""
    return digest(_NODE + left + right)


@dataclass(frozen=True, slots=True)
class Head:
    """A tree's size and root."""

    size: int
    root: bytes


class Frontier:
    """The right edge of a growing tree: the roots of its maximal full subtrees, left to right. O(log n) memory."""

    __slots__ = ("_digest", "_peaks", "size")

    def __init__(self, digest: Digest, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self._digest = digest
        self._peaks = list(peaks)
        self.size = size

    @classmethod
    def at(cls, digest: Digest, size: int, node: NodeAt) -> "Frontier":
        """The right edge of the stored tree of `size` leaves."""
        return cls(digest, size, [node(level, position) for level, position in _peaks(0, size)])

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf's hash. Returns the full subtrees that it completes, by level: its own hash first."""
        done = [leaf]
        rest = self.size
        while rest & 1:
            done.append(self._digest(_NODE + self._peaks.pop() + done[-1]))
            rest >>= 1
        self._peaks.append(done[-1])
        self.size += 1
        return done

    @property
    def root(self) -> bytes:
        """The root of the tree so far; the hash of nothing when it is empty."""
        return _join(self._digest, self._peaks) if self._peaks else self._digest(b"")

    def copy(self) -> "Frontier":
        """The same edge, to grow on its own."""
        return Frontier(self._digest, self.size, self._peaks)


def root_at(digest: Digest, size: int, node: NodeAt) -> bytes:
    """The root of the first `size` leaves."""
    return _range_hash(digest, 0, size, node) if size else digest(b"")


def inclusion_path(digest: Digest, index: int, size: int, node: NodeAt) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves: sibling hashes from the leaf up (2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_hash(digest, middle, end, node))
            end = middle
        else:
            path.append(_range_hash(digest, start, middle, node))
            start = middle
    return path[::-1]


def consistency_path(digest: Digest, old: int, new: int, node: NodeAt) -> list[bytes]:
    """The proof that the tree of `old` leaves is a prefix of the tree of `new` leaves (2.1.4.1); empty from 0."""
    if not 0 <= old <= new:
        raise ValueError(f"no tree of {old} within a tree of {new}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_hash(digest, middle, end, node))
            end = middle
        else:
            path.append(_range_hash(digest, start, middle, node))
            start, whole = middle, False
    if not whole:
        path.append(_range_hash(digest, start, end, node))
    return path[::-1]


def root_of_path(digest: Digest, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root to which `path` leads from the leaf hash at `index` (2.1.3.2); raises `BadProof` on a wrong length."""
    if not 0 <= index < size:
        raise BadProof(
            reason=Text(zh=f"{size} 个叶的树中没有第 {index} 个叶", en=f"no leaf {index} in a tree of {size}"),
            stage="ledger.merkle",
        )
    position, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise BadProof(reason=Text(zh="路径过长", en="the path is too long"), stage="ledger.merkle")
        if position & 1 or position == last:
            root = node_hash(digest, sibling, root)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            root = node_hash(digest, root, sibling)
        position >>= 1
        last >>= 1
    if last:
        raise BadProof(reason=Text(zh="路径过短", en="the path is too short"), stage="ledger.merkle")
    return root


def check_consistency(digest: Digest, older: "Head", newer: "Head", path: Sequence[bytes]) -> None:
    """Check that `path` proves the older tree a prefix of the newer (2.1.4.2); raises `BadProof` if it does not."""
    old, new, old_root, new_root = older.size, newer.size, older.root, newer.root
    if not 0 <= old <= new:
        raise _inconsistent(f"{old} is not within {new}")
    if old in (0, new):
        expected = digest(b"") if old == 0 else new_root
        if path or old_root != expected:
            raise _inconsistent("equal sizes with different roots, or a needless path")
        return
    rest = list(path)
    if old & (old - 1) == 0:  # the old tree is one full subtree: its root is the proof's first hash
        rest.insert(0, old_root)
    if not rest:
        raise _inconsistent("the path is empty")
    position, last = old - 1, new - 1
    while position & 1:
        position >>= 1
        last >>= 1
    old_seen = new_seen = rest[0]
    for sibling in rest[1:]:
        if last == 0:
            raise _inconsistent("the path is too long")
        if position & 1 or position == last:
            old_seen = node_hash(digest, sibling, old_seen)
            new_seen = node_hash(digest, sibling, new_seen)
            while not position & 1 and position:
                position >>= 1
                last >>= 1
        else:
            new_seen = node_hash(digest, new_seen, sibling)
        position >>= 1
        last >>= 1
    if last or old_seen != old_root or new_seen != new_root:
        raise _inconsistent("it does not lead from the old root to the new one")


def _split(size: int) -> int:
    """The largest power of two below `size` (at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _peaks(start: int, end: int) -> list[tuple[int, int]]:
    """The maximal full subtrees of leaves `start` to `end`, as (level, position); `start` must align with them."""
    peaks: list[tuple[int, int]] = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append((level, start >> level))
        start += 1 << level
    return peaks


def _range_hash(digest: Digest, start: int, end: int, node: NodeAt) -> bytes:
    return _join(digest, [node(level, position) for level, position in _peaks(start, end)])


def _join(digest: Digest, peaks: Sequence[bytes]) -> bytes:
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(digest, peak, root)
    return root


def _inconsistent(reason: str) -> BadProof:
    return BadProof(reason=reason, stage="ledger.merkle")
