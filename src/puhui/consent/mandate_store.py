"""The permits that a custodian drew under its own mandates: one row a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import metadata
from puhui.storage.database import Moment


class DrawState(StrEnum):
    """How far a request has come."""

    DRAWING = "drawing"  # the statement is about to be, or was, submitted: the ledger knows more than we do
    COUNTED = "counted"  # the use is final on the ledger
    ENDED = "ended"  # its outcome is written down, and owed to the ledger
    DENIED = "denied"  # the contract refused


_draws = sa.Table(
    "consent_mandate_draws",
    metadata,
    sa.Column("request", sa.Text, primary_key=True),
    sa.Column("mandate", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("question", sa.LargeBinary, nullable=False),
    sa.Column("statement", sa.LargeBinary, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("n", sa.Integer),
    sa.Column("seq", sa.Integer),
    sa.Column("entry", sa.Text),
    sa.Column("entry_index", sa.BigInteger),
    sa.Column("reason", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("answer_digest", sa.Text),
    sa.Column("ended_at", Moment),
)


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One row. What the state does not reach yet is None. `question` is the canonical bytes of what was asked."""

    request: str
    mandate: str
    state: DrawState
    question: bytes
    statement: bytes
    begun_at: datetime
    n: int | None
    seq: int | None
    entry: str | None
    entry_index: int | None
    reason: str | None
    outcome: str | None
    answer_digest: str | None
    ended_at: datetime | None


def find(connection: Connection, request: str) -> DrawRow | None:
    """The row of a request."""
    row = connection.execute(_draws.select().where(_draws.c.request == request)).first()
    return None if row is None else _row(row)


def drawing(connection: Connection, limit: int = 1000) -> Sequence[DrawRow]:
    """Up to `limit` rows that are not decided, oldest first."""
    state = _draws.c.state == DrawState.DRAWING.value
    return [
        _row(row) for row in connection.execute(_draws.select().where(state).order_by(_draws.c.begun_at).limit(limit))
    ]


def begin(
    connection: Connection, *, request: str, mandate: str, question: bytes, statement: bytes, at: datetime
) -> None:
    """Write down that this statement is about to be submitted."""
    connection.execute(
        _draws.insert().values(
            request=request,
            mandate=mandate,
            state=DrawState.DRAWING.value,
            question=question,
            statement=statement,
            begun_at=at,
        )
    )


def advance(connection: Connection, request: str, before: DrawState, after: DrawState, **values: Any) -> bool:
    """Move the row from one state to the next; whether it was still in `before`. Of two who try, one gets True."""
    changed = connection.execute(
        _draws.update()
        .where(_draws.c.request == request, _draws.c.state == before.value)
        .values(state=after.value, **values)
    )
    return changed.rowcount == 1


def _row(row: sa.Row[Any]) -> DrawRow:
    fields = dict(row._mapping)
    return DrawRow(**fields | {"state": DrawState(fields["state"])})
