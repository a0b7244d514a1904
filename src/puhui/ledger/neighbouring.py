"""Keeping a neighbouring city's heads anchored in this city's ledger: what to submit, and when.

`Anchoring.step` asks the neighbour for its newest proved head and for what leads to it, and submits what the contract
`neighbours` wants: first the changes of its consensus nodes, then the head, or, when the neighbour shows two histories,
the evidence. Nothing that the neighbour says is believed; the contract verifies it, on every node of this city.

`existed_before` puts two receipts together: an entry of the one city, and this city's anchor of a head that covers it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from puhui.kernel import Text
from puhui.kernel.clock import Clock
from puhui.kernel.entropy import Entropy
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import DEFAULT_SUITE, Signer, suite
from puhui.ledger.checkpoint import Checkpoint, parse_checkpoint
from puhui.ledger.contracts import neighbours
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import BadProof, NeighbourUnknown, NotAnchored
from puhui.ledger.merkle import Head, check_consistency
from puhui.ledger.model import Ledger, Verdict
from puhui.ledger.sources import FileSource
from puhui.ledger.statement import build_statement
from puhui.ledger.trust import Trust
from puhui.ledger.verify import VerifiedReceipt, verify_receipt


class Neighbour(Protocol):
    """Another city's log, as one of its nodes serves it. Any verb may raise a `PuhuiError`: ask again later."""

    def head(self) -> bytes:
        """Its newest proved head, with its lines (see `sources.Source.head`)."""
        ...

    def handovers(self, after: int) -> Sequence[bytes]:
        """The receipts of its members' changes after that number, in order."""
        ...

    def root(self, size: int) -> bytes:
        """The root that its log has at that size, as it says."""
        ...

    def consistency(self, old: int, new: int) -> Sequence[bytes]:
        """The proof that its log of `new` entries extends its log of `old`."""
        ...


class FileNeighbour(FileSource):
    """A neighbour's log in a ledger file on this machine: a node's own, or a mirror of it (`ledger.following`)."""

    def root(self, size: int) -> bytes:
        """See `Neighbour.root`."""
        return self._reader.root(size)

    def consistency(self, old: int, new: int) -> Sequence[bytes]:
        """See `Neighbour.consistency`."""
        return self._reader.consistency(old, new)


class Readable(Protocol):
    """What there is to read of this city's ledger: any `Ledger`, or a `LedgerFile`."""

    def read(self, key: str) -> Any:
        """The contracts' state under `key`; None when absent."""
        ...


