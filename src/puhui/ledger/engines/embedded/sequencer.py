"""The sequencer: decides statements in order, and makes each group durable in one transaction. No threads.

One call of `commit` is one group: the cosignatures that came in, the statements that wait, and, when the last head has
its quorum and the log has grown, a new signed head. All or nothing of it becomes durable; then, and only then,
anyone is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from puhui.kernel.suites import Signer
from puhui.ledger.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.contracts import Contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.deciding import MEMBERSHIP, Admitted, Decider
from puhui.ledger.engines.store import SCHEMA, SCHEMA_VERSION, Group, Writer
from puhui.ledger.errors import LedgerDamaged, StatementNotAdmitted
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier
from puhui.ledger.model import Verdict
from puhui.ledger.statement import Statement, parse_statement
from puhui.ledger.trust import Trust
from puhui.ledger.witness import Cosigned


@dataclass(frozen=True, slots=True)
class Answered:
    """A witness's verified answer about the head of `size`."""

    size: int
    name: str
    cosigned: Cosigned


@dataclass(frozen=True, slots=True)
class SealedHead:
    """The newest signed head, and who has cosigned it."""

    size: int
    note: bytes
    cosigners: frozenset[str]


class Sequencer:
    """Owns the writing connection and everything that must agree with it: tree edge, membership, head."""

    def __init__(self, path: Path, *, signer: Signer, contracts: Contracts, disk: Disk) -> None:
        self._disk = disk
        self._signer = signer
        self.suite = signer.public_key.suite
        self.machine = Machine(contracts, self.suite)
        self._store = Writer(disk.open(path, SCHEMA, SCHEMA_VERSION))
        self._decider = Decider(self.machine, self._store)
        try:
            self._recover()
        except BaseException:
            self._store.close()
            raise

    def _recover(self) -> None:
        """Take up what storage says. A transaction that did not commit is not there: nothing else is to be mended."""
        key = str(self._signer.public_key)
        if self._store.log_key(key) != key:
            raise LedgerDamaged(reason="it was written under another log key", stage="ledger.sequencer")
        self._frontier = Frontier.at(self.suite.digest, self._store.size(), self._store.node)
        self.members = self._store.states(MEMBERSHIP)
        self.trust = self._read_trust()
        self.head: SealedHead | None = None
        self.proved = self._store.proved(self.trust.quorum) if self.trust else 0  # entries below it have receipts
        last = self._store.last_checkpoint()
        if last is not None:
            size, note = last
            if size > self._frontier.size:
                raise LedgerDamaged(
                    reason=f"a head of size {size} is signed over {self._frontier.size} entries",
                    stage="ledger.sequencer",
                )
            self.head = SealedHead(size, note, frozenset(self._store.cosigners(size)))

    @property
    def size(self) -> int:
        """How many entries are committed."""
        return self._frontier.size

    def admit(self, statement: Statement, now_ms: int) -> Admitted:
        """Check that a member signed it; raises `StatementNotAdmitted`. Safe from any thread."""
        members = self.members
        self.machine.admit(members.get, statement, now_ms=now_ms)
        return Admitted(statement, members)

    def commit(
        self, waiting: Sequence[Admitted], answers: Sequence[Answered] = ()
    ) -> list[Verdict | StatementNotAdmitted]:
        """Decide the waiting statements and make the group durable; the answers are in the order of the statements.

        Whatever it raises is fatal: the storage's word is unknown until the file is opened again.
        """
        group, frontier = Group(), self._frontier.copy()
        decided = self._decider.decide(waiting, self.members, group, frontier)
        head = self._head_with(answers, group)
        genesis = group.entries[0][2] if self.trust is None and group.entries else None
        trust = self.trust if genesis is None else self._trust_of(genesis)
        proved = head.size if head and trust and len(head.cosigners) >= trust.quorum else self.proved
        if trust is not None and self._is_due(head, frontier.size, trust):
            head = self._seal(trust, frontier, group)
        if group:
            self._store.write(group)
            # Death before this line loses the group, and nobody was told of it.
            self._disk.commit(self._store.connection)
            # Death after it keeps the group: whoever sends a statement again gets its verdict, and is not doubled.
            self._store.written(group)
        self._frontier, self.head, self.trust, self.proved = frontier, head, trust, proved
        changed = {key: value for key, value in group.state.items() if key.startswith(MEMBERSHIP)}
        if changed:
            self.members = self.members | changed
        return decided

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._store.rollback()
        self._store.close()

    def _head_with(self, answers: Sequence[Answered], group: Group) -> SealedHead | None:
        head = self.head
        for answer in answers:
            group.cosignatures.append((answer.size, answer.name, answer.cosigned.to_bytes()))
            if head is not None and answer.size == head.size:
                head = SealedHead(head.size, head.note, head.cosigners | {answer.name})
        return head

    @staticmethod
    def _is_due(head: SealedHead | None, size: int, trust: Trust) -> bool:
        """A new head waits for the last one's quorum, so that all witnesses cosign the same ones."""
        return head is None or (size > head.size and len(head.cosigners) >= trust.quorum)

    def _seal(self, trust: Trust, frontier: Frontier, group: Group) -> SealedHead:
        note = sign_checkpoint(self._signer, Checkpoint(trust.origin, frontier.size, frontier.root))
        group.checkpoint = (frontier.size, note)
        return SealedHead(frontier.size, note, frozenset())

    def _read_trust(self) -> Trust | None:
        genesis = self._store.first()
        if genesis is None:
            return None
        trust = self._trust_of(genesis)
        if self.head_origin_differs(trust):
            raise LedgerDamaged(reason="the newest head is of another log", stage="ledger.sequencer")
        return trust

    def head_origin_differs(self, trust: Trust) -> bool:
        """Whether the newest stored head names another log than the genesis does."""
        last = self._store.last_checkpoint()
        return last is not None and parse_checkpoint(last[1]).checkpoint.origin != trust.origin

    def _trust_of(self, genesis: bytes) -> Trust:
        return Trust.of_genesis(parse_statement(genesis, self.suite), self.suite, self._signer.public_key)
