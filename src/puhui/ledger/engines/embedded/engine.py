"""The engine's threads: callers put tickets into a bounded queue, one thread orders and commits, others gather."""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog

from puhui.kernel.clock import Clock
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import Signer
from puhui.ledger.contracts import Contracts, standard_contracts
from puhui.ledger.disk import Disk, stopped_by
from puhui.ledger.engines.deciding import Admitted
from puhui.ledger.engines.embedded.gathering import Gatherer
from puhui.ledger.engines.embedded.sequencer import Answered, SealedHead, Sequencer
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import (
    EntryNotFound,
    HeadNotReady,
    LedgerStopped,
    QueueFull,
    StatementNotAdmitted,
)
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Trust, TrustedWitness
from puhui.ledger.witness import Witness

MAX_QUEUED = 10_000
MAX_GROUP = 1024

_LOG = structlog.get_logger(__name__)


class _Ticket:
    """Statements of one caller, and the gate at which it waits."""

    __slots__ = ("done", "error", "verdicts", "waiting")

    def __init__(self, waiting: list[Admitted]) -> None:
        self.waiting = waiting
        self.verdicts: list[Verdict] = []
        self.error: PuhuiError | None = None
        self.done = threading.Event()


class EmbeddedLedger:
    """A `Ledger` over one file, in this process. One process at a time may open a file.

    `witnesses` are the consensus nodes by organisation; those that are not given are not asked, and receipts wait for
    a quorum of the genesis's consensus nodes all the same.
    """

    def __init__(
        self,
        path: Path,
        *,
        signer: Signer,
        clock: Clock,
        witnesses: Mapping[OrgId, Witness] | None = None,
        contracts: Contracts | None = None,
        disk: Disk | None = None,
        receipt_wait_s: float = 2.0,
    ) -> None:
        self._clock = clock
        self._receipt_wait_s = receipt_wait_s
        self._witnesses = dict(witnesses or {})
        self._sequencer = Sequencer(
            path, signer=signer, contracts=contracts or standard_contracts(), disk=disk or Disk()
        )
        self._reader = Reader(path, self._sequencer.suite.digest)
        self._change = threading.Condition()  # guards all below
        self._tickets: deque[_Ticket] = deque()
        self._queued = 0
        self._pending: set[EntryId] = set()
        self._answers: list[Answered] = []
        self._head, self._proved = self._sequencer.head, self._sequencer.proved
        self._in_hand: Sequence[_Ticket] = ()  # of the group that is being committed
        self._stopped: LedgerStopped | None = None
        self._gatherers: dict[OrgId, Gatherer] = {}
        self._gathered_for: Trust | None = None
        self._thread = threading.Thread(target=self._order, name="sequencer", daemon=True)
        self._thread.start()
        self._gather()

    # The five verbs of `Ledger`.

    def submit(self, statement: bytes) -> Verdict:
        """See `Ledger.submit`."""
        return self.submit_all([statement])[0]

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Ledger.verdict`."""
        with self._change:
            pending = entry in self._pending
        found = self._reader.verdict(entry)
        return found or Verdict(entry, Finality.PENDING if pending else Finality.UNKNOWN)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Ledger.receipt`. Waits for cosignatures up to `receipt_wait_s` before it says `ReceiptNotReady`."""
        trust, verdict = self._sequencer.trust, self._reader.verdict(entry)
        if trust is None or verdict is None or verdict.index is None:
            raise EntryNotFound(entry=entry, stage="ledger.receipt")
        index = verdict.index
        with self._change:
            self._change.wait_for(lambda: self._proved > index or self._stopped, self._receipt_wait_s)
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
        """Have statements decided in this order, paying for one wait.

        If any of them is malformed or not admitted, none is recorded and its error is raised. Raises `LedgerMoved` on
        what comes after the members moved the ledger; what was decided before keeps its verdict.
        """
        now_ms = int(self._clock.now().timestamp() * 1000)
        suite, admit = self._sequencer.suite, self._sequencer.admit
        ticket = _Ticket([admit(parse_statement(raw, suite), now_ms) for raw in statements])
        if not ticket.waiting:
            return []
        with self._change:
            if self._stopped is not None:
                raise self._stopped
            if self._queued + len(ticket.waiting) > MAX_QUEUED:
                raise QueueFull(limit=MAX_QUEUED, stage="ledger.submit")
            self._tickets.append(ticket)
            self._queued += len(ticket.waiting)
            self._pending.update(one.statement.entry for one in ticket.waiting)
            self._change.notify_all()
        ticket.done.wait()
        if ticket.error is not None:
            raise ticket.error
        return ticket.verdicts

    @property
    def trust(self) -> Trust | None:
        """Whom a verifier of this log's receipts must trust; None before the genesis."""
        return self._sequencer.trust

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
    def size(self) -> int:
        """How many entries are committed."""
        return self._sequencer.size

    def close(self) -> None:
        """Decide what is queued, then stop. Statements that come later raise `LedgerStopped`."""
        self._stop(LedgerStopped(reason="closed", stage="ledger.submit"))
        self._thread.join()
        for gatherer in self._gatherers.values():
            gatherer.thread.join()
        self._reader.close()

    def __enter__(self) -> "EmbeddedLedger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # For the gatherers: see `gathering.Log`.

    def wait_for_head(self, above: int, timeout_s: float | None) -> SealedHead | None:
        """The newest head once it is larger than `above`, or None at the timeout or when stopping."""
        with self._change:
            self._change.wait_for(lambda: self._stopped or (self._head and self._head.size > above), timeout_s)
            return self._head if not self._stopped and self._head and self._head.size > above else None

    def witness_at(self, org: OrgId, size: int) -> TrustedWitness | None:
        """The organisation as it may cosign a head of that size: in the head's era, or in the one before it."""
        trust = self._sequencer.trust
        if trust is None:
            return None
        number = trust.number_at(size)
        for era in trust.eras[number::-1][:2]:
            for one in era.witnesses:
                if one.org == org:
                    return one
        return None

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the log of `new` entries extends the log of `old`."""
        return self._reader.consistency(old, new)

    def answered(self, answer: Answered) -> None:
        """Have a witness's verified answer made durable, once it makes a quorum or with the next group."""
        with self._change:
            self._answers.append(answer)
            self._change.notify_all()

    @property
    def stopping(self) -> bool:
        """Whether the engine has been told to stop, or has failed."""
        return self._stopped is not None

    # The sequencer's thread.

    def _order(self) -> None:
        try:
            while self._order_group():
                pass
        except Exception as reason:  # noqa: BLE001 - whatever storage or a contract raised, no more may be ordered
            self._fail(reason)
        finally:
            self._sequencer.close()

    def _order_group(self) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._tickets or self._quorum_waits() or self._stopped)
            if not self._tickets and not self._answers and self._stopped:
                return False
            tickets: list[_Ticket] = []
            count = 0
            while self._tickets and (not tickets or count + len(self._tickets[0].waiting) <= MAX_GROUP):
                tickets.append(self._tickets.popleft())
                count += len(tickets[-1].waiting)
            answers, self._answers = self._answers, []
            self._in_hand = tickets
        decided = iter(self._sequencer.commit([one for ticket in tickets for one in ticket.waiting], answers))
        for ticket in tickets:
            self._tell(ticket, [next(decided) for _ in ticket.waiting])
        with self._change:
            self._in_hand = []
            self._queued -= count
            self._pending.difference_update(one.statement.entry for ticket in tickets for one in ticket.waiting)
            if self._head is not self._sequencer.head:
                self._head, self._proved = self._sequencer.head, self._sequencer.proved
                self._change.notify_all()
        self._gather()
        return True

    def _quorum_waits(self) -> bool:
        """Whether the answers that wait make the head's quorum. Fewer wait for company: they can be asked for again."""
        return bool(self._answers) and self._sequencer.completed_by(self._answers)

    @staticmethod
    def _tell(ticket: _Ticket, decided: Sequence[Verdict | StatementNotAdmitted]) -> None:
        for one in decided:
            if isinstance(one, Verdict):
                ticket.verdicts.append(one)
            else:
                ticket.error = one
        ticket.done.set()

    def _gather(self) -> None:
        """Start asking each witness as soon as the log names it."""
        trust = self._sequencer.trust
        if trust is None or trust is self._gathered_for:
            return
        self._gathered_for = trust
        for org in {one.org for era in trust.eras for one in era.witnesses} & self._witnesses.keys():
            if org not in self._gatherers:
                self._gatherers[org] = Gatherer(self, org, self._witnesses[org], self._alarm)
                self._gatherers[org].thread.start()

    @staticmethod
    def _alarm(org: str, error: PuhuiError) -> None:
        _LOG.warning("witness did not cosign", witness=org, error=error.code, cause=error.cause_text.en)

    def _fail(self, reason: Exception) -> None:
        """Storage's word on the group in hand is unknown: tell all who wait to ask again after a restart."""
        _LOG.error("the ledger engine stopped", reason=repr(reason))
        stopped = self._stop(stopped_by(reason, "ledger.storage"))
        with self._change:
            lost = [*self._in_hand, *self._tickets]
            self._tickets.clear()
        for ticket in lost:
            ticket.error = stopped
            ticket.done.set()

    def _stop(self, reason: LedgerStopped) -> LedgerStopped:
        """The first reason stays, and is told."""
        with self._change:
            self._stopped = self._stopped or reason
            self._change.notify_all()
            return self._stopped
