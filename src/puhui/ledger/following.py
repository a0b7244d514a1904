"""A ledger that follows others: it mirrors the log from nodes that serve it, verifies it, and executes it again.

Promises. Nothing that a node says is believed. A head counts when a quorum of its era signed it, and only then do the
entries beneath it, once they lead to its root and our own contracts accept each of them at its place. What does not
hold is never written; the node that told it is caught with the proof (`lies`), and the next one is asked. The mirror
never goes back: a log that is shorter than it was, or another one, is refused, for it remembers the last head.

A node can be late, silent, or refuse to serve; as long as one of the sources is honest and reached, the mirror gets on.
What no source shows (the newest entries, for a while) cannot be known. When a quorum itself is bent, the mirror stops
where all was well, keeps the proof, and says `LedgerBroken`; what it verified can still be read.
"""

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import structlog

from puhui.kernel.clock import Clock
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId
from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.contracts import Contracts, standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import (
    EntryNotFound,
    HeadNotReady,
    LedgerStopped,
    MalformedCheckpoint,
    NoSourceHolds,
    ReceiptNotReady,
    RefusalUnproved,
    StatementNotAdmitted,
)
from puhui.ledger.lies import Fork, Lie, LieKind
from puhui.ledger.mirror import Mirror
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.sources import Source
from puhui.ledger.statement import Statement, parse_statement
from puhui.ledger.stepping import Caught, Silent, Stepper
from puhui.ledger.trust import Trust

PAUSE_S = 0.05

_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Followed:
    """What one step came to: the mirror's size after it, who served it (nobody: no news), who was caught at what."""

    size: int
    org: str = ""
    lies: tuple[Lie, ...] = ()
    silent: dict[str, PuhuiError] = field(default_factory=dict)


