"""Sessions, the browsers that people signed in from before, and how often sign-in failed in each lane."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import PersonId, SessionId
from puhui.storage import metadata
from puhui.storage.database import Moment

_sessions = sa.Table(
    "people_sessions",
    metadata,
    sa.Column("token_digest", sa.LargeBinary, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("person", sa.Text, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("confirmed_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False, index=True),
)

_devices = sa.Table(
    "known_devices",
    metadata,
    sa.Column("token_digest", sa.LargeBinary, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("seen_at", Moment, nullable=False, index=True),
)

_throttles = sa.Table(
    "sign_in_lanes",
    metadata,
    sa.Column("lane", sa.Text, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("not_before", Moment, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session as it is kept. `device` is what the browser said of itself; `confirmed_at` when a password last was."""

    id: SessionId
    person: PersonId
    device: str
    begun_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    expires_at: datetime


def begin(connection: Connection, digest: bytes, session: KeptSession) -> None:
    """Keep a session by the digest of its token; forget those that are over."""
    connection.execute(_sessions.delete().where(_sessions.c.expires_at <= session.begun_at))
    connection.execute(
        _sessions.insert().values(
            token_digest=digest,
            id=session.id,
            person=session.person,
            device=session.device,
            begun_at=session.begun_at,
            seen_at=session.seen_at,
            confirmed_at=session.confirmed_at,
            expires_at=session.expires_at,
        )
    )


def by_token(connection: Connection, digest: bytes) -> KeptSession | None:
    """The session of a token's digest, over or not."""
    row = connection.execute(_sessions.select().where(_sessions.c.token_digest == digest)).first()
    return None if row is None else _session(row)


def of_person(connection: Connection, person: PersonId) -> list[KeptSession]:
    """A person's sessions, the one last used first."""
    query = _sessions.select().where(_sessions.c.person == person).order_by(_sessions.c.seen_at.desc())
    return [_session(row) for row in connection.execute(query)]


def see(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that a session was used."""
    connection.execute(_sessions.update().where(_sessions.c.token_digest == digest).values(seen_at=at))


def confirm(connection: Connection, digest: bytes, at: datetime) -> None:
    """Note that whoever uses a session has just shown who they are."""
    connection.execute(_sessions.update().where(_sessions.c.token_digest == digest).values(confirmed_at=at, seen_at=at))


def end(connection: Connection, digest: bytes) -> None:
    """Forget a session."""
    connection.execute(_sessions.delete().where(_sessions.c.token_digest == digest))


def end_one_of(connection: Connection, person: PersonId, id_: str) -> bool:
    """Forget one session of a person; False when they have none of that id."""
    gone = connection.execute(_sessions.delete().where(_sessions.c.id == id_, _sessions.c.person == person))
    return bool(gone.rowcount)


def end_all_of(connection: Connection, person: PersonId) -> None:
    """Forget all sessions of a person."""
    connection.execute(_sessions.delete().where(_sessions.c.person == person))


# devices


def knows(connection: Connection, digest: bytes, person: PersonId, since: datetime) -> bool:
    """Whether the person signed in from this device after `since`."""
    mine = (_devices.c.token_digest == digest) & (_devices.c.person == person) & (_devices.c.seen_at > since)
    return connection.execute(sa.select(_devices.c.person).where(mine)).first() is not None


def devices_of(connection: Connection, person: PersonId) -> int:
    """From how many devices the person signed in before."""
    query = sa.select(sa.func.count()).select_from(_devices).where(_devices.c.person == person)
    return int(connection.execute(query).scalar_one())


def keep_device(connection: Connection, digest: bytes, person: PersonId, at: datetime, most: int) -> None:
    """Know a device of a person from now on; of more than `most`, the oldest is forgotten."""
    mine = _devices.c.person == person
    connection.execute(_devices.delete().where(mine, _devices.c.token_digest == digest))
    connection.execute(_devices.insert().values(token_digest=digest, person=person, seen_at=at))
    surplus = sa.select(_devices.c.token_digest).where(mine).order_by(_devices.c.seen_at.desc()).offset(most)
    for (digest_,) in connection.execute(surplus.limit(most)).all():
        connection.execute(_devices.delete().where(mine, _devices.c.token_digest == digest_))


def forget_devices_of(connection: Connection, person: PersonId) -> None:
    """Know none of a person's devices any more."""
    connection.execute(_devices.delete().where(_devices.c.person == person))


# throttle


def throttle(connection: Connection, lane: str) -> tuple[int, datetime] | None:
    """How often sign-in failed in a lane since it last succeeded, and until when it waits."""
    row = connection.execute(_throttles.select().where(_throttles.c.lane == lane)).first()
    return None if row is None else (row.failures, row.not_before)


def set_throttle(
    connection: Connection, lane: str, failures: int, not_before: datetime, forget_before: datetime
) -> None:
    """Keep the count; forget lanes that have been quiet since `forget_before`."""
    connection.execute(
        _throttles.delete().where((_throttles.c.lane == lane) | (_throttles.c.not_before < forget_before))
    )
    connection.execute(_throttles.insert().values(lane=lane, failures=failures, not_before=not_before))


def clear_throttle(connection: Connection, lane: str) -> None:
    """Forget the failures of a lane."""
    connection.execute(_throttles.delete().where(_throttles.c.lane == lane))


def _session(row: sa.Row[Any]) -> KeptSession:
    return KeptSession(
        id=SessionId(row.id),
        person=PersonId(row.person),
        device=row.device,
        begun_at=row.begun_at,
        seen_at=row.seen_at,
        confirmed_at=row.confirmed_at,
        expires_at=row.expires_at,
    )
