"""A witness: remembers the last head of a log that it cosigned, and never cosigns one that contradicts it.

The wire is C2SP tlog-witness: the request is `old <size>`, a consistency proof, and a checkpoint; the answer is
signature lines. What a witness says is durable before it is said, so a log that forks, rewrites or rolls back its past
cannot collect a quorum for both stories; and it leaves behind, signed with its own key, the evidence.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from puhui.kernel.clock import Clock
from puhui.kernel.suites import PublicKey, Signer
from puhui.ledger.checkpoint import (
    Checkpoint,
    LineKind,
    NoteKey,
    SignatureLine,
    cosign_checkpoint,
    from_base64,
    parse_checkpoint,
    parse_decimal,
    parse_lines,
    to_base64,
)
from puhui.ledger.disk import Disk
from puhui.ledger.errors import BadProof, LogMisbehaved, MalformedCheckpoint, WitnessBehind, WitnessRefused
from puhui.ledger.merkle import Head, check_consistency

FILE = "witness.sqlite"
MAX_PATH = 63
SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE heads (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL) STRICT;
CREATE TABLE evidence (
    number INTEGER PRIMARY KEY, origin TEXT NOT NULL, kind TEXT NOT NULL, seen_at INTEGER NOT NULL,
    ours BLOB NOT NULL, theirs BLOB NOT NULL, request BLOB NOT NULL, UNIQUE (origin, kind, theirs)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class WitnessRequest:
    """Please cosign `note`: it extends the head of `old_size` that you cosigned last, as `path` proves."""

    old_size: int
    path: tuple[bytes, ...]
    note: bytes

    def to_bytes(self) -> bytes:
        """The request's text (C2SP tlog-witness, add-checkpoint)."""
        lines = [f"old {self.old_size}", *map(to_base64, self.path), "", ""]
        return "\n".join(lines).encode() + self.note

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a request; raises `WitnessRefused`."""
        proof, gap, signed = data.partition(b"\n\n")
        try:
            lines = proof.decode("ascii").split("\n")
            if not gap or not lines[0].startswith("old ") or len(lines) > 1 + MAX_PATH:
                raise _refused("not an old size, a consistency proof and a checkpoint")
            return cls(parse_decimal(lines[0][4:]), tuple(from_base64(line) for line in lines[1:]), signed)
        except (UnicodeDecodeError, MalformedCheckpoint) as reason:
            raise _refused(str(reason)) from None


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness's answer: its cosignature line, then its COSE signature line over the root."""

    lines: tuple[SignatureLine, ...]

    def to_bytes(self) -> bytes:
        """The answer's text."""
        return "".join(line.text for line in self.lines).encode()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read an answer; raises `MalformedCheckpoint`."""
        return cls(parse_lines(data))

    def verifies(self, name: str, key: PublicKey, checkpoint: Checkpoint) -> bool:
        """Whether these are the two lines of that witness over `checkpoint`."""
        kinds = (LineKind.COSIGNATURE, LineKind.ROOT)
        return len(self.lines) == len(kinds) and all(
            NoteKey(name, key, kind).verifies(line, checkpoint) for kind, line in zip(kinds, self.lines, strict=True)
        )


class Witness(Protocol):
    """A consensus node as the sequencer asks it. Implementations: `KeptWitness` here, signed HTTP elsewhere."""

    def cosign(self, request: WitnessRequest) -> Cosigned:
        """Cosign the checkpoint if it extends what was cosigned before.

        The new head is durable before the answer. Raises `WitnessBehind` (prove from its size and ask again),
        `WitnessRefused` (not for this witness), `LogMisbehaved` (contradiction; evidence is kept), or an error of
        category `unavailable` when it cannot be reached.
        """
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two notes, both signed by the log, that cannot both be honest. `kind`: `fork`, `rewrite` or `rollback`.

    A fork (one size, two roots) convicts by itself. A rewrite and a rollback convict together with the witness's word
    that it was offered no valid consistency proof from `ours`, or that the log claims to be shorter than `ours`.
    """

    origin: str
    kind: str
    seen_at_ms: int
    ours: bytes
    theirs: bytes


