"""The sequencer: decides statements in order, and makes each group durable in one transaction. No threads.

One call of `commit` is one group: the cosignatures that came in, the statements that wait, and, when the last head has
its quorum and the log has grown, a new signed head. All or nothing of it becomes durable; then, and only then,
anyone is told.

The members may take the log out of its hands (`governance`, change `move`). The entry that does so is its last: it
signs a head over it, gathers cosignatures, and decides nothing more, also after a restart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from puhui.kernel import Text
from puhui.kernel.suites import Signer
from puhui.ledger.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.contracts import Contracts
from puhui.ledger.contracts.membership import MOVED
from puhui.ledger.disk import Disk
from puhui.ledger.engines.deciding import MEMBERSHIP, Admitted, Decider, check_move
from puhui.ledger.engines.heads import hands_over, is_good
from puhui.ledger.engines.store import SCHEMA, SCHEMA_VERSION, Group, Writer
from puhui.ledger.errors import LedgerDamaged, StatementNotAdmitted
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier
from puhui.ledger.model import Verdict
from puhui.ledger.statement import Statement
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
    """The newest signed head, and the lines of who has cosigned it, by name."""

    size: int
    note: bytes
    lines: Mapping[str, bytes]


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
            raise LedgerDamaged(
                reason=Text(zh="它以另一把账本密钥写入", en="it was written under another log key"),
                stage="ledger.sequencer",
            )
        self._frontier = Frontier.at(self.suite.digest, self._store.size(), self._store.node)
        self.members = self._store.states(MEMBERSHIP)
        self.trust = self._read_trust()
        self.head: SealedHead | None = None
        self.proved = self._store.proved(self.trust) if self.trust else 0  # entries below it have receipts
        self._handed = self._handed_over()
        last = self._store.last_checkpoint()
        if last is not None:
            size, note = last
            if size > self._frontier.size:
                raise LedgerDamaged(
                    reason=Text(
                        zh=f"{size} 条的检查点签在 {self._frontier.size} 条之上",
                        en=f"a head of size {size} is signed over {self._frontier.size} entries",
                    ),
                    stage="ledger.sequencer",
                )
            self.head = SealedHead(size, note, self._store.lines(size))

    @property
    def size(self) -> int:
        """How many entries are committed."""
        return self._frontier.size

    def admit(self, statement: Statement, now_ms: int) -> Admitted:
        """Check that a member signed it; raises `StatementNotAdmitted`. Safe from any thread."""
        members = self.members
        check_move(statement, str(self._signer.public_key))
        self.machine.admit(members.get, statement, now_ms=now_ms)
        return Admitted(statement, members)

    def commit(
        self, waiting: Sequence[Admitted], answers: Sequence[Answered] = ()
    ) -> list[Verdict | StatementNotAdmitted]:
        """Decide the waiting statements and make the group durable; the answers are in the order of the statements.

        Whatever it raises is fatal: the storage's word is unknown until the file is opened again.
        """
        group, frontier = Group(), self._frontier.copy()
        decided = self._decider.decide(waiting, self.members, group, frontier, ends=MOVED)
        head = self._head_with(answers, group)
        proved, handed = self.proved, self._handed
        if head is not None and self._is_complete(head):
            assert self.trust is not None
            proved, handed = head.size, self.trust.number_at(head.size)
        changed = {key: value for key, value in group.state.items() if key.startswith(MEMBERSHIP)}
        members = self.members | changed if changed else self.members
        trust = self._trust_of(members) if changed else self.trust
        if trust is not None and (head is None or (head.size < frontier.size and proved == head.size)):
            head = self._seal(trust, frontier, group)  # only then, so that all witnesses cosign the same heads
        if group:
            self._store.write(group)
            # Death before this line loses the group, and nobody was told of it.
            self._disk.commit(self._store.connection)
            # Death after it keeps the group: whoever sends a statement again gets its verdict, and is not doubled.
            self._store.written(group)
        self._frontier, self.head, self.trust, self.members = frontier, head, trust, members
        self.proved, self._handed = proved, handed
        return decided

    def completed_by(self, answers: Sequence[Answered]) -> bool:
        """Whether these answers give the head all cosignatures that it needs, and it did not have them before."""
        head = self.head
        if head is None or self._is_complete(head):
            return False
        return self._is_complete(self._with(head, answers))

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._store.rollback()
        self._store.close()

    def _head_with(self, answers: Sequence[Answered], group: Group) -> SealedHead | None:
        for answer in answers:
            group.cosignatures.append((answer.size, answer.name, answer.cosigned.to_bytes()))
        return None if self.head is None else self._with(self.head, answers)

    @staticmethod
    def _with(head: SealedHead, answers: Sequence[Answered]) -> SealedHead:
        new = {one.name: one.cosigned.to_bytes() for one in answers if one.size == head.size}
        return SealedHead(head.size, head.note, {**new, **head.lines}) if new else head

    def _is_complete(self, head: SealedHead) -> bool:
        """Whether a quorum of its era cosigned it, and one of each era that ended since the last complete head."""
        assert self.trust is not None
        number = self.trust.number_at(head.size)
        return is_good(head.lines, self.trust.eras[number]) and all(
            hands_over(head.lines, self.trust, one) for one in range(self._handed + 1, number + 1)
        )

    def _handed_over(self) -> int:
        """The number of the era up to which the log was handed over, from one era's nodes to the next."""
        if self.trust is None:
            return 0
        for number in range(1, len(self.trust.eras)):
            start = self.trust.eras[number].from_size
            sizes = self._store.connection.execute("SELECT size FROM checkpoints WHERE size >= ?", (start,)).fetchall()
            if not any(hands_over(self._store.lines(size), self.trust, number) for (size,) in sizes):
                return number - 1
        return len(self.trust.eras) - 1

    def _seal(self, trust: Trust, frontier: Frontier, group: Group) -> SealedHead:
        note = sign_checkpoint(self._signer, Checkpoint(trust.origin, frontier.size, frontier.root))
        group.checkpoint = (frontier.size, note)
        return SealedHead(frontier.size, note, {})

    def _read_trust(self) -> Trust | None:
        if not self.members:
            return None
        trust = self._trust_of(self.members)
        if self.head_origin_differs(trust):
            raise LedgerDamaged(
                reason=Text(zh="最新检查点属于另一账本", en="the newest head is of another log"),
                stage="ledger.sequencer",
            )
        return trust

    def head_origin_differs(self, trust: Trust) -> bool:
        """Whether the newest stored head names another log than the genesis does."""
        last = self._store.last_checkpoint()
        return last is not None and parse_checkpoint(last[1]).checkpoint.origin != trust.origin

    def _trust_of(self, members: Mapping[str, bytes]) -> Trust:
        return Trust.of_state(members, self.suite, self._signer.public_key)
