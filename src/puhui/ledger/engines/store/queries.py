"""What both the writer and the readers ask of the tables."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from puhui.kernel.encoding import decode
from puhui.kernel.ids import EntryId
from puhui.ledger.contracts import governance
from puhui.ledger.engines.heads import before, of_era
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.trust import Trust


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


def states_under(connection: sqlite3.Connection, prefix: str) -> dict[str, bytes]:
    """All encoded values under a prefix that ends in `/`."""
    rows = connection.execute("SELECT key, value FROM state WHERE key >= ? AND key < ?", (prefix, prefix[:-1] + "0"))
    return dict(rows.fetchall())


def cosigned_heads(connection: sqlite3.Connection, at_least: int, cosigners: int) -> Iterator[tuple[int, bytes]]:
    """The heads from that size on which so many nodes cosigned, whoever they are; smallest first."""
    return iter(
        connection.execute(
            "SELECT size, note FROM checkpoints WHERE size >= ?1 AND"
            " (SELECT count(*) FROM cosignatures WHERE size = checkpoints.size) >= ?2 ORDER BY size",
            (at_least, cosigners),
        )
    )


def lines_of(connection: sqlite3.Connection, size: int) -> dict[str, bytes]:
    """The cosignatures of the head of that size, by name."""
    return dict(connection.execute("SELECT name, lines FROM cosignatures WHERE size = ?", (size,)).fetchall())


def handover_of(
    connection: sqlite3.Connection, change: Mapping[str, Any], trust: Trust
) -> tuple[int, bytes, dict[str, bytes]] | None:
    """The head by which a change was handed over: its size, its note, and the lines that did it."""
    era, new_key = trust.eras[change["era"]], None
    begun = trust.number_at(change["index"] + 1)
    if change["kind"] == governance.ROTATE and begun > change["era"]:
        era, new_key = before(trust, begun)
    for size, note in cosigned_heads(connection, change["index"] + 1, era.quorum):
        lines = of_era(lines_of(connection, size), era, new_key=new_key)
        if len(lines) >= era.quorum:
            return size, note, lines
    return None


def find_verdict(connection: sqlite3.Connection, entry: EntryId) -> Verdict | None:
    """What was decided about an entry, None when nothing was."""
    row = connection.execute(
        "SELECT idx, reason, result FROM verdicts WHERE entry = ?", (encoded_id(entry),)
    ).fetchone()
    return None if row is None else verdict_of(entry, row)


def node_hash(connection: sqlite3.Connection, level: int, position: int) -> bytes:
    """The hash of a full subtree of the log."""
    row = connection.execute(
        "SELECT substr(hashes, ?, 32) FROM entries WHERE idx = ?", (32 * level + 1, ((position + 1) << level) - 1)
    ).fetchone()
    return bytes(row[0])
