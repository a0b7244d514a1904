"""The messages of applications, as each side keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import MessageId
from puhui.storage import metadata
from puhui.storage.database import Moment

_messages = sa.Table(
    "application_messages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("application", sa.Text, nullable=False),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("request", sa.Text, nullable=False),
    sa.UniqueConstraint("application", "person", "request"),
    sa.Index("ix_application_messages_thread", "application", "at", "id"),
)


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `side` is `enterprise` or `bank`; `request` is the writer's own number for it."""

    id: MessageId
    application: str
    side: str
    person: str
    name: str
    text: str
    at: datetime
    request: str


def add(connection: Connection, message: Message) -> bool:
    """Keep a message; False when it is there already."""
    if connection.execute(sa.select(_messages.c.id).where(_messages.c.id == message.id)).first() is not None:
        return False
    connection.execute(
        _messages.insert().values(
            id=message.id,
            application=message.application,
            side=message.side,
            person=message.person,
            name=message.name,
            text=message.text,
            at=message.at,
            request=message.request,
        )
    )
    return True


def by_request(connection: Connection, application: str, person: str, request: str) -> Message | None:
    """What a person wrote under a number of their own."""
    mine = (_messages.c.application == application) & (_messages.c.person == person)
    row = connection.execute(_messages.select().where(mine, _messages.c.request == request)).first()
    return None if row is None else _message(row)


def thread(connection: Connection, application: str) -> list[Message]:
    """All messages of an application, oldest first."""
    query = _messages.select().where(_messages.c.application == application)
    return [_message(row) for row in connection.execute(query.order_by(_messages.c.at, _messages.c.id))]


def count(connection: Connection, application: str) -> int:
    """How many there are."""
    query = sa.select(sa.func.count()).select_from(_messages).where(_messages.c.application == application)
    return int(connection.execute(query).scalar_one())


def _message(row: sa.Row[Any]) -> Message:
    return Message(
        id=MessageId(row.id),
        application=row.application,
        side=row.side,
        person=row.person,
        name=row.name,
        text=row.text,
        at=row.at,
        request=row.request,
    )
