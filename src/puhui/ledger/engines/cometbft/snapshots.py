"""Snapshots: how a node that has nothing gets everything, and believes none of it.

A snapshot at a height is the log itself up to there, entries and refusals in the order in which they were decided, so
it costs no copy: its chunks are read from the tables when asked for. Who restores one authenticates and executes every
statement again, and accepts the result only if it has the app hash that consensus signed: state, verdicts and journal
are its own, not its peers'. All of it is one transaction; death before the end leaves an empty ledger.
"""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from puhui.kernel.encoding import NotCanonical, decode, encode
from puhui.ledger.disk import open_to_read
from puhui.ledger.engines.deciding import Admitted, Decider, Journal
from puhui.ledger.engines.store import Group
from puhui.ledger.errors import MalformedStatement, StatementNotAdmitted
from puhui.ledger.merkle import Digest, Frontier
from puhui.ledger.statement import parse_statement

SCHEMA = """
CREATE TABLE cuts (number INTEGER PRIMARY KEY, entries INTEGER NOT NULL, refusals INTEGER NOT NULL) STRICT;
CREATE TABLE snapshots (
    height INTEGER PRIMARY KEY, entries INTEGER NOT NULL, refusals INTEGER NOT NULL, about TEXT NOT NULL,
    app_hash BLOB NOT NULL
) STRICT;
"""
FORMAT = 1
KEPT = 4
CHUNK_BYTES = 8 * 1024 * 1024  # and what the block that passes it adds: together below CometBFT's limit of 16 MB
SETTLED_BLOCKS = 2  # CometBFT proves a height's app hash with the two blocks after it


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot as it is offered: `about` is what the tables do not say, in JSON, checked by the app hash."""

    height: int
    chunks: int
    app_hash: bytes
    about: bytes


@dataclass(frozen=True, slots=True)
class About:
    """What a restored node must know beside the log.

    `heads` are cosignatures by a head's size and by name: of the newest proved head, so that receipts can be given, and
    of those by which each change of the membership was handed over. Under a head that a sequencer signed, in the time
    before the log moved, its line stands under the log's name.
    """

    position: str
    journal: str
    validators: str
    heads: Mapping[str, Mapping[str, str]]

    @classmethod
    def parse(cls, data: bytes) -> Self | None:
        """Read it; None when it is nothing of ours."""
        try:
            return cls(**json.loads(data))
        except (ValueError, TypeError):
            return None


class Shelf:
    """The snapshots that this node can give. Safe from many threads."""

    def __init__(self, path: Path) -> None:
        self._connection = open_to_read(path)
        self._lock = threading.Lock()

    def offers(self, height: int) -> list[Snapshot]:
        """The snapshots that a node may start from when the chain stands at `height`, newest first."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT height, entries, refusals, about, app_hash FROM snapshots"
                " WHERE height <= ? ORDER BY height DESC",
                (height - SETTLED_BLOCKS,),
            ).fetchall()
            return [
                Snapshot(at, len(self._borders(entries, refusals)) - 1, app_hash, about.encode())
                for at, entries, refusals, about, app_hash in rows
            ]

    def chunk(self, height: int, number: int) -> bytes:
        """One chunk of the snapshot at a height; empty when there is none."""
        with self._lock:
            row = self._connection.execute(
                "SELECT entries, refusals FROM snapshots WHERE height = ?", (height,)
            ).fetchone()
            borders = [] if row is None else self._borders(*row)
            if not 0 <= number < len(borders) - 1:
                return b""
            (entry, refusal), (entry_end, refusal_end) = borders[number : number + 2]
            entries = self._connection.execute(
                "SELECT idx, 1, 0, statement FROM entries WHERE idx >= ? AND idx < ?", (entry, entry_end)
            ).fetchall()
            refusals = self._connection.execute(
                "SELECT position, 0, number, statement FROM refusals WHERE number > ? AND number <= ?",
                (refusal, refusal_end),
            ).fetchall()
        return encode([statement for *_, statement in sorted(entries + refusals)])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _borders(self, entries: int, refusals: int) -> list[tuple[int, int]]:
        cuts = self._connection.execute(
            "SELECT entries, refusals FROM cuts WHERE entries <= ? AND refusals <= ? ORDER BY number",
            (entries, refusals),
        ).fetchall()
        return [(0, 0), *(cut for cut in cuts if cut != (entries, refusals)), (entries, refusals)]


class Restoration:
    """A snapshot that is being executed, in the open transaction of its store."""

    def __init__(self, offer: Snapshot, about: About, digest: Digest) -> None:
        self.offer = offer
        self.about = about
        self.frontier = Frontier(digest)
        self.journal = Journal(digest, bytes.fromhex("00" * len(digest(b""))))
        self.taken = 0

    def execute(self, chunk: bytes, decider: Decider) -> Group | None:
        """Decide the next chunk's statements; None when it holds what no ledger could have decided."""
        try:
            raws = decode(chunk)
            waiting = [Admitted(parse_statement(raw, decider.suite), {}) for raw in raws]
        except (NotCanonical, MalformedStatement, TypeError):
            return None
        group = Group()
        decided = decider.decide(waiting, {}, group, self.frontier, self.journal)
        if any(isinstance(one, StatementNotAdmitted) for one in decided):
            return None
        self.taken += 1
        return group
