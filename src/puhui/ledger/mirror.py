"""The file of who follows the log: the same tables as an engine's, and what was seen of the nodes that serve it.

A step takes in the entries up to a head in one transaction, and commits it only when all of it holds. Death within one
leaves the ledger as it was under the head before.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from puhui.kernel import Text
from puhui.kernel.encoding import encode
from puhui.kernel.ids import EntryId
from puhui.ledger.checkpoint import SignedCheckpoint, note
from puhui.ledger.contracts import Contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.deciding import MEMBERSHIP, Admitted, Decider
from puhui.ledger.engines.store import NO_LOG_KEY, SCHEMA, SCHEMA_VERSION, Group, Writer, encoded_id
from puhui.ledger.errors import LedgerDamaged, MalformedStatement, StatementNotAdmitted, TrustContradicted
from puhui.ledger.lies import GRAVE, Lie, LieKind
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier, consistency_path, inclusion_path, leaf_hash, root_at
from puhui.ledger.model import Finality
from puhui.ledger.receipt import Receipt
from puhui.ledger.statement import Statement, parse_statement
from puhui.ledger.trust import Trust

MAX_LIES = 1000  # kept; what is caught beyond them is told, and not stored
MIRROR_SCHEMA = (
    SCHEMA
    + """
CREATE TABLE handovers (number INTEGER PRIMARY KEY, receipt BLOB NOT NULL) STRICT;
CREATE TABLE shown (
    org TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL, newest INTEGER NOT NULL,
    PRIMARY KEY (org, size, root)
) STRICT, WITHOUT ROWID;
CREATE TABLE refused_by (entry BLOB PRIMARY KEY, org TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE lies (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, org TEXT NOT NULL, size INTEGER NOT NULL, what TEXT NOT NULL,
    head BLOB NOT NULL, told BLOB NOT NULL, root BLOB NOT NULL, path TEXT NOT NULL, UNIQUE (kind, org, head, told)
) STRICT;
"""
)
_UNSEEN: Mapping[str, bytes] = {}  # a membership that is never the stored one: the decider authenticates under that


@dataclass(frozen=True, slots=True)
class Rejected:
    """A served entry that cannot stand in the log: where, its bytes, and why."""

    index: int
    raw: bytes
    why: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A head that was signed by a quorum, and which node showed it."""

    org: str
    size: int
    root: bytes
    note: bytes


class Mirror:
    """Owns the writing connection. One thread at a time; `size`, `trust` and `trusted` may be read by all."""

    def __init__(self, path: Path, *, trust: Trust, contracts: Contracts, disk: Disk) -> None:
        self._disk = disk
        self.suite = trust.suite
        self._machine = Machine(contracts, trust.suite)
        self._store = Writer(disk.open(path, MIRROR_SCHEMA, SCHEMA_VERSION))
        self._decider = Decider(self._machine, self._store)
        try:
            self._recover(trust)
        except BaseException:
            self._store.close()
            raise

    def _recover(self, given: Trust) -> None:
        first_key = given.eras[0].log_key
        key = NO_LOG_KEY if first_key is None else str(first_key)
        if self._store.log_key(key) != key:
            raise TrustContradicted(reason=Text(zh="账本密钥不同", en="another log key"), stage="ledger.mirror")
        kept = self._store.about("trust")
        self.trusted = given if kept is None else joined(Trust.parse(kept.encode()), given)
        self._first_key = first_key
        self._frontier = Frontier.at(self.suite.digest, self._store.size(), self._store.node)
        self.members: Mapping[str, bytes] = self._store.states(MEMBERSHIP)
        self.trust = self._trust_of(self.members)
        if self.trust is not None and self.trust.origin != given.origin:
            raise TrustContradicted(
                reason=Text(zh=f"另一账本：{self.trust.origin}", en=f"another log: {self.trust.origin}"),
                stage="ledger.mirror",
            )
        last = self._store.last_checkpoint()
        if (last[0] if last else 0) != self._frontier.size:
            raise LedgerDamaged(
                reason=Text(zh="条目与最新检查点不齐", en="its entries do not end at its newest head"),
                stage="ledger.mirror",
            )
        self.growing = self._frontier  # the tree's edge within the open step
        self._changed: Mapping[str, bytes] = self.members
        self.overruled: list[tuple[EntryId, str, str]] = []  # refusals once believed, that the open step overrules

    @property
    def size(self) -> int:
        """How many entries are durable here."""
        return self._frontier.size

    @property
    def root(self) -> bytes:
        """The root over them."""
        return self._frontier.root

    def root_at(self, size: int) -> bytes:
        """The root over the first `size` of them."""
        return root_at(self.suite.digest, size, self._store.node)

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """The proof that the first `old` entries are a prefix of all."""
        return tuple(consistency_path(self.suite.digest, old, self.size, self._store.node))

    def first(self) -> bytes:
        """The statement of entry 0."""
        genesis = self._store.first()
        assert genesis is not None, "asked of an empty mirror"
        return genesis

    def proof(self) -> bytes:
        """The newest head with all its lines, as it was verified; empty before the first."""
        last = self._store.last_checkpoint()
        if last is None:
            return b""
        size, data = last
        return b"".join((data, *(lines for _, lines in sorted(self._store.lines(size).items()))))

    # One step.

    def begin(self) -> None:
        """Open the step's transaction."""
        self._store.begin()
        self.overruled = []
        self.growing, self._changed = self._frontier.copy(), self.members

    def take(self, raws: Sequence[bytes]) -> Rejected | None:
        """Execute the next entries within the step; the first that cannot stand, if one cannot: none is taken then."""
        start, group, frontier = self.growing.size, Group(), self.growing.copy()
        statements: list[Statement] = []
        for number, raw in enumerate(raws):
            try:
                statements.append(parse_statement(raw, self.suite))
            except MalformedStatement as reason:
                return Rejected(start + number, raw, str(reason.data["reason"]))
        self._forget_refusals(statements)
        waiting = [Admitted(statement, _UNSEEN) for statement in statements]
        decided = self._decider.decide(waiting, self.members, group, frontier)
        for number, verdict in enumerate(decided):
            if isinstance(verdict, StatementNotAdmitted):
                return Rejected(start + number, raws[number], str(verdict.data["detail"]))
            if verdict.index is None:
                return Rejected(start + number, raws[number], f"its contract refuses it: {verdict.reason}")
            if verdict.index != start + number:
                return Rejected(start + number, raws[number], f"it is entry {verdict.index} already")
        self._store.put(group)
        self._store.written(group)
        changed = {key: value for key, value in group.state.items() if key.startswith(MEMBERSHIP)}
        self.growing, self._changed = frontier, {**self._changed, **changed} if changed else self._changed
        return None

    def hash_only(self, raws: Sequence[bytes]) -> None:
        """Lengthen the open step's tree by entries that are not executed, to see what was signed. Roll back after."""
        group = Group()
        for raw in raws:
            index = self.growing.size
            group.entries.append((index, b"".join(self.growing.append(leaf_hash(self.suite.digest, raw))), raw))
        self._store.put(group)

    def receipt(self, rejected: Rejected, signed: SignedCheckpoint) -> bytes:
        """The receipt of an entry within the open step, under a head of its size."""
        path = inclusion_path(self.suite.digest, rejected.index, signed.checkpoint.size, self._store.node)
        return Receipt(rejected.raw, rejected.index, tuple(path), signed).to_bytes()

    def grown_trust(self) -> Trust | None:
        """The trust that the log implies at the step's end."""
        return self._trust_of(self._changed)

    def commit(self, signed: SignedCheckpoint, trusted: Trust, org: str) -> None:
        """Make the step durable, under the head that proves it."""
        head = signed.checkpoint
        group = Group()
        group.checkpoint, group.cosignatures = _stored(signed, trusted)
        group.about = {"trust": trusted.to_bytes().decode()}
        self._store.put(group)
        self._show(org, signed, newest=True)
        self._prune(head.size)
        # Death before this line leaves the ledger under the head before; the step is taken again.
        self._disk.commit(self._store.connection)
        self._frontier, self.members, self.trusted = self.growing, self._changed, trusted
        self.trust = self._trust_of(self.members)

    def rollback(self) -> None:
        """Drop the open step, if one is open."""
        self._store.rollback()
        self.growing, self._changed = self._frontier, self.members

    # What was seen of the nodes.

    def show(self, org: str, signed: SignedCheckpoint, *, newest: bool) -> None:
        """Remember a head that a quorum signed, durable: what it contradicts may come later, or after a restart."""
        self._store.begin()
        self._show(org, signed, newest=newest)
        self._disk.commit(self._store.connection)

    def newest_shown(self, org: str) -> Shown | None:
        """The largest head that the node ever said to be its newest."""
        row = self._store.connection.execute(
            "SELECT org, size, root, note FROM shown WHERE org = ? AND newest ORDER BY size DESC LIMIT 1", (org,)
        ).fetchone()
        return None if row is None else Shown(*row)

    def contradicted(self) -> Shown | None:
        """A head that was shown, is within the log as it is known now, and is not of it."""
        for row in self._store.connection.execute(
            "SELECT org, size, root, note FROM shown WHERE size <= ? ORDER BY size", (self.size,)
        ).fetchall():
            if self.root_at(row[1]) != row[2]:
                return Shown(*row)
        return None

    def keep_handovers(self, first: int, receipts: Sequence[bytes]) -> None:
        """Keep verified handovers of the changes from number `first` on."""
        self._store.begin()
        self._store.connection.executemany(
            "INSERT OR IGNORE INTO handovers VALUES (?, ?)", [(first + n, raw) for n, raw in enumerate(receipts)]
        )
        self._disk.commit(self._store.connection)

    def handovers(self) -> list[bytes]:
        """All handovers that are kept, from number 1."""
        rows = self._store.connection.execute("SELECT receipt FROM handovers ORDER BY number")
        return [bytes(row[0]) for row in rows]

    def note(self, lie: Lie) -> None:
        """Keep what a node was caught at; the same thing once."""
        (kept,) = self._store.connection.execute("SELECT count(*) FROM lies").fetchone()
        if kept >= MAX_LIES and not lie.is_grave:
            return
        self._store.begin()
        path = json.dumps([one.hex() for one in lie.path])
        self._store.connection.execute(
            "INSERT OR IGNORE INTO lies (kind, org, size, what, head, told, root, path)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (lie.kind.value, lie.org, lie.size, lie.what, lie.head, lie.told, lie.root, path),
        )
        self._disk.commit(self._store.connection)

    def lies(self) -> list[Lie]:
        """All that nodes were caught at, oldest first."""
        rows = self._store.connection.execute(
            "SELECT kind, org, size, what, head, told, root, path FROM lies ORDER BY number"
        )
        return [
            Lie(LieKind(kind), org, size, what, head, told, root, tuple(map(bytes.fromhex, json.loads(path))))
            for kind, org, size, what, head, told, root, path in rows
        ]

    def grave(self) -> Lie | None:
        """The first that convicts a quorum, if there is one."""
        return next((lie for lie in self.lies() if lie.kind in GRAVE), None)

    # Statements of our own.

    def trial(self, statement: Statement) -> str:
        """Why the contracts would refuse it now, or nothing; raises `StatementNotAdmitted` if no member said it."""
        self._machine.authenticate(self._store.state, statement)
        return self._machine.decide(self._store.state, statement, self.size).reason

    def check_time(self, statement: Statement, now_ms: int) -> None:
        """See `Machine.check_time`."""
        self._machine.check_time(statement, now_ms)

    def refuse(self, statement: Statement, reason: str, org: str) -> None:
        """Keep a refusal that a node told and our own execution confirmed."""
        key = encoded_id(statement.entry)
        group = Group()
        group.verdicts.append((key, None, reason, encode({})))
        group.refusals.append((key, self.size, statement.raw))
        self._store.write(group)
        self._store.connection.execute("INSERT OR REPLACE INTO refused_by VALUES (?, ?)", (key, org))
        self._disk.commit(self._store.connection)

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self.rollback()
        self._store.close()

    def _forget_refusals(self, statements: Sequence[Statement]) -> None:
        """The log's word is above what a node told: what it took in was not refused."""
        run = self._store.connection
        for entry, verdict in self._store.decided([one.entry for one in statements]).items():
            if verdict.finality is not Finality.INVALID:
                continue
            key = encoded_id(entry)
            for (org,) in run.execute("SELECT org FROM refused_by WHERE entry = ?", (key,)).fetchall():
                self.overruled.append((entry, org, verdict.reason))
            run.execute("DELETE FROM verdicts WHERE entry = ?", (key,))
            run.execute("DELETE FROM refusals WHERE entry = ?", (key,))
            run.execute("DELETE FROM refused_by WHERE entry = ?", (key,))

    def _show(self, org: str, signed: SignedCheckpoint, *, newest: bool) -> None:
        head = signed.checkpoint
        self._store.connection.execute(
            "INSERT INTO shown VALUES (?, ?, ?, ?, ?) ON CONFLICT (org, size, root) DO UPDATE"
            " SET newest = max(newest, excluded.newest)",
            (org, head.size, head.root, note(head, signed.lines), int(newest)),
        )

    def _prune(self, size: int) -> None:
        """Forget shown heads that were found to be of this log, but for each node's newest."""
        run = self._store.connection
        rows = run.execute("SELECT org, size, root FROM shown WHERE size <= ?", (size,)).fetchall()
        for org, at, root in rows:
            (newest,) = run.execute("SELECT max(size) FROM shown WHERE org = ? AND newest", (org,)).fetchone()
            if at != newest and self.root_at(at) == root:
                run.execute("DELETE FROM shown WHERE org = ? AND size = ? AND root = ?", (org, at, root))

    def _trust_of(self, members: Mapping[str, bytes]) -> Trust | None:
        return Trust.of_state(members, self.suite, self._first_key) if members else None


def joined(one: Trust, other: Trust) -> Trust:
    """The one of two trusts that knows more changes; raises `TrustContradicted` unless the other is its past."""
    older, newer = sorted((one, other), key=lambda trust: trust.changes)
    if older.origin != newer.origin or older.suite.name != newer.suite.name:
        raise TrustContradicted(reason=f"{older.origin} and {newer.origin}", stage="ledger.mirror")
    if newer.eras[: len(older.eras)] != older.eras:
        raise TrustContradicted(reason=Text(zh="共识节点不同", en="other consensus nodes"), stage="ledger.mirror")
    for org, member in older.members.items():
        known = newer.members.get(org)
        if known is None or known.keys[: len(member.keys)] != member.keys:
            raise TrustContradicted(
                reason=Text(zh=f"{org} 的密钥不同", en=f"other keys of {org}"), stage="ledger.mirror"
            )
    return newer


def _stored(signed: SignedCheckpoint, trust: Trust) -> tuple[tuple[int, bytes], list[tuple[int, str, bytes]]]:
    """A verified head as the tables keep it: the log's note, and each witness's two lines."""
    head, lines = signed.checkpoint, list(signed.lines)
    own = lines[:1] if trust.era_at(head.size).log_key is not None else []
    rest = lines[len(own) :]
    cosigned = [
        (head.size, first.name, (first.text + second.text).encode())
        for first, second in zip(rest[::2], rest[1::2], strict=True)
    ]
    return (head.size, note(head, own)), cosigned
