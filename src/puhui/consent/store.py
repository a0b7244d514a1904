"""The permits that a custodian drew, with the answers that left, and the notices that a portal showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.consent.notice import Notice
from puhui.kernel import Text
from puhui.storage import metadata
from puhui.storage.database import Moment


class PermitState(StrEnum):
    """How far a request has come."""

    DRAWING = "drawing"  # the statement is about to be, or was, submitted: the ledger knows more than we do
    COUNTED = "counted"  # the use is final on the ledger; nothing has left
    RELEASED = "released"  # the answer is stored and may leave, again and again the same
    FAILED = "failed"  # counted, and the computation failed for good
    DENIED = "denied"  # the contract refused


_permits = sa.Table(
    "consent_permits",
    metadata,
    sa.Column("request", sa.Text, primary_key=True),
    sa.Column("grant_id", sa.Text, nullable=False, index=True),
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
    sa.Column("answer", sa.LargeBinary),
    sa.Column("answer_digest", sa.Text),
    sa.Column("outcome_statement", sa.LargeBinary),
    sa.Column("released_at", Moment),
)


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One row. What the state does not reach yet is None. `question` is the canonical bytes of what was asked."""

    request: str
    grant_id: str
    state: PermitState
    question: bytes
    statement: bytes
    begun_at: datetime
    n: int | None
    seq: int | None
    entry: str | None
    entry_index: int | None
    reason: str | None
    outcome: str | None
    answer: bytes | None
    answer_digest: str | None
    outcome_statement: bytes | None
    released_at: datetime | None


_notices = sa.Table(
    "consent_notices",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("zh", sa.Text, nullable=False),
    sa.Column("en", sa.Text, nullable=False),
    sa.Column("shown_at", Moment, nullable=False),
)


def keep_notice(connection: Connection, notice: Notice, at: datetime) -> None:
    """Keep the words that an enterprise was shown, by their digest; the first time they were shown stays."""
    there = sa.select(_notices.c.digest).where(_notices.c.digest == notice.digest)
    if connection.execute(there).first() is None:
        connection.execute(
            _notices.insert().values(digest=notice.digest, zh=notice.text.zh, en=notice.text.en, shown_at=at)
        )


def notice(connection: Connection, digest: str) -> Notice | None:
    """The words of a digest, as they stand in a grant's terms."""
    row = connection.execute(_notices.select().where(_notices.c.digest == digest)).first()
    return None if row is None else Notice(Text(zh=row.zh, en=row.en), row.digest)


def find(connection: Connection, request: str) -> PermitRow | None:
    """The row of a request."""
    row = connection.execute(_permits.select().where(_permits.c.request == request)).first()
    return None if row is None else _row(row)


def in_state(connection: Connection, state: PermitState, limit: int = 1000) -> Sequence[PermitRow]:
    """Up to `limit` rows in one state, oldest first."""
    query = _permits.select().where(_permits.c.state == state.value).order_by(_permits.c.begun_at).limit(limit)
    return [_row(row) for row in connection.execute(query)]


def begin(connection: Connection, *, request: str, grant: str, question: bytes, statement: bytes, at: datetime) -> None:
    """Write down that this statement is about to be submitted."""
    connection.execute(
        _permits.insert().values(
            request=request,
            grant_id=grant,
            state=PermitState.DRAWING.value,
            question=question,
            statement=statement,
            begun_at=at,
        )
    )


def advance(connection: Connection, request: str, before: PermitState, after: PermitState, **values: Any) -> bool:
    """Move the row from one state to the next; whether it was still in `before`. Of two who try, one gets True."""
    changed = connection.execute(
        _permits.update()
        .where(_permits.c.request == request, _permits.c.state == before.value)
        .values(state=after.value, **values)
    )
    return changed.rowcount == 1


def forget_answers(connection: Connection, before: datetime) -> int:
    """Delete the stored answers released before a time; their digests and numbers stay. Answers how many."""
    changed = connection.execute(
        _permits.update().where(_permits.c.released_at < before, _permits.c.answer.is_not(None)).values(answer=None)
    )
    return changed.rowcount


def _row(row: sa.Row[Any]) -> PermitRow:
    fields = dict(row._mapping)
    return PermitRow(**fields | {"state": PermitState(fields["state"])})
