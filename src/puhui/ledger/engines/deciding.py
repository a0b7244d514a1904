"""Deciding statements in order upon the stored state. What every engine does the same way, and no engine differently.

A decision is made in memory and gathered in a `Group`; the engine makes the group durable in one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from puhui.kernel.encoding import encode
from puhui.ledger.contracts import governance, membership
from puhui.ledger.engines.store import Group, VerdictRow, Writer, encoded_id
from puhui.ledger.errors import LedgerMoved, StatementNotAdmitted
from puhui.ledger.machine import Machine, nonce_key
from puhui.ledger.merkle import Digest, Frontier, leaf_hash
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.statement import Statement

MEMBERSHIP = membership.NAME + "/"
_NOTHING = encode({})


@dataclass(frozen=True, slots=True)
class Admitted:
    """A statement whose signature was checked while the membership was `members`."""

    statement: Statement
    members: Mapping[str, bytes]


def check_move(statement: Statement, log_key: str | None) -> None:
    """Let in no proposal to take the log from a sequencer that does not have it; raises `StatementNotAdmitted`.

    `log_key` is the sequencer's key, None where nobody has one. A vote that named another key would make all heads
    so far another log's, and the contract, which is the same under any engine, cannot know it.
    """
    if (statement.contract, statement.action) != (membership.NAME, governance.PROPOSE):
        return
    change = statement.args.get("change")
    if isinstance(change, Mapping) and change.get("kind") == "move" and change.get("log_key") != log_key:
        detail = "this log has no sequencer" if log_key is None else f"this log's key is {log_key}"
        raise StatementNotAdmitted(reason="wrong_log_key", detail=detail, stage="ledger.deciding")


class Journal:
    """A running digest over all decisions and what each wrote: equal journals mean equal histories and states.

    It is the same however the decisions were grouped, so whoever executes the log again arrives at it.
    """

    __slots__ = ("_digest", "value")

    def __init__(self, digest: Digest, value: bytes) -> None:
        self._digest = digest
        self.value = value

    def add(self, row: VerdictRow, writes: Mapping[str, bytes]) -> None:
        """Take in one decision, as it is stored, and what it wrote."""
        self.value = self._digest(self.value + encode([*row, dict(writes)]))


class Decider:
    """Runs the machine over a store that one thread writes to."""

    def __init__(self, machine: Machine, store: Writer) -> None:
        self._machine = machine
        self._store = store
        self.suite = machine.suite

    def decide(
        self,
        waiting: Sequence[Admitted],
        members: Mapping[str, bytes],
        group: Group,
        frontier: Frontier,
        journal: Journal | None = None,
        *,
        ends: str | None = None,
    ) -> list[Verdict | StatementNotAdmitted]:
        """Decide the statements in their order, into `group` and `frontier`; one answer for each.

        Once there is a state under the key `ends`, nothing more is decided: `LedgerMoved`.

        `members` is the stored membership. A statement let in under another one is authenticated again, and refused
        without a trace when it is no member's word any more.
        """
        digest, state, stored = self._machine.suite.digest, group.state, self._store.state

        nonces = {nonce_key(admitted.statement) for admitted in waiting}
        absent = nonces - self._store.present(list(nonces))

        def read(key: str) -> bytes | None:
            value = state.get(key)
            if value is None and key not in absent:
                value = stored(key)
            return value

        seen = self._store.decided([admitted.statement.entry for admitted in waiting])
        decided: list[Verdict | StatementNotAdmitted] = []
        ended = ends is not None and read(ends) is not None
        membership_moved = any(key.startswith(MEMBERSHIP) for key in state)
        for admitted in waiting:
            statement = admitted.statement
            verdict = seen.get(statement.entry)
            if verdict is None:
                if ended:
                    decided.append(LedgerMoved(size=frontier.size, stage="ledger.submit"))
                    continue
                if membership_moved or admitted.members is not members:
                    try:
                        self._machine.authenticate(read, statement)
                    except StatementNotAdmitted as reason:  # the membership changed since it was let in
                        decided.append(reason)
                        continue
                index = frontier.size
                decision = self._machine.decide(read, statement, index)
                key = encoded_id(statement.entry)
                row: VerdictRow
                if decision.reason:
                    verdict = Verdict(statement.entry, Finality.INVALID, reason=decision.reason)
                    row = (key, None, decision.reason, _NOTHING)
                    group.refusals.append((key, index, statement.raw))
                else:
                    verdict = Verdict(statement.entry, Finality.COMMITTED, index, result=decision.result)
                    row = (key, index, "", encode(decision.result))
                    hashes = frontier.append(leaf_hash(digest, statement.raw))
                    group.entries.append((index, b"".join(hashes), statement.raw))
                    state.update(decision.writes)
                    ended = ended or ends in decision.writes
                    membership_moved = membership_moved or statement.contract == membership.NAME
                group.verdicts.append(row)
                if journal is not None:
                    journal.add(row, decision.writes)
                seen[statement.entry] = verdict
            decided.append(verdict)
        return decided