class LedgerFile:
    """A ledger file on this machine, read beside whoever writes it."""

    def __init__(self, path: Path) -> None:
        self._reader = Reader(path, suite(DEFAULT_SUITE).digest)  # for its state; nothing is hashed

    def read(self, key: str) -> Any:
        """See `Readable.read`."""
        return self._reader.state(key)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        return self._reader.values(keys)

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Ledger.entries`."""
        return self._reader.entries(start, limit)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()


@dataclass(frozen=True, slots=True)
class Anchored:
    """A head of a neighbour's log as this ledger holds it: the `n`-th, by the entry at `index`, at this log's time."""

    n: int
    size: int
    root: bytes
    entry: EntryId
    index: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Recognised:
    """A neighbour: how many changes of its members are known here, its last anchored head, and whether it forked."""

    origin: str
    changes: int
    last: Anchored | None
    forked: bool


def recognised(ledger: Readable) -> list[Recognised]:
    """All neighbours that the ledger knows, by name."""
    return [_recognised(ledger, origin) for origin in ledger.read(neighbours.ORIGINS) or []]


def anchors_of(ledger: Readable, origin: str) -> list[Anchored]:
    """All anchored heads of a neighbour, oldest first."""
    last = last_anchor(ledger, origin)
    numbers = range(1, last.n + 1) if last else range(0)
    return [_anchored(ledger.read(neighbours.anchor_key(origin, number))) for number in numbers]


def last_anchor(ledger: Readable, origin: str) -> Anchored | None:
    """The last anchored head of a neighbour."""
    value = ledger.read(neighbours.head_key(origin))
    return None if value is None else _anchored(value)


def due(last: Anchored | None, now: datetime, every: timedelta) -> bool:
    """Whether a neighbour's head is to be anchored again: never yet, or so long ago by this ledger's time."""
    return last is None or now - last.at >= every


class Anchoring:
    """Anchors one neighbour's heads in the ledger, in a member's name. Used by one thread."""

    def __init__(
        self,
        ledger: Ledger,
        neighbour: Neighbour,
        origin: str,
        *,
        org: OrgId,
        signer: Signer,
        clock: Clock,
        entropy: Entropy,
        every: timedelta = timedelta(hours=1),
    ) -> None:
        self._ledger = ledger
        self._neighbour = neighbour
        self._origin = origin
        self._org = org
        self._signer = signer
        self._clock = clock
        self._entropy = entropy
        self._every = every

    def step(self) -> list[Verdict]:
        """Submit what there is to submit, and answer what became of it; nothing when it is too early or nothing is new.

        Raises `NeighbourUnknown` when the ledger does not recognise the log, and whatever the neighbour or the ledger
        raise. Another member may have been first: then the verdict says `older`, and all is well.
        """
        last = last_anchor(self._ledger, self._origin)
        if not due(last, self._clock.now(), self._every):
            return []
        if self._ledger.read(neighbours.fork_key(self._origin)) is not None:
            return []  # convicted: nothing of it is anchored any more
        told = self._follow()
        note = self._neighbour.head()
        head = parse_checkpoint(note).checkpoint
        if last is None:
            return [*told, self._submit(neighbours.ANCHOR, {"note": note, "path": []})]
        if head.size == last.size:
            # The same head is no news; another one at its size is the evidence.
            return (
                told if head.root == last.root else [*told, self._submit(neighbours.ANCHOR, {"note": note, "path": []})]
            )
        return [*told, *self._compare(last, note, head)]

    def _follow(self) -> list[Verdict]:
        stored = self._ledger.read(neighbours.trust_key(self._origin))
        if stored is None:
            raise NeighbourUnknown(origin=self._origin, stage="ledger.neighbouring")
        told: list[Verdict] = []
        after = Trust.parse(stored).changes
        handovers = list(self._neighbour.handovers(after))
        while handovers:
            batch = _fitting(handovers)
            args = {"origin": self._origin, "after": after, "handovers": batch}
            told.append(self._submit(neighbours.UPDATE, args))
            handovers = handovers[len(batch) :] if not told[-1].reason else []
            after += len(batch)
        return told

    def _compare(self, last: Anchored, note: bytes, head: Checkpoint) -> list[Verdict]:
        """Anchor a head that goes on from the last one; show one that does not, by the neighbour's own tree."""
        if head.size < last.size:  # a node that is behind shows nothing new
            return []
        path = list(self._neighbour.consistency(last.size, head.size))
        root = self._neighbour.root(last.size)
        if root == last.root:
            return [self._submit(neighbours.ANCHOR, {"note": note, "path": path})]
        return [self._submit(neighbours.CONTRADICT, {"note": note, "root": root, "path": path})]

    def _submit(self, action: str, args: Mapping[str, Any]) -> Verdict:
        raw = build_statement(
            self._signer, self._org, neighbours.NAME, action, args, clock=self._clock, entropy=self._entropy
        )
        return self._ledger.submit(raw)


def existed_before(
    receipt: bytes, trust: Trust, anchor: bytes, anchoring: Trust, path: Sequence[bytes] = ()
) -> tuple[VerifiedReceipt, VerifiedReceipt]:
    """Both receipts verified, and that the first one's entry was in its log when the other city anchored its head.

    `receipt` and `trust` are of the one city; `anchor` is the other city's receipt of its `neighbours.anchor` entry,
    `anchoring` that city's trust. `path` proves the anchored head an extension of the receipt's, where they are not the
    same. When it was, say those who cosigned the anchor's receipt. Raises `ReceiptRefused` or `NotAnchored`.
    """
    ours, theirs = verify_receipt(receipt, trust), verify_receipt(anchor, anchoring)
    if (theirs.contract, theirs.action) != (neighbours.NAME, neighbours.ANCHOR):
        raise NotAnchored(
            reason=Text(
                zh=f"那是 {theirs.contract}.{theirs.action} 的回执",
                en=f"that is a receipt of {theirs.contract}.{theirs.action}",
            ),
            stage="ledger.anchored",
        )
    head = parse_checkpoint(theirs.args["note"]).checkpoint  # its quorum was verified by the contract that accepted it
    if head.origin != ours.origin:
        raise NotAnchored(
            reason=Text(zh=f"所锚定的检查点属于 {head.origin}", en=f"the anchored head is of {head.origin}"),
            stage="ledger.anchored",
        )
    try:
        check_consistency(trust.suite.digest, Head(ours.size, ours.root), Head(head.size, head.root), path)
    except BadProof as reason:
        raise NotAnchored(reason=str(reason.data["reason"]), stage="ledger.anchored") from None
    return ours, theirs


def _recognised(ledger: Readable, origin: str) -> Recognised:
    trust = Trust.parse(ledger.read(neighbours.trust_key(origin)))
    forked = ledger.read(neighbours.fork_key(origin)) is not None
    return Recognised(origin, trust.changes, last_anchor(ledger, origin), forked)


def _anchored(value: Mapping[str, Any]) -> Anchored:
    at = datetime.fromtimestamp(value["at"] / 1000, UTC)
    return Anchored(value["n"], value["size"], value["root"], EntryId(value["entry"]), value["index"], at)


def _fitting(handovers: Sequence[bytes]) -> list[bytes]:
    """As many of them as one statement has room for, one at least."""
    batch: list[bytes] = []
    for one in handovers[: neighbours.MAX_HANDOVERS]:
        if batch and sum(map(len, batch)) + len(one) > neighbours.MAX_BYTES:
            break
        batch.append(one)
    return batch