class FollowedLedger:
    """A `Ledger` over a file of its own that `sources` fill. Safe to call from many threads; one process at a time.

    `trust` is what the reader was told beforehand; it is brought up to date by the members' handovers, and what was
    followed is kept. `decision_wait_s` bounds how long `submit` waits for a verdict to be proved. `progress` is told
    the number of entries executed, and the size to be reached, as a step goes on.
    """

    def __init__(
        self,
        path: Path,
        *,
        sources: Sequence[Source],
        trust: Trust,
        clock: Clock,
        contracts: Contracts | None = None,
        disk: Disk | None = None,
        decision_wait_s: float = 30.0,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._sources = list(sources)
        self._clock = clock
        self._decision_wait_s = decision_wait_s
        self._mirror = Mirror(path, trust=trust, contracts=contracts or standard_contracts(), disk=disk or Disk())
        self._reader = Reader(path, trust.suite.digest)
        self._stepper = Stepper(self._mirror, progress or _untold)
        self._lock = threading.RLock()  # holds the mirror: one step, or one trial, at a time
        self._pending: set[EntryId] = set()
        self._caught = {lie.org for lie in self._mirror.lies()}
        self._grave = self._mirror.grave()
        self._closed = threading.Event()

    # The five verbs of `Ledger`.

    def submit(self, statement: bytes) -> Verdict:
        """See `Ledger.submit`: through each source in turn, until one has it decided.

        `COMMITTED` and `INVALID` are told once they are proved here. Otherwise, after `decision_wait_s`, the answer is
        `PENDING`: it may have been decided, and the same bytes may be sent again. Raises also `RefusalUnproved`.
        """
        read = parse_statement(statement, self._mirror.suite)
        known = self._reader.verdict(read.entry)
        if known is not None:
            return known
        self._check_serving()
        self._mirror.check_time(read, int(self._clock.now().timestamp() * 1000))
        with self._lock:
            self._pending.add(read.entry)
        try:
            return self._through_sources(read)
        finally:
            with self._lock:
                self._pending.discard(read.entry)

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Ledger.verdict`: what is proved here."""
        pending = entry in self._pending
        return self._reader.verdict(entry) or Verdict(entry, Finality.PENDING if pending else Finality.UNKNOWN)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Ledger.receipt`: under a head that was verified here, so it is ready for every entry that is."""
        trust = self._mirror.trust
        if trust is None:
            raise EntryNotFound(entry=entry, stage="ledger.receipt")
        return self._reader.receipt(entry, trust)

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Ledger.entries`."""
        return self._reader.entries(start, limit)

    def read(self, key: str) -> Any:
        """See `Ledger.read`."""
        return self._reader.state(key)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        return self._reader.values(keys)

    # Beyond them.

    def follow(self) -> Followed:
        """Ask the sources for a newer head, and take in what leads to it. Those that were never caught are asked first.

        Raises `LedgerBroken` when a quorum is bent, `NoSourceHolds` when none of the sources shows a head that holds.
        """
        with self._lock:
            self._check_serving()
            lies: list[Lie] = []
            silent: dict[str, PuhuiError] = {}
            heard = False
            for source in self._in_turn():
                try:
                    moved = self._stepper.step(source)
                except Silent as nothing:
                    silent[str(source.org)] = nothing.error
                    continue
                except Caught as caught:
                    lies.append(caught.lie)
                    self._note(caught.lie)
                    continue
                finally:
                    self._mirror.rollback()
                heard = True
                lies += self._overruled()
                if moved:
                    return Followed(self.size, str(source.org), tuple(lies), silent)
            if not heard:
                told = {
                    **{org: error.cause_text.en for org, error in silent.items()},
                    **{one.org: one.what for one in lies},
                }
                reasons = "; ".join(f"{org}: {what}" for org, what in told.items()) or "no source is known"
                raise NoSourceHolds(reasons=reasons, stage="ledger.following")
            return Followed(self.size, "", tuple(lies), silent)

    def lies(self) -> list[Lie]:
        """All that nodes were ever caught at, with the proofs, oldest first."""
        with self._lock:
            return self._mirror.lies()

    def head(self) -> bytes:
        """The last head that was verified, with its lines; raises `HeadNotReady` before the first."""
        if self._mirror.trust is None:
            raise HeadNotReady(stage="ledger.head")
        return self._reader.head(self._mirror.trust)

    def handovers(self) -> list[bytes]:
        """The proofs by which an older trust file follows the members' changes, oldest first (`ledger.handover`).

        Raises `ReceiptNotReady` while one of them was not shown yet.
        """
        with self._lock:
            trust, kept = self._mirror.trust, self._mirror.handovers()
        if trust is not None and len(kept) < trust.changes:
            change = f"change {len(kept) + 1}"
            raise ReceiptNotReady(entry=change, quorum=trust.quorum, have=0, stage="ledger.following")
        return kept

    def contradiction(self, signed: bytes) -> Fork | None:
        """How a head within the verified log contradicts it; None when it agrees, or is no head of such a size."""
        try:
            head = parse_checkpoint(signed).checkpoint
        except MalformedCheckpoint:
            return None
        with self._lock:
            if not 0 < head.size <= self.size or self._mirror.root_at(head.size) == head.root:
                return None
            return Fork(signed, self.head(), self._mirror.root_at(head.size), self._mirror.consistency(head.size))

    @property
    def trust(self) -> Trust | None:
        """Whom a verifier of this log's receipts must trust, as the mirrored log says; None before the genesis."""
        return self._mirror.trust

    @property
    def trusted(self) -> Trust:
        """Whom this ledger trusts: what it was given, and what followed from it."""
        return self._mirror.trusted

    @property
    def size(self) -> int:
        """How many entries are verified and durable here."""
        return self._mirror.size

    def close(self) -> None:
        """Let go of the file. Statements that come later raise `LedgerStopped`."""
        with self._lock:
            if not self._closed.is_set():
                self._closed.set()
                self._mirror.close()
                self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Inside.

    def _check_serving(self) -> None:
        if self._closed.is_set():
            raise LedgerStopped(reason="closed", stage="ledger.following")
        if self._grave is not None:
            raise self._grave.raised()

    def _in_turn(self) -> list[Source]:
        return sorted(self._sources, key=lambda source: str(source.org) in self._caught)

    def _note(self, lie: Lie) -> None:
        with self._lock:
            self._mirror.rollback()
            self._mirror.note(lie)
            self._caught.add(lie.org)
        _LOG.warning("a node told what does not hold", org=lie.org, kind=lie.kind.value, size=lie.size, what=lie.what)
        if lie.is_grave:
            self._grave = self._grave or lie
            raise lie.raised()

    def _overruled(self) -> list[Lie]:
        """Refusals that were told and believed, and that the log has now shown to be none."""
        told, self._mirror.overruled = self._mirror.overruled, []
        lies = [
            self._wrong_verdict(org, entry, f"refused: {reason}", "it is in the log") for entry, org, reason in told
        ]
        for lie in lies:
            self._note(lie)
        return lies

    def _wrong_verdict(self, org: str, entry: EntryId, told: str, what: str) -> Lie:
        said = json.dumps({"entry": entry, "told": told}).encode()
        head = self.head() if self.size else b""
        return Lie(LieKind.WRONG_VERDICT, org, self.size, f"{entry}: told {told}; {what}", head, said)

    # A statement of ours, and what the sources tell of it.

    def _through_sources(self, statement: Statement) -> Verdict:
        deadline = time.monotonic() + self._decision_wait_s
        early, sent = self._trial(statement), False
        last: PuhuiError | None = None
        sources = self._in_turn()
        for number, source in enumerate(sources):
            try:
                told = source.submit(statement.raw)
            except PuhuiError as error:
                if isinstance(error, StatementNotAdmitted) and self._refuses_too(statement, error):
                    raise
                last = error
                continue
            left = (deadline - time.monotonic()) / (len(sources) - number)
            if told.entry != statement.entry:
                self._note(
                    self._wrong_verdict(str(source.org), statement.entry, f"on {told.entry}", "not what was asked")
                )
            elif told.finality is Finality.INVALID:
                if self._refusal_holds(source, statement, told, early):
                    break
                last = self._unproved(source, told)
            else:
                sent = True
                if told.finality is Finality.COMMITTED and self._commitment_holds(source, told, left):
                    break
        known = self._reader.verdict(statement.entry)
        if known is not None:
            return known
        if sent or last is None:
            return Verdict(statement.entry, Finality.PENDING)
        raise last

    def _commitment_holds(self, source: Source, told: Verdict, wait_s: float) -> bool:
        """Whether the entry is proved here, waiting for the head that covers it."""
        deadline = time.monotonic() + wait_s
        index = -1 if told.index is None else told.index
        while (known := self._reader.verdict(told.entry)) is None and self.size <= index:
            if not self._followed() and (time.monotonic() > deadline or self._closed.wait(PAUSE_S)):
                return False
        if known is None:
            self._note(self._wrong_verdict(str(source.org), told.entry, f"committed at {index}", "it is not there"))
        elif (known.finality, known.index, dict(known.result)) != (told.finality, told.index, dict(told.result)):
            ours = f"it is {known.finality.value} at {known.index} with {dict(known.result)}"
            said = f"committed at {index} with {dict(told.result)}"
            self._note(self._wrong_verdict(str(source.org), told.entry, said, ours))
        return known is not None

    def _refusal_holds(self, source: Source, statement: Statement, told: Verdict, early: str | None) -> bool:
        """Whether our contracts refuse it for the same reason: upon the log before it was sent, or upon the newest."""
        self._followed()
        with self._lock:
            known = self._reader.verdict(statement.entry)
            if known is not None:
                if known.finality is Finality.COMMITTED:
                    said = f"refused: {told.reason}"
                    self._note(self._wrong_verdict(str(source.org), told.entry, said, "it is in the log"))
                return True
            if not told.reason or told.reason not in {early, self._trial(statement)}:
                return False
            self._mirror.refuse(statement, told.reason, str(source.org))
            return True

    @staticmethod
    def _unproved(source: Source, told: Verdict) -> RefusalUnproved:
        org = str(source.org)
        return RefusalUnproved(org=org, entry=told.entry, reason=told.reason, party=org, stage="ledger.following")

    def _refuses_too(self, statement: Statement, told: StatementNotAdmitted) -> bool:
        """Whether it is no member's word by our own log, for the same reason."""
        self._followed()
        try:
            with self._lock:
                self._mirror.trial(statement)
        except StatementNotAdmitted as ours:
            return ours.reason == told.reason
        return False

    def _trial(self, statement: Statement) -> str | None:
        """Why our contracts would refuse it upon the log as it is known here; None when it is no member's word."""
        try:
            with self._lock:
                return self._mirror.trial(statement)
        except StatementNotAdmitted:
            return None

    def _followed(self) -> bool:
        """Take a step; whether it got on. Silence is waited out by who asks."""
        try:
            return self.follow().org != ""
        except NoSourceHolds:
            return False


def _untold(_done: int, _size: int) -> None:
    """Nobody wants to know the progress."""
