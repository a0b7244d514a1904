"""Reads what is durable: verdicts, state, entries, proofs, receipts and heads."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from puhui.kernel.encoding import decode
from puhui.kernel.ids import EntryId
from puhui.ledger.checkpoint import MAX_SIZE, parse_checkpoint
from puhui.ledger.contracts import membership
from puhui.ledger.disk import open_to_read
from puhui.ledger.engines.heads import hands_over, of_era
from puhui.ledger.engines.store.queries import (
    cosigned_heads,
    find_verdict,
    handover_of,
    lines_of,
    node_hash,
    states_under,
)
from puhui.ledger.errors import EntryNotFound, HeadNotReady, ReceiptNotReady
from puhui.ledger.merkle import Digest, consistency_path, inclusion_path, root_at
from puhui.ledger.model import MAX_ENTRIES_PER_READ, MAX_KEYS_PER_READ, Verdict
from puhui.ledger.receipt import Receipt
from puhui.ledger.trust import Trust


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
            return find_verdict(self._connection, entry)

    def all_decided(self, entries: Sequence[EntryId]) -> bool:
        """Whether each of the entries has a durable verdict."""
        with self._lock:
            return all(find_verdict(self._connection, entry) is not None for entry in entries)

    def state(self, key: str) -> Any:
        """The value under a key, or None."""
        with self._lock:
            return self._state(key)

    def values(self, keys: Sequence[str]) -> list[Any]:
        """The value under each of the keys, or None, all as of one commit."""
        if len(keys) > MAX_KEYS_PER_READ:
            raise ValueError(f"at most {MAX_KEYS_PER_READ} keys")
        with self._lock:
            rows = self._connection.execute(
                "SELECT key, value FROM state WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
            )
            held = dict(rows.fetchall())
        return [decode(held[key]) if key in held else None for key in keys]

    def about(self, key: str) -> str | None:
        """What the engine wrote down about the log under `key`."""
        with self._lock:
            row = self._connection.execute("SELECT value FROM log WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values under a prefix that ends in `/`."""
        with self._lock:
            return states_under(self._connection, prefix)

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
            verdict = find_verdict(self._connection, entry)
            if verdict is None or verdict.index is None:
                raise EntryNotFound(entry=entry, stage="ledger.receipt")
            least = min(era.quorum for era in trust.eras[trust.number_at(verdict.index + 1) :])
            for size, note in cosigned_heads(self._connection, verdict.index + 1, least):
                era = trust.era_at(size)
                lines = of_era(lines_of(self._connection, size), era)
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
                lines = of_era(lines_of(self._connection, size), trust.era_at(size))
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
        heads = cosigned_heads(self._connection, trust.eras[number].from_size, trust.eras[number - 1].quorum)
        return any(hands_over(lines_of(self._connection, size), trust, number) for size, _ in heads)

    def handover(self, number: int, trust: Trust) -> bytes:
        """The receipt of change `number`, from 1, as the consensus nodes of before it gave it (`ledger.handover`).

        Raises `EntryNotFound`, or `ReceiptNotReady` until a quorum of them has cosigned.
        """
        with self._lock:
            change = self._state(membership.change_key(number))
            if change is None:
                raise EntryNotFound(entry=f"change {number}", stage="ledger.handover")
            head = handover_of(self._connection, change, trust)
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
        return node_hash(self._connection, level, position)
