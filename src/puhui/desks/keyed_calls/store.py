"""Calls by account and key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import metadata
from puhui.storage.database import Moment

_calls = sa.Table(
    "keyed_calls",
    metadata,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("run", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


class State(StrEnum):
    """How far a call is."""

    BEGUN = "begun"  # nothing of it is committed
    STEPPED = "stepped"  # something is, and its answer is not kept yet
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A call as it is kept. `run` is the run of the node in which it was made."""

    digest: bytes
    state: State
    run: str
    at: datetime
    status: int
    media_type: str
    body: bytes


def call(connection: Connection, account: str, key: str) -> KeptCall | None:
    """The call of that key."""
    row = connection.execute(_calls.select().where(_that(account, key))).first()
    if row is None:
        return None
    return KeptCall(row.digest, State(row.state), row.run, row.at, row.status, row.media_type, row.body)


def put(connection: Connection, account: str, key: str, kept: KeptCall) -> None:
    """Keep a call in place of what was there."""
    connection.execute(_calls.delete().where(_that(account, key)))
    connection.execute(
        _calls.insert().values(
            account=account,
            key=key,
            digest=kept.digest,
            state=kept.state.value,
            run=kept.run,
            at=kept.at,
            status=kept.status,
            media_type=kept.media_type,
            body=kept.body,
        )
    )


def step(connection: Connection, account: str, key: str) -> None:
    """Note that something of the call is committed with this transaction; of one that is answered there is no more."""
    begun = _that(account, key) & (_calls.c.state == State.BEGUN.value)
    connection.execute(_calls.update().where(begun).values(state=State.STEPPED.value))


def drop(connection: Connection, account: str, key: str) -> None:
    """Let the key be free."""
    connection.execute(_calls.delete().where(_that(account, key)))


def forget_before(connection: Connection, at: datetime) -> int:
    """Forget older calls; how many."""
    return connection.execute(_calls.delete().where(_calls.c.at <= at)).rowcount


def _that(account: str, key: str) -> sa.ColumnElement[bool]:
    return (_calls.c.account == account) & (_calls.c.key == key)