class KeptWitness:
    """A witness over a database file. Safe to call from many threads; one process at a time."""

    def __init__(
        self,
        path: Path,
        *,
        signer: Signer,
        name: str,
        logs: Mapping[str, PublicKey],
        clock: Clock,
        disk: Disk | None = None,
    ) -> None:
        """The witness that keeps its heads at `path` and cosigns as `name` for the `logs` (key by origin)."""
        self._disk = disk or Disk()
        self._connection = self._disk.open(path, SCHEMA, SCHEMA_VERSION)
        self._signer = signer
        self._name = name
        self._logs = dict(logs)
        self._clock = clock
        self._lock = threading.Lock()

    def cosign(self, request: WitnessRequest) -> Cosigned:
        """See `Witness.cosign`."""
        head = self._signed_by_a_known_log(request.note)
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")  # reading our head and replacing it are one step
            try:
                self._check(request, head)
                self._remember(head, request.note)
            finally:
                if self._connection.in_transaction:
                    self._connection.rollback()
            # Death here leaves a head remembered and no answer given: asked again from that size, we answer.
        seconds = int(self._clock.now().timestamp())
        return Cosigned(cosign_checkpoint(self._signer, self._name, head, seconds))

    def head(self, origin: str) -> bytes | None:
        """The note of the last head cosigned, as the log signed it."""
        with self._lock:
            ours = self._head(origin)
        return None if ours is None else ours[1]

    def evidence(self) -> Sequence[Evidence]:
        """All contradictions ever seen, oldest first."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT origin, kind, seen_at, ours, theirs FROM evidence ORDER BY number"
            ).fetchall()
        return [Evidence(*row) for row in rows]

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _signed_by_a_known_log(self, data: bytes) -> Checkpoint:
        try:
            signed = parse_checkpoint(data)
        except MalformedCheckpoint as reason:
            raise _refused(str(reason.data["reason"])) from None
        head = signed.checkpoint
        key = self._logs.get(head.origin)
        if key is None:
            raise _refused(f"unknown log {head.origin}")
        if not NoteKey(head.origin, key, LineKind.LOG).verifies(signed.lines[0], head):
            raise _refused("the log did not sign the checkpoint")
        if len(head.root) != key.suite.digest_size:
            raise _refused("the root is not a digest")
        return head

    def _check(self, request: WitnessRequest, head: Checkpoint) -> None:
        ours = self._head(head.origin)
        digest = self._signer.public_key.suite.digest
        known = ours[0] if ours else Head(0, digest(b""))
        if ours and head.size == known.size and head.root != known.root:
            raise self._contradiction("fork", request, head, ours[1])
        if request.old_size != known.size:
            raise WitnessBehind(size=known.size, stage="ledger.witness")
        if head.size < known.size:
            # An old head that was overtaken on its way names an older size and was answered above. This one knows
            # where we stand and still offers less: the log has lost entries that it had signed for.
            assert ours is not None
            raise self._contradiction("rollback", request, head, ours[1])
        try:
            check_consistency(digest, known, Head(head.size, head.root), request.path)
        except BadProof:
            if ours is None:
                raise _refused("the proof from the empty log must be empty") from None
            raise self._contradiction("rewrite", request, head, ours[1]) from None

    def _contradiction(self, kind: str, request: WitnessRequest, head: Checkpoint, ours: bytes) -> LogMisbehaved:
        self._connection.execute(
            "INSERT OR IGNORE INTO evidence (origin, kind, seen_at, ours, theirs, request) VALUES (?, ?, ?, ?, ?, ?)",
            (head.origin, kind, int(self._clock.now().timestamp() * 1000), ours, request.note, request.to_bytes()),
        )
        self._disk.commit(self._connection)
        return LogMisbehaved(kind=kind, stage="ledger.witness")

    def _head(self, origin: str) -> tuple[Head, bytes] | None:
        row = self._connection.execute("SELECT size, root, note FROM heads WHERE origin = ?", (origin,)).fetchone()
        return None if row is None else (Head(row[0], row[1]), row[2])

    def _remember(self, head: Checkpoint, data: bytes) -> None:
        self._connection.execute(
            "INSERT INTO heads VALUES (?, ?, ?, ?) ON CONFLICT (origin) DO UPDATE"
            " SET size = excluded.size, root = excluded.root, note = excluded.note WHERE excluded.size > heads.size",
            (head.origin, head.size, head.root, data),
        )
        self._disk.commit(self._connection)


def _refused(reason: str) -> WitnessRefused:
    return WitnessRefused(reason=reason, stage="ledger.witness")
