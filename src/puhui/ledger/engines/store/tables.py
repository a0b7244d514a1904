"""The tables of the ledger's one database file, and what one transaction adds to them.

Row `idx` of `entries` holds the statement and the hashes of the full subtrees that its leaf completed, by level: the
subtree at (level, position) is in row `(position + 1)·2^level - 1`. So a leaf costs one insert, and a proof O(log n)
reads.
"""

from dataclasses import dataclass, field

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
