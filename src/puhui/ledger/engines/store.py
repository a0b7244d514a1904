"""The ledger's one database file: its tables, how a group of entries is written, and how it is read.

Row `idx` of `entries` holds the statement and the hashes of the full subtrees that its leaf completed, by level: the
subtree at (level, position) is in row `(position + 1)·2^level - 1`. So a leaf costs one insert, and a proof O(log n)
reads.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from puhui.kernel.encoding import decode
from puhui.kernel.ids import EntryId
from puhui.ledger.checkpoint import MAX_SIZE, parse_checkpoint
from puhui.ledger.contracts import governance, membership
from puhui.ledger.disk import open_to_read
from puhui.ledger.engines.heads import before, hands_over, is_good, of_era
from puhui.ledger.errors import EntryNotFound, HeadNotReady, LedgerDamaged, ReceiptNotReady
from puhui.ledger.merkle import Digest, consistency_path, inclusion_path, root_at
from puhui.ledger.model import MAX_ENTRIES_PER_READ, Finality, Verdict
from puhui.ledger.receipt import Receipt
from puhui.ledger.trust import Trust

FILE = "ledger.sqlite"
NO_LOG_KEY = "none"  # stands for the log's key where the consensus nodes write the log together
SCHEMA_VERSION = 2
SCHEMA = """
CREATE TABLE entries (idx INTEGER PRIMARY KEY, hashes BLOB NOT NULL, statement BLOB NOT NULL) STRICT;
CREATE TABLE verdicts (
    entry BLOB PRIMARY KEY, idx INTEGER, reason TEXT NOT NULL, result BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE refusals (
    number INTEGER PRIMARY KEY, entry BLOB NOT NULL, position INTEGER NOT NULL, statement BLOB NOT NULL
) STRICT;
CREATE TABLE state (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT;
CREATE TABLE cosignatures (
    size INTEGER NOT NULL, name TEXT NOT NULL, lines BLOB NOT NULL, PRIMARY KEY (size, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE log (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
VerdictRow = tuple[bytes, int | None, str, bytes]  # entry, idx, reason, result
_MAX_CACHED_KEYS = 100_000
_KEYS_A_QUERY = 64
_UNCACHED = "ledger/nonce/"  # each is asked for once


@dataclass(slots=True)
class Group:
    """What one transaction will make durable, gathered while the group is decided."""

    entries: list[tuple[int, bytes, bytes]] = field(default_factory=list)  # idx, hashes, statement
    verdicts: list[VerdictRow] = field(default_factory=list)
    refusals: list[tuple[bytes, int, bytes]] = field(default_factory=list)  # entry, position, statement
    state: dict[str, bytes] = field(default_factory=dict)
    checkpoint: tuple[int, bytes] | None = None
    cosignatures: list[tuple[int, str, bytes]] = field(default_factory=list)  # size, name, lines
    about: dict[str, str] = field(default_factory=dict)  # what the engine wants to know again after a restart

    def __bool__(self) -> bool:
        return bool(self.verdicts or self.checkpoint or self.cosignatures or self.about)


class Writer:
    """The one connection that writes. Used by the sequencer's thread alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cache: dict[str, bytes] = {}
        self._version = self._data_version()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for `Disk.commit`."""
        return self._connection

    def size(self) -> int:
        """How many entries are committed."""
        return int(self._connection.execute("SELECT coalesce(max(idx), -1) + 1 FROM entries").fetchone()[0])

    def node(self, level: int, position: int) -> bytes:
        """The hash of a full subtree."""
        return _node(self._connection, level, position)

    def state(self, key: str) -> bytes | None:
        """The encoded value under a key, as of the last commit."""
        cached = self._cache.get(key)
        if cached is not None:
            return cached
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self._remember(key, row[0])
        return bytes(row[0])

    def present(self, keys: Sequence[str]) -> set[str]:
        """Which of the state keys have a value; many are asked for at the price of few."""
        return {row[0] for row in self._among("SELECT key FROM state WHERE key IN", keys)}

    def decided(self, entries: Sequence[EntryId]) -> dict[EntryId, Verdict]:
        """The durable verdicts on those of the entries that have one."""
        keys = {encoded_id(entry): entry for entry in entries}
        rows = self._among("SELECT entry, idx, reason, result FROM verdicts WHERE entry IN", list(keys))
        return {keys[row[0]]: verdict_of(keys[row[0]], row[1:]) for row in rows}

    def _among(self, query: str, keys: Sequence[Any]) -> list[Any]:
        rows: list[Any] = []
        marks = "(" + ",".join("?" * _KEYS_A_QUERY) + ")"
        for at in range(0, len(keys), _KEYS_A_QUERY):
            some = list(keys[at : at + _KEYS_A_QUERY])
            padded = [*some, *some[:1] * (_KEYS_A_QUERY - len(some))]  # one text, so SQLite compiles it once
            rows += self._connection.execute(f"{query} {marks}", padded).fetchall()
        return rows

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values under a prefix that ends in `/`."""
        return _states(self._connection, prefix)

    def first(self) -> bytes | None:
        """The statement of entry 0, the genesis."""
        row = self._connection.execute("SELECT statement FROM entries WHERE idx = 0").fetchone()
        return None if row is None else bytes(row[0])

    def last_checkpoint(self) -> tuple[int, bytes] | None:
        """Size and note of the newest signed head."""
        row = self._connection.execute("SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1").fetchone()
        return None if row is None else (row[0], row[1])

    def refusals(self) -> int:
        """How many refusals are stored."""
        return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM refusals").fetchone()[0])

    def lines(self, size: int) -> dict[str, bytes]:
        """The signature lines of who cosigned the head of that size."""
        return _lines(self._connection, size)

    def note(self, size: int) -> bytes | None:
        """The head of that size, with the log's own line where it has one."""
        row = self._connection.execute("SELECT note FROM checkpoints WHERE size = ?", (size,)).fetchone()
        return None if row is None else bytes(row[0])

    def is_handed_over(self, number: int, trust: Trust) -> bool:
        """Whether change `number` was handed over by the consensus nodes of before it."""
        change = self.state(membership.change_key(number))
        return change is not None and _handover(self._connection, decode(change), trust) is not None

    def handovers(self, trust: Trust) -> dict[int, dict[str, bytes]]:
        """The lines by which each change of the membership was handed over, by the head's size and by name."""
        found: dict[int, dict[str, bytes]] = {}
        for number in range(1, trust.changes + 1):
            change = self.state(membership.change_key(number))
            head = None if change is None else _handover(self._connection, decode(change), trust)
            if head is not None:
                size, _, lines = head
                found[size] = found.get(size, {}) | lines
        return found

    def proved(self, trust: Trust) -> int:
        """The size of the largest head that a quorum of its era cosigned; 0 when none."""
        for (size,) in self._connection.execute("SELECT size FROM checkpoints ORDER BY size DESC"):
            if is_good(self.lines(size), trust.era_at(size)):
                return int(size)
        return 0

    def log_key(self, key: str) -> str:
        """The log's public key, or `NO_LOG_KEY`, written when it is first opened; the first one stays."""
        self._connection.execute("INSERT OR IGNORE INTO log VALUES ('key', ?)", (key,))
        return self.about("key") or ""

    def about(self, key: str) -> str | None:
        """What the engine wrote down about the log under `key`."""
        row = self._connection.execute("SELECT value FROM log WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def write(self, group: Group) -> None:
        """Put the group into a new transaction, not yet durable."""
        self.begin()
        self.put(group)

    def begin(self) -> None:
        """Open a transaction; raises `LedgerDamaged` when another process has written."""
        self._connection.execute("BEGIN IMMEDIATE")
        if self._data_version() != self._version:  # what was decided here was decided on a state that is gone
            raise LedgerDamaged(reason="another process writes to it", stage="ledger.store")

    def put(self, group: Group) -> None:
        """Put the group into the open transaction."""
        run = self._connection
        run.executemany("INSERT INTO entries VALUES (?, ?, ?)", group.entries)
        run.executemany("INSERT INTO verdicts VALUES (?, ?, ?, ?)", group.verdicts)
        run.executemany("INSERT INTO refusals (entry, position, statement) VALUES (?, ?, ?)", group.refusals)
        run.executemany(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            group.state.items(),
        )
        if group.checkpoint:
            run.execute("INSERT INTO checkpoints VALUES (?, ?)", group.checkpoint)
        # The same witness may be asked about the same head again after a crash; the first answer stays.
        run.executemany("INSERT OR IGNORE INTO cosignatures VALUES (?, ?, ?)", group.cosignatures)
        run.executemany(
            "INSERT INTO log VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", group.about.items()
        )

    def erase(self, more: Sequence[str]) -> None:
        """Within the open transaction, delete all but the log's key; `more` are the tables that the engine added."""
        ours = ("entries", "verdicts", "refusals", "state", "checkpoints", "cosignatures")
        for table in (*ours, *more):
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        self._connection.execute("DELETE FROM log WHERE key <> 'key'")
        self._cache.clear()

    def rollback(self) -> None:
        """Drop the open transaction, and what was read within it."""
        if self._connection.in_transaction:
            self._connection.rollback()
            self._cache.clear()

    def written(self, group: Group) -> None:
        """The group is durable: let reads see its state."""
        for key, value in group.state.items():
            self._remember(key, value)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _data_version(self) -> int:
        """A number that changes when anyone but this connection commits."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _remember(self, key: str, value: bytes) -> None:
        if key.startswith(_UNCACHED):
            return
        if len(self._cache) >= _MAX_CACHED_KEYS:
            self._cache.clear()
        self._cache[key] = value


class Reader:
    """Reads what is durable. Safe from many threads; sees each commit whole."""

    def __init__(self, path: Path, digest: Digest) -> None:
        self._connection = open_to_read(path)
        self._digest = digest
        self._lock = threading.Lock()
        self._handed = 0  # the number of the era that the log was handed over to, as far as was looked

    def verdict(self, entry: EntryId) -> Verdict | None:
        """The durable verdict on an entry, or None."""
        with self._lock:
            return _verdict(self._connection, entry)

    def all_decided(self, entries: Sequence[EntryId]) -> bool:
        """Whether each of the entries has a durable verdict."""
        with self._lock:
            return all(_verdict(self._connection, entry) is not None for entry in entries)

    def state(self, key: str) -> Any:
        """The value under a key, or None."""
        with self._lock:
            return self._state(key)

    def about(self, key: str) -> str | None:
        """What the engine wrote down about the log under `key`."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM log WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values under a prefix that ends in `/`."""
        with self._lock:
            return _states(self._connection, prefix)

    def _state(self, key: str) -> Any:
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return None if row is None else decode(row[0])

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """At most `limit` statements from index `start`."""
        if start < 0 or not 0 <= limit <= MAX_ENTRIES_PER_READ:
            raise ValueError(f"start must not be negative and limit within 0 … {MAX_ENTRIES_PER_READ}")
        with self._lock:
            rows = self._connection.execute(
                "SELECT statement FROM entries WHERE idx >= ? ORDER BY idx LIMIT ?", (start, limit)
            ).fetchall()
        return [row[0] for row in rows]

    def root(self, size: int) -> bytes:
        """The root of the first `size` entries."""
        with self._lock:
            return root_at(self._digest, size, self._node)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the log of `new` entries extends the log of `old`."""
        with self._lock:
            return consistency_path(self._digest, old, new, self._node)

    def receipt(self, entry: EntryId, trust: Trust) -> bytes:
        """The entry's receipt, under the oldest head that covers it and that a quorum of its era cosigned."""
        with self._lock:
            verdict = _verdict(self._connection, entry)
            if verdict is None or verdict.index is None:
                raise EntryNotFound(entry=entry, stage="ledger.receipt")
            least = min(era.quorum for era in trust.eras[trust.number_at(verdict.index + 1) :])
            for size, note in _heads(self._connection, verdict.index + 1, least):
                era = trust.era_at(size)
                lines = of_era(_lines(self._connection, size), era)
                if len(lines) >= era.quorum:
                    return self._receipt(verdict.index, size, note, lines)
            have = self._cosigners(verdict.index)
        raise ReceiptNotReady(entry=entry, quorum=least, have=have, stage="ledger")

    def head(self, trust: Trust) -> bytes:
        """The newest head that a stranger can believe: a quorum of its era cosigned it, and each era before that handed
        over to the next. With the lines of those who count. Raises `HeadNotReady` when there is none yet.
        """
        with self._lock:
            for size, note in self._proved_heads(trust):
                lines = of_era(_lines(self._connection, size), trust.era_at(size))
                if len(lines) >= trust.era_at(size).quorum:
                    return b"".join((note, *lines.values()))
        raise HeadNotReady(stage="ledger.head")

    def _proved_heads(self, trust: Trust) -> Iterator[tuple[int, bytes]]:
        """The heads of eras that the log was handed over to, newest first."""
        while self._handed + 1 < len(trust.eras) and self._hands_over(trust, self._handed + 1):
            self._handed += 1  # for good: what was handed over stays so
        ended = self._handed + 1 < len(trust.eras)
        most = trust.eras[self._handed + 1].from_size - 1 if ended else MAX_SIZE
        least = min(era.quorum for era in trust.eras)
        return iter(
            self._connection.execute(
                "SELECT size, note FROM checkpoints WHERE size <= ?1 AND"
                " (SELECT count(*) FROM cosignatures WHERE size = checkpoints.size) >= ?2 ORDER BY size DESC",
                (most, least),
            )
        )

    def _hands_over(self, trust: Trust, number: int) -> bool:
        heads = _heads(self._connection, trust.eras[number].from_size, trust.eras[number - 1].quorum)
        return any(hands_over(_lines(self._connection, size), trust, number) for size, _ in heads)

    def handover(self, number: int, trust: Trust) -> bytes:
        """The receipt of change `number`, from 1, as the consensus nodes of before it gave it (`ledger.handover`).

        Raises `EntryNotFound`, or `ReceiptNotReady` until a quorum of them has cosigned.
        """
        with self._lock:
            change = self._state(membership.change_key(number))
            if change is None:
                raise EntryNotFound(entry=f"change {number}", stage="ledger.handover")
            head = _handover(self._connection, change, trust)
            if head is not None:
                return self._receipt(change["index"], *head)
            have = self._cosigners(change["index"])
        raise ReceiptNotReady(entry=change["entry"], quorum=trust.quorum, have=have, stage="ledger.handover")

    def _receipt(self, index: int, size: int, note: bytes, lines: Mapping[str, bytes]) -> bytes:
        statement = self._connection.execute("SELECT statement FROM entries WHERE idx = ?", (index,)).fetchone()[0]
        path = inclusion_path(self._digest, index, size, self._node)
        head = parse_checkpoint(b"".join((note, *lines.values())))
        return Receipt(statement, index, tuple(path), head).to_bytes()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _cosigners(self, index: int) -> int:
        """The most cosignatures that any head covering the entry has."""
        row = self._connection.execute(
            "SELECT count(*) FROM cosignatures WHERE size > ? GROUP BY size ORDER BY 1 DESC LIMIT 1", (index,)
        ).fetchone()
        return int(row[0]) if row else 0

    def _node(self, level: int, position: int) -> bytes:
        return _node(self._connection, level, position)


def encoded_id(entry: EntryId) -> bytes:
    """An entry's id as the tables key it."""
    return bytes.fromhex(entry)


def verdict_of(entry: EntryId, row: tuple[int | None, str, bytes]) -> Verdict:
    """The verdict that a row of `verdicts` holds."""
    index, reason, result = row
    if index is None:
        return Verdict(entry, Finality.INVALID, reason=reason)
    value: Mapping[str, Any] = decode(result)
    return Verdict(entry, Finality.COMMITTED, index, result=value)


def _states(connection: sqlite3.Connection, prefix: str) -> dict[str, bytes]:
    rows = connection.execute("SELECT key, value FROM state WHERE key >= ? AND key < ?", (prefix, prefix[:-1] + "0"))
    return dict(rows.fetchall())


def _heads(connection: sqlite3.Connection, at_least: int, cosigners: int) -> Iterator[tuple[int, bytes]]:
    """The heads from that size on which so many nodes cosigned, whoever they are; smallest first."""
    return iter(
        connection.execute(
            "SELECT size, note FROM checkpoints WHERE size >= ?1 AND"
            " (SELECT count(*) FROM cosignatures WHERE size = checkpoints.size) >= ?2 ORDER BY size",
            (at_least, cosigners),
        )
    )


def _lines(connection: sqlite3.Connection, size: int) -> dict[str, bytes]:
    return dict(connection.execute("SELECT name, lines FROM cosignatures WHERE size = ?", (size,)).fetchall())


def _handover(
    connection: sqlite3.Connection, change: Mapping[str, Any], trust: Trust
) -> tuple[int, bytes, dict[str, bytes]] | None:
    """The head by which a change was handed over: its size, its note, and the lines that did it."""
    era, new_key = trust.eras[change["era"]], None
    begun = trust.number_at(change["index"] + 1)
    if change["kind"] == governance.ROTATE and begun > change["era"]:
        era, new_key = before(trust, begun)
    for size, note in _heads(connection, change["index"] + 1, era.quorum):
        lines = of_era(_lines(connection, size), era, new_key=new_key)
        if len(lines) >= era.quorum:
            return size, note, lines
    return None


def _verdict(connection: sqlite3.Connection, entry: EntryId) -> Verdict | None:
    row = connection.execute(
        "SELECT idx, reason, result FROM verdicts WHERE entry = ?", (encoded_id(entry),)
    ).fetchone()
    return None if row is None else verdict_of(entry, row)


def _node(connection: sqlite3.Connection, level: int, position: int) -> bytes:
    row = connection.execute(
        "SELECT substr(hashes, ?, 32) FROM entries WHERE idx = ?", (32 * level + 1, ((position + 1) << level) - 1)
    ).fetchone()
    return bytes(row[0])
