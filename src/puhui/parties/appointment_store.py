"""Changes of people, and the trail of what happened to each: appended to, never written over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import ChangeId
from puhui.parties.appointment import Action, Change, State
from puhui.parties.model import PersonRole
from puhui.storage import metadata
from puhui.storage.database import Moment

LIST_MAX = 500

_changes = sa.Table(
    "people_changes",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("second", sa.Text, nullable=False),
    sa.Column("second_name", sa.Text, nullable=False),
    sa.Column("code_digest", sa.LargeBinary, nullable=False, index=True),
)

_trail = sa.Table(
    "people_trail",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("document", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail: its document as it was digested, and the ledger's entry with the digest."""

    seq: int
    at: datetime
    document: bytes
    entry: str


def put(connection: Connection, change: Change) -> None:
    """Keep a change as it is now."""
    values = {
        "id": change.id,
        "action": change.action.value,
        "state": change.state.value,
        "person": change.person,
        "login": change.login,
        "name": change.name,
        "role": change.role.value,
        "by": change.by,
        "by_name": change.by_name,
        "at": change.at,
        "expires_at": change.expires_at,
        "second": change.second,
        "second_name": change.second_name,
        "code_digest": change.code_digest,
    }
    connection.execute(_changes.delete().where(_changes.c.id == change.id))
    connection.execute(_changes.insert().values(**values))


def change(connection: Connection, id_: str) -> Change | None:
    """The change of that id."""
    row = connection.execute(_changes.select().where(_changes.c.id == id_)).first()
    return None if row is None else _change(row)


def by_code(connection: Connection, digest: bytes) -> Change | None:
    """The change whose code has this digest."""
    row = connection.execute(_changes.select().where(_changes.c.code_digest == digest)).first()
    return None if row is None else _change(row)


def unsettled(connection: Connection) -> list[Change]:
    """Changes that are neither done nor refused, oldest first; some may have run out."""
    states = [State.WAITING.value, State.OPEN.value]
    query = _changes.select().where(_changes.c.state.in_(states)).order_by(_changes.c.at, _changes.c.id)
    return [_change(row) for row in connection.execute(query)]


def next_step(connection: Connection) -> int:
    """The number of the trail's next step, counted 1, 2, 3 …"""
    return int(connection.execute(sa.select(sa.func.max(_trail.c.seq))).scalar() or 0) + 1


def add_step(connection: Connection, step: Step) -> None:
    """Append to the trail."""
    connection.execute(_trail.insert().values(seq=step.seq, at=step.at, document=step.document, entry=step.entry))


def trail(connection: Connection) -> list[Step]:
    """The newest steps first."""
    rows = connection.execute(_trail.select().order_by(_trail.c.seq.desc()).limit(LIST_MAX))
    return [Step(row.seq, row.at, row.document, row.entry) for row in rows]


def _change(row: sa.Row[Any]) -> Change:
    return Change(
        id=ChangeId(row.id),
        action=Action(row.action),
        state=State(row.state),
        person=row.person,
        login=row.login,
        name=row.name,
        role=PersonRole(row.role),
        by=row.by,
        by_name=row.by_name,
        at=row.at,
        expires_at=row.expires_at,
        second=row.second,
        second_name=row.second_name,
        code_digest=row.code_digest,
    )
