"""What a node was caught at, with the proof; and the gravest of it, which no single node can do. Pure.

A node that serves the log can withhold, delay and refuse; it cannot make anyone believe what a quorum did not sign.
What it says instead is a `Lie`: kept with the signed head that it contradicts, so that a stranger sees it too.

Two things are no node's lie, but prove that a quorum of consensus nodes is bent. Whoever follows the log stops there:

- a **fork**: two heads, each signed by a quorum, of histories that exclude one another;
- a **breach**: a head signed by a quorum over an entry that the contracts, or the issuer's own signature, refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from puhui.kernel import Text
from puhui.ledger.checkpoint import LineKind, NoteKey, SignedCheckpoint, parse_checkpoint
from puhui.ledger.errors import BadProof, LedgerBroken, ReceiptRefused
from puhui.ledger.merkle import Digest, Frontier, Head, check_consistency, consistency_path, leaf_hash, root_at
from puhui.ledger.trust import Era, Trust
from puhui.ledger.verify import verify_head


class LieKind(StrEnum):
    """What was caught."""

    UNPROVED = "unproved_head"  # a head that no quorum of its era signed: too few, an old set, another log's, garbage
    ROLLED_BACK = "rolled_back"  # its newest head is smaller than one that it had shown
    WITHHELD = "withheld_entries"  # it shows a head, and not the entries beneath it
    OTHER_ENTRIES = "other_entries"  # what it serves does not lead to the head that it shows
    BAD_HANDOVER = "bad_handover"  # its history of the members does not follow
    WRONG_ERA = "wrong_era"  # its head is signed by others than the log itself says must sign it
    WRONG_VERDICT = "wrong_verdict"  # it told a verdict that the log contradicts
    FORK = "fork"
    BREACH = "breach"


GRAVE = frozenset({LieKind.FORK, LieKind.BREACH})


@dataclass(frozen=True, slots=True)
class Lie:
    """What `org` said that does not hold.

    `head` is the head that it showed (or, for a wrong verdict, ours), `told` what it said beside: the entry, the
    verdict, the receipt of a breach, or the other head of a fork. `root` and `path` belong to a fork: see `Fork`.
    """

    kind: LieKind
    org: str
    size: int
    what: str
    head: bytes = b""
    told: bytes = b""
    root: bytes = b""
    path: tuple[bytes, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Whether it convicts a quorum, and not only the node that told it."""
        return self.kind in GRAVE

    def as_map(self) -> dict[str, Any]:
        """As JSON tells it; files beside hold the bytes."""
        return {"kind": self.kind.value, "org": self.org, "size": self.size, "what": self.what}

    def raised(self) -> LedgerBroken:
        """The error for whoever relies on the log."""
        return LedgerBroken(kind=self.kind.value, what=self.what, party=self.org, stage="ledger.following")


@dataclass(frozen=True, slots=True)
class Fork:
    """Two heads that exclude one another.

    `path` proves that the tree under `larger` began, at the size of `smaller`, with `root`; and that is not the root of
    `smaller`.
    """

    smaller: bytes
    larger: bytes
    root: bytes
    path: tuple[bytes, ...]

    @classmethod
    def of_lie(cls, lie: Lie) -> Self:
        """The fork that a lie of that kind proves."""
        heads = [(parse_checkpoint(raw).checkpoint, raw) for raw in (lie.head, lie.told)]
        (_, smaller), (_, larger) = sorted(heads, key=lambda one: (one[0].size, one[0].root == lie.root))
        return cls(smaller, larger, lie.root, lie.path)

    def verify(self, trust: Trust) -> None:
        """Check that a quorum signed each head, and that they exclude one another.

        Raises `ReceiptRefused` or `BadProof`.
        """
        verify_as_handed(parse_checkpoint(self.smaller), trust)
        self.verify_against(trust)

    def verify_against(self, trust: Trust) -> tuple[str, ...]:
        """Check that a quorum signed `larger`, and that it excludes `smaller`; the names of who signed that one."""
        small, large = parse_checkpoint(self.smaller), parse_checkpoint(self.larger)
        verify_as_handed(large, trust)
        if small.checkpoint.root == self.root:
            raise BadProof(reason=Text(zh="两个检查点一致", en="the heads agree"), stage="ledger.lies")
        older, newer = Head(small.checkpoint.size, self.root), Head(large.checkpoint.size, large.checkpoint.root)
        check_consistency(trust.suite.digest, older, newer, self.path)
        return signers(small, trust)


def verify_as_handed(signed: SignedCheckpoint, trust: Trust) -> None:
    """Check that a quorum of its era signed the head, or one of the era before, which handed over by it."""
    try:
        verify_head(signed, trust, trust.era_at)
    except ReceiptRefused as refused:
        number = trust.number_at(signed.checkpoint.size)
        if number == 0:
            raise
        try:
            verify_head(signed, trust, _constantly(trust.eras[number - 1]))
        except ReceiptRefused:
            raise refused from None


def signers(signed: SignedCheckpoint, trust: Trust) -> tuple[str, ...]:
    """The names of those whose lines on the head verify: the log's, and nodes' of its era or of the one before."""
    number = trust.number_at(signed.checkpoint.size)
    keys = [
        key
        for era in trust.eras[max(number - 1, 0) : number + 1]
        for key in (
            era.note_log_key(trust.origin),
            *(NoteKey(one.name, one.key, LineKind.COSIGNATURE) for one in era.witnesses),
        )
        if key is not None
    ]
    return tuple(line.name for line in signed.lines if any(key.verifies(line, signed.checkpoint) for key in keys))


def _constantly(era: Era) -> Callable[[int], Era]:
    return lambda _: era


class PrefixWatch:
    """Reads a whole log once, leaf by leaf, and then proves what its first `old` entries were. O(log n) memory.

    >>> from puhui.kernel import suite
    >>> digest = suite("ed25519-sha256").digest
    >>> watch = PrefixWatch(digest, 3, 5)
    >>> for n in range(5): watch.take(bytes([n]))
    >>> check_consistency(digest, Head(3, watch.old_root), Head(5, watch.root), watch.path)
    """

    def __init__(self, digest: Digest, old: int, new: int) -> None:
        self._digest = digest
        self._old, self._new = old, new
        self._frontier = Frontier(digest)
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._wanted: set[tuple[int, int]] = set()
        consistency_path(digest, old, new, self._note)
        root_at(digest, old, self._note)

    @property
    def size(self) -> int:
        """How many leaves were read."""
        return self._frontier.size

    @property
    def root(self) -> bytes:
        """The root of all leaves that were read."""
        return self._frontier.root

    @property
    def old_root(self) -> bytes:
        """The root of the first `old` leaves."""
        return root_at(self._digest, self._old, self._node)

    @property
    def path(self) -> tuple[bytes, ...]:
        """The proof that the first `old` leaves are a prefix of the `new` ones."""
        return tuple(consistency_path(self._digest, self._old, self._new, self._node))

    def take(self, leaf: bytes) -> None:
        """Read the next leaf's bytes."""
        index = self._frontier.size
        for level, value in enumerate(self._frontier.append(leaf_hash(self._digest, leaf))):
            if (level, index >> level) in self._wanted:
                self._nodes[level, index >> level] = value

    def _note(self, level: int, position: int) -> bytes:
        self._wanted.add((level, position))
        return b""

    def _node(self, level: int, position: int) -> bytes:
        return self._nodes[level, position]
