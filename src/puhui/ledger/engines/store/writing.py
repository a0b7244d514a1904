"""Writes a group of entries as one transaction, and answers the writer what it must know meanwhile."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from puhui.kernel import Text
from puhui.kernel.encoding import decode
from puhui.kernel.ids import EntryId
from puhui.ledger.contracts import membership
from puhui.ledger.engines.heads import is_good
from puhui.ledger.engines.store.queries import (
    encoded_id,
    handover_of,
    lines_of,
    node_hash,
    states_under,
    verdict_of,
)
from puhui.ledger.engines.store.tables import Group
from puhui.ledger.errors import LedgerDamaged
from puhui.ledger.model import Verdict
from puhui.ledger.trust import Trust

_MAX_CACHED_KEYS = 100_000
_KEYS_A_QUERY = 64
_UNCACHED = "ledger/nonce/"  # each is asked for once


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
        return node_hash(self._connection, level, position)

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
        return states_under(self._connection, prefix)

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
        return lines_of(self._connection, size)

    def note(self, size: int) -> bytes | None:
        """The head of that size, with the log's own line where it has one."""
        row = self._connection.execute("SELECT note FROM checkpoints WHERE size = ?", (size,)).fetchone()
        return None if row is None else bytes(row[0])

    def is_handed_over(self, number: int, trust: Trust) -> bool:
        """Whether change `number` was handed over by the consensus nodes of before it."""
        change = self.state(membership.change_key(number))
        return change is not None and handover_of(self._connection, decode(change), trust) is not None

    def handovers(self, trust: Trust) -> dict[int, dict[str, bytes]]:
        """The lines by which each change of the membership was handed over, by the head's size and by name."""
        found: dict[int, dict[str, bytes]] = {}
        for number in range(1, trust.changes + 1):
            change = self.state(membership.change_key(number))
            head = None if change is None else handover_of(self._connection, decode(change), trust)
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
            raise LedgerDamaged(
                reason=Text(zh="另一进程正在写入", en="another process writes to it"), stage="ledger.store"
            )

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
