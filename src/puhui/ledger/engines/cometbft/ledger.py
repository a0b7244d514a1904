"""A `Ledger` whose order is made by CometBFT: this node's replica, its application socket, and its CometBFT process.

A verdict is told from this node's own durable store, never from what a peer or the mempool says: `COMMITTED` means that
more than two thirds of the consensus nodes decided the block *and* that this node executed it and made it durable.
"""

import contextlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import structlog

from puhui.kernel import Text
from puhui.kernel.clock import Clock
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import PublicKey, Signer, Suite
from puhui.ledger.contracts import Contracts, standard_contracts
from puhui.ledger.disk import Disk, open_to_read, stopped_by
from puhui.ledger.engines.cometbft.application import Application, Pending
from puhui.ledger.engines.cometbft.blocks import Executed
from puhui.ledger.engines.cometbft.double_votes import VALIDATOR_SUITE, DoubleVote, cut_out
from puhui.ledger.engines.cometbft.errors import BadDoubleVote, NotYetDecided
from puhui.ledger.engines.cometbft.failures import diagnosed
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.cometbft.rpc import Rpc
from puhui.ledger.engines.cometbft.sending import Sender
from puhui.ledger.engines.cometbft.server import AbciServer
from puhui.ledger.engines.cometbft.snapshots import CHUNK_BYTES, Shelf
from puhui.ledger.engines.cometbft.timing import LedgerTime
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import EntryNotFound, HeadNotReady, LedgerStopped, QueueFull, StatementNotAdmitted
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.trust import Trust

RETAIN_BLOCKS = 250_000  # at a block a second, what a node misses in a long weekend
_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Accusation:
    """What a consensus node did wrong, and the proof: two notes that cannot both be honest, or where its double vote
    is (`CometLedger.double_vote` fetches it).

    `kind`: `fork` (it signed another root at a size), `beyond` (it signed a head that does not exist), `double_vote`.
    """

    height: int
    org: str
    kind: str
    ours: bytes
    theirs: bytes


class _Waiting:
    """One caller's wait for one entry."""

    __slots__ = ("answer", "done")

    def __init__(self) -> None:
        self.answer: Verdict | PuhuiError | None = None
        self.done = threading.Event()


