"""The batches of permits that a custodian drew: one row a request, and one row an entry that it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import metadata
from puhui.storage.database import Moment


class BatchState(StrEnum):
    """How far a batch has come."""

    DRAWING = "drawing"  # an entry of it is about to be, or was, submitted: the ledger knows more than we do
    COUNTED = "counted"  # every entry is decided: what could be counted is
    ENDED = "ended"  # its outcome is written down, and owed to the ledger
    DENIED = "denied"  # the contract refused an entry whole; what others of it counted is owed as failed


_batches = sa.Table(
    "consent_batches",
    metadata,
    sa.Column("request", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("question", sa.LargeBinary, nullable=False),
    sa.Column("known", sa.LargeBinary, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("answer_digest", sa.Text),
    sa.Column("ended_at", Moment),
)

_entries = sa.Table(
    "consent_batch_entries",
    metadata,
    sa.Column("request", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("statement", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text),
    sa.Column("entry_index", sa.BigInteger),
    sa.Column("result", sa.LargeBinary),
    sa.Column("reason", sa.Text),
)


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """One entry of a batch. Undecided while `reason` is None; empty when committed, with `result` as it was decided."""

    request: str
    number: int
    statement: bytes
    entry: str | None
    entry_index: int | None
    result: bytes | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch. `question` is the canonical bytes of what was asked, `known` of what the grants are about."""

    request: str
    state: BatchState
    question: bytes
    known: bytes
    begun_at: datetime
    reason: str | None
    outcome: str | None
    answer_digest: str | None
    ended_at: datetime | None
    entries: tuple[BatchEntry, ...]


def find(connection: Connection, request: str) -> BatchRow | None:
    """The batch of a request."""
    row = connection.execute(_batches.select().where(_batches.c.request == request)).first()
    if row is None:
        return None
    query = _entries.select().where(_entries.c.request == request).order_by(_entries.c.number)
    entries = tuple(BatchEntry(**dict(one._mapping)) for one in connection.execute(query))
    fields = dict(row._mapping)
    return BatchRow(**fields | {"state": BatchState(fields["state"])}, entries=entries)


def drawing(connection: Connection, limit: int = 1000) -> list[str]:
    """The requests of up to `limit` batches that are not decided, oldest first."""
    state = _batches.c.state == BatchState.DRAWING.value
    query = sa.select(_batches.c.request).where(state).order_by(_batches.c.begun_at).limit(limit)
    return [row.request for row in connection.execute(query)]


def begin(
    connection: Connection, *, request: str, question: bytes, known: bytes, statements: Sequence[bytes], at: datetime
) -> None:
    """Write down that these statements are about to be submitted."""
    connection.execute(
        _batches.insert().values(
            request=request, state=BatchState.DRAWING.value, question=question, known=known, begun_at=at
        )
    )
    for number, statement in enumerate(statements, start=1):
        connection.execute(_entries.insert().values(request=request, number=number, statement=statement))


def decide(connection: Connection, request: str, number: int, **verdict: Any) -> None:
    """Keep an entry's verdict; the ledger gives one only, so whoever is first writes what all would."""
    connection.execute(
        _entries.update()
        .where(_entries.c.request == request, _entries.c.number == number, _entries.c.reason.is_(None))
        .values(**verdict)
    )


def advance(connection: Connection, request: str, before: BatchState, after: BatchState, **values: Any) -> bool:
    """Move the batch from one state to the next; whether it was still in `before`. Of two who try, one gets True."""
    changed = connection.execute(
        _batches.update()
        .where(_batches.c.request == request, _batches.c.state == before.value)
        .values(state=after.value, **values)
    )
    return changed.rowcount == 1
