"""Notifications, who has read them, how people want to be told, and how far watchers have looked."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Text
from puhui.kernel.ids import NotificationId
from puhui.notifications.kinds import SPOKEN
from puhui.notifications.model import Audience, Kind, Notice, Notification, Reader
from puhui.storage import metadata
from puhui.storage.database import Moment

LIST_MAX = 200

_notifications = sa.Table(
    "notifications",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("role", sa.Text, nullable=False, index=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("values", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,  # a number is never given twice: it is the place up to which a browser has seen
)

_reads = sa.Table(
    "notification_reads",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
)

_places = sa.Table(
    "notification_places",
    metadata,
    sa.Column("watcher", sa.Text, primary_key=True),
    sa.Column("place", sa.BigInteger, nullable=False),
)


def add(connection: Connection, id_: NotificationId, notice: Notice, at: datetime) -> int | None:
    """Keep a notice; its number, or None when its key was told before."""
    if connection.execute(sa.select(_notifications.c.seq).where(_notifications.c.key == notice.key)).first():
        return None
    values = {name: [one.zh, one.en] if isinstance(one, Text) else one for name, one in notice.values.items()}
    row = (
        _notifications.insert()
        .values(
            id=id_,
            key=notice.key,
            kind=notice.kind.value,
            person=notice.audience.person,
            role=notice.audience.role,
            uscc=notice.audience.uscc,
            page=notice.page,
            values=json.dumps(values, ensure_ascii=False),
            at=at,
        )
        .returning(_notifications.c.seq)
    )
    return int(connection.execute(row).scalar_one())


def told(connection: Connection, reader: Reader, *, after: int = 0, limit: int = LIST_MAX) -> list[Notification]:
    """What the reader is told, newest first; only what is numbered above `after`."""
    query = (
        sa.select(_notifications, _reads.c.seq.label("read"))
        .outerjoin(_reads, _read_by(reader))
        .where(_for(reader), _notifications.c.seq > after)
        .order_by(_notifications.c.seq.desc())
        .limit(min(limit, LIST_MAX))
    )
    return [_notification(row) for row in connection.execute(query)]


def unread(connection: Connection, reader: Reader) -> int:
    """How much of it the reader has not read."""
    query = (
        sa.select(sa.func.count())
        .select_from(_notifications.outerjoin(_reads, _read_by(reader)))
        .where(_for(reader), _reads.c.seq.is_(None))
    )
    return int(connection.execute(query).scalar_one())


def mark_read(connection: Connection, reader: Reader, id_: str) -> bool:
    """Mark one as read, for this reader alone; False when nothing of that id is for them."""
    row = connection.execute(sa.select(_notifications.c.seq).where(_notifications.c.id == id_, _for(reader))).first()
    if row is None:
        return False
    read = sa.select(_reads.c.seq).where(_reads.c.person == reader.person, _reads.c.seq == row.seq)
    if connection.execute(read).first() is None:
        connection.execute(_reads.insert().values(person=reader.person, seq=row.seq))
    return True


def mark_all_read(connection: Connection, reader: Reader) -> int:
    """Mark everything as read for this reader; how many there were."""
    query = (
        sa.select(sa.literal(reader.person), _notifications.c.seq)
        .select_from(_notifications.outerjoin(_reads, _read_by(reader)))
        .where(_for(reader), _reads.c.seq.is_(None))
    )
    return int(connection.execute(_reads.insert().from_select(["person", "seq"], query)).rowcount)


def newest(connection: Connection) -> int:
    """The number of the last notification of the node, 0 before the first."""
    return int(connection.execute(sa.select(sa.func.max(_notifications.c.seq))).scalar() or 0)


def forget_before(connection: Connection, moment: datetime) -> int:
    """Forget what was told before `moment`, and who read it; how many."""
    old = sa.select(_notifications.c.seq).where(_notifications.c.at < moment)
    connection.execute(_reads.delete().where(_reads.c.seq.in_(old)))
    return int(connection.execute(_notifications.delete().where(_notifications.c.at < moment)).rowcount)


def by_id(connection: Connection, id_: str) -> Notification | None:
    """One notification, whoever it is for."""
    query = sa.select(_notifications, sa.null().label("read")).where(_notifications.c.id == id_)
    row = connection.execute(query).first()
    return None if row is None else _notification(row)


def place_of(connection: Connection, watcher: str) -> int | None:
    """How far a watcher has looked; None before its first look."""
    found: int | None = connection.execute(sa.select(_places.c.place).where(_places.c.watcher == watcher)).scalar()
    return found


def put_place(connection: Connection, watcher: str, place: int) -> None:
    """Keep how far a watcher has looked."""
    changed = connection.execute(_places.update().where(_places.c.watcher == watcher).values(place=place))
    if changed.rowcount == 0:
        connection.execute(_places.insert().values(watcher=watcher, place=place))


def _for(reader: Reader) -> sa.ColumnElement[bool]:
    # An absent name is an empty text in every row: it must not be equal to a reader's absent one.
    columns = {_notifications.c.person: reader.person, _notifications.c.role: reader.role}
    columns |= {_notifications.c.uscc: reader.uscc}
    return sa.or_(sa.false(), *(column == value for column, value in columns.items() if value))


def _read_by(reader: Reader) -> sa.ColumnElement[bool]:
    return sa.and_(_reads.c.seq == _notifications.c.seq, _reads.c.person == reader.person)


def _notification(row: sa.Row[Any]) -> Notification:
    fields = row._mapping
    values = {
        name: Text(zh=one[0], en=one[1]) if isinstance(one, list) else one
        for name, one in json.loads(fields["values"]).items()
    }
    kind = Kind(fields["kind"])
    return Notification(
        id=NotificationId(fields["id"]),
        seq=fields["seq"],
        kind=kind,
        audience=Audience(fields["person"], fields["role"], fields["uscc"]),
        page=fields["page"],
        text=SPOKEN[kind].line.fill(**values),
        at=fields["at"],
        read=fields["read"] is not None,
    )