class CometLedger:
    """See `Ledger`. One process at a time may open a file; a CometBFT process connects to `application_socket`.

    `signer` is the consensus node's ledger key; a participant that only follows gives none.
    """

    def __init__(
        self,
        path: Path,
        *,
        org: OrgId,
        suite: Suite,
        clock: Clock,
        application_socket: Path,
        rpc_socket: Path,
        signer: Signer | None = None,
        contracts: Contracts | None = None,
        disk: Disk | None = None,
        decision_wait_s: float = 30.0,
        receipt_wait_s: float = 5.0,
        retain_blocks: int = RETAIN_BLOCKS,
        snapshot_every: int = 1000,
        chunk_bytes: int = CHUNK_BYTES,
    ) -> None:
        self._path = path
        self._time = LedgerTime(clock)
        self._org = org
        self._decision_wait_s = decision_wait_s
        self._receipt_wait_s = receipt_wait_s
        self._replica = Replica(
            path,
            suite=suite,
            contracts=contracts or standard_contracts(),
            disk=disk or Disk(),
            snapshot_every=snapshot_every,
            chunk_bytes=chunk_bytes,
        )
        self._reader = Reader(path, suite.digest)
        self._shelf = Shelf(path)
        self._pending = Pending()
        self._change = threading.Condition()  # guards all below
        self._waiting: dict[EntryId, list[_Waiting]] = {}
        self._stopped: LedgerStopped | None = None
        self._closed = False
        self.rpc = Rpc(rpc_socket)
        self._sender = Sender(self.rpc)
        self._application = self._answering(signer, retain_blocks)
        self._server = AbciServer(application_socket, self._application.answer, self._fail)

    def _answering(self, signer: Signer | None, retain_blocks: int) -> Application:
        return Application(
            self._replica,
            self._reader,
            self._shelf,
            time=self._time,
            signer=signer,
            org=self._org,
            pending=self._pending,
            committed=self._tell,
            refused=self._tell_refused,
            retain_blocks=retain_blocks,
        )

    # The five verbs of `Ledger`.

    def submit(self, statement: bytes) -> Verdict:
        """See `Ledger.submit`. Raises also `NotYetDecided` after `decision_wait_s`: the entry is `PENDING` then."""
        return self.submit_all([statement])[0]

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Ledger.verdict`."""
        pending = entry in self._pending  # looked at first: what is decided in between is in the store
        found = self._reader.verdict(entry)
        return found or Verdict(entry, Finality.PENDING if pending else Finality.UNKNOWN)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Ledger.receipt`. Waits for cosignatures up to `receipt_wait_s` before it says `ReceiptNotReady`."""
        trust, verdict = self._replica.trust, self._reader.verdict(entry)
        if trust is None or verdict is None or verdict.index is None:
            raise EntryNotFound(entry=entry, stage="ledger.receipt")
        index = verdict.index
        with self._change:
            self._change.wait_for(lambda: self._replica.position.proved > index or self._stopped, self._receipt_wait_s)
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

    def submit_all(self, statements: Sequence[bytes]) -> list[Verdict]:
        """Have statements decided, paying for one wait.

        If any of them is malformed or not admitted, none is sent and its error is raised. They are proposed in this
        order as a rule; who needs an order waits for each verdict.
        """
        entries = self._let_in(statements)
        waits = {entry: _Waiting() for entry in entries}
        with self._change:
            if self._stopped is not None:
                raise self._stopped
            for entry, waiting in waits.items():
                self._waiting.setdefault(entry, []).append(waiting)
        try:
            # Looked up after the wait was set: a decision is either found here or told to the wait.
            found = {entry: self._reader.verdict(entry) for entry in waits}
            fresh = [number for number, entry in enumerate(entries) if found[entry] is None]
            self._sender.send([statements[number] for number in fresh])
            return [found[entry] or self._answer(entry, waits[entry]) for entry in entries]
        finally:
            self._forget(waits)

    @property
    def trust(self) -> Trust | None:
        """Whom a verifier of this log's receipts must trust; None before the genesis."""
        return self._replica.trust

    def head(self) -> bytes:
        """The newest head that a stranger can believe, with its lines; raises `HeadNotReady` while there is none."""
        trust = self.trust
        if trust is None:
            raise HeadNotReady(stage="ledger.head")
        return self._reader.head(trust)

    def handovers(self) -> list[bytes]:
        """The proofs by which an older trust file follows the members' changes, oldest first (`ledger.handover`).

        Raises `ReceiptNotReady` while a change was not handed over yet.
        """
        trust = self.trust
        return [] if trust is None else [self._reader.handover(n, trust) for n in range(1, trust.changes + 1)]

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values of the contracts' state under a prefix that ends in `/`."""
        return self._reader.states(prefix)

    @property
    def handed(self) -> int:
        """The number of the era up to which each era's consensus nodes handed over to the next."""
        return self._replica.position.handed

    def validators(self) -> list[str]:
        """The organisations whose votes CometBFT counts, or will two blocks from now."""
        return sorted(self._replica.validators.active)

    @property
    def size(self) -> int:
        """How many entries are committed."""
        return self._replica.size

    @property
    def height(self) -> int:
        """The last block that this node made durable."""
        return self._replica.position.height

    @property
    def proved(self) -> int:
        """The log's size up to which a quorum has cosigned."""
        return self._replica.position.proved

    @property
    def app_hash(self) -> bytes:
        """What consensus holds every node to, after block `height`."""
        return self._replica.app_hash

    def accusations(self) -> list[Accusation]:
        """All that consensus nodes were caught doing, oldest first, with the proofs."""
        connection = open_to_read(self._path)
        try:
            rows = connection.execute("SELECT height, org, kind, ours, theirs FROM evidence ORDER BY number").fetchall()
        finally:
            connection.close()
        return [Accusation(*row) for row in rows]

    def double_vote(self, accusation: Accusation) -> DoubleVote:
        """The proof behind an accusation of that kind, out of this node's blocks, and checked.

        Raises `ConsensusUnavailable` when CometBFT does not answer or keeps that block no more, and `BadDoubleVote`
        when the block proves nothing of the sort.
        """
        told = json.loads(accusation.theirs)
        raw_key = self.rpc.validators(told["height"])[told["address"]]
        key = PublicKey(VALIDATOR_SUITE, raw_key)
        proof = cut_out(self.rpc.evidence(accusation.height), told["address"], told["height"], key)
        if proof is None:
            raise BadDoubleVote(
                reason=Text(zh=f"区块 {accusation.height} 中没有", en=f"block {accusation.height} holds none"),
                stage="ledger.double_vote",
            )
        proof.check(self.rpc.chain())
        return proof

    def attendance(self) -> dict[str, int]:
        """The last block that each consensus node voted for, as the chain recorded it: who falls behind is silent."""
        return dict(self._replica.seen)

    def cosigning(self) -> dict[str, int]:
        """The largest head that each consensus node cosigned, as the chain recorded it: who withholds stays behind.

        A quorum is enough for a record, so a slow node misses some; one that withholds is in none.
        """
        trust = self._replica.trust
        silent = {} if trust is None else {str(one.org): 0 for one in trust.witnesses}
        return silent | dict(self._replica.cosigned)

    def wait_for(self, height: int, timeout_s: float) -> bool:
        """Wait until this node has made a block of that height durable; whether it has."""
        with self._change:
            self._change.wait_for(lambda: self.height >= height or self._stopped, timeout_s)
            return self.height >= height

    @property
    def stopped(self) -> LedgerStopped | None:
        """Why this node takes part no more, for whoever runs it; None while it does."""
        return self._stopped

    @property
    def clock_ahead_ms(self) -> int:
        """How far this machine's clock stood ahead of the chain's time when last they were compared, in ms."""
        return self._time.ahead_ms

    def refused_proposals(self) -> dict[str, int]:
        """By consensus node, the height of its last proposal that this node refused since it started. This node's own
        word and no proof: proposals that were not decided leave none."""
        return dict(self._application.refused_proposals)

    def fail(self, said: str) -> None:
        """This node's CometBFT takes part no more; `said` is what it said last. See `CometProcess`."""
        self._stop(diagnosed(said, self.height))

    def wait_for_size(self, size: int, timeout_s: float) -> bool:
        """Wait until this node has made so many entries durable; whether it has."""
        with self._change:
            self._change.wait_for(lambda: self.size >= size or self._stopped, timeout_s)
            return self.size >= size

    def close(self) -> None:
        """Hang up on CometBFT, which ends then, and let go of the files. Calls that wait raise `LedgerStopped`."""
        with self._change:
            first, self._closed = not self._closed, True
        self._stop(LedgerStopped(reason="closed", stage="ledger.submit"))
        if first:
            self._sender.close()
            self._server.close()
            self._replica.close()
            self._reader.close()
            self._shelf.close()
            self.rpc.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Inside.

    def _let_in(self, statements: Sequence[bytes]) -> list[EntryId]:
        now_ms = self._time.now_ms()
        try:
            return [self._replica.admissions.admit(raw, now_ms).statement.entry for raw in statements]
        except StatementNotAdmitted as reason:
            raise self._time.explained(reason) from None

    def _answer(self, entry: EntryId, waiting: _Waiting) -> Verdict:
        if not waiting.done.wait(self._decision_wait_s):
            raise NotYetDecided(entry=entry, waited_s=self._decision_wait_s, stage="ledger.submit")
        if isinstance(waiting.answer, PuhuiError):
            raise waiting.answer
        assert waiting.answer is not None
        return waiting.answer

    def _forget(self, waits: dict[EntryId, _Waiting]) -> None:
        with self._change:
            for entry, waiting in waits.items():
                others = [one for one in self._waiting.get(entry, []) if one is not waiting]
                if others:
                    self._waiting[entry] = others
                else:
                    self._waiting.pop(entry, None)

    def _tell(self, executed: Executed) -> None:
        """A block is durable: answer whoever waits for one of its entries."""
        with self._change:
            for raw, answer in executed.answers:
                if isinstance(answer, Verdict):
                    self._release(answer.entry, answer)
                elif isinstance(answer, StatementNotAdmitted):
                    self._release(self._entry_of(raw), answer)
            self._change.notify_all()

    def _tell_refused(self, raws: Sequence[bytes]) -> None:
        """This node's mempool did not take a transaction: the membership moved since its statements were admitted.

        Who waits for one that may still be ordered sees it sent again, alone; the others are told.
        """
        now_ms = self._time.now_ms()
        again: list[bytes] = []
        with self._change:
            for raw in raws:
                entry = self._entry_of(raw)
                if entry not in self._waiting:
                    continue
                try:
                    self._replica.admissions.admit(raw, now_ms)
                    again.append(raw)
                except StatementNotAdmitted as reason:
                    self._release(entry, reason)
        try:
            self._sender.send_apart(again)
        except (LedgerStopped, QueueFull) as reason:
            with self._change:
                for raw in again:
                    self._release(self._entry_of(raw), reason)

    def _entry_of(self, raw: bytes) -> EntryId:
        return EntryId(self._replica.suite.digest(raw).hex())

    def _release(self, entry: EntryId, answer: Verdict | PuhuiError) -> None:
        for waiting in self._waiting.pop(entry, []):
            waiting.answer = answer
            waiting.done.set()

    def _fail(self, reason: Exception) -> None:
        self._stop(stopped_by(reason, "ledger.storage"))

    def _stop(self, reason: LedgerStopped) -> None:
        """Tell all who wait. The first reason stays: what comes after it comes of it."""
        with self._change:
            news = self._stopped is None and not self._closed
            self._stopped = self._stopped or reason
            for entry in list(self._waiting):
                self._release(entry, self._stopped)
            self._change.notify_all()
        if news:
            with contextlib.suppress(OSError):  # the log's disk may be the full one
                _LOG.error("this node stopped", error=reason.code, cause=reason.cause_text.en)
