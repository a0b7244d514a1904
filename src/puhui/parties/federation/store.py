"""Trips to providers that are under way, and which identity is whose."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel.ids import PersonId
from puhui.parties.federation.model import Identity, Link, Purpose, Trip
from puhui.storage import metadata
from puhui.storage.database import Moment

_trips = sa.Table(
    "provider_trips",
    metadata,
    sa.Column("state_digest", sa.LargeBinary, primary_key=True),
    sa.Column("browser_digest", sa.LargeBinary, nullable=False),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("session", sa.Text, nullable=False),
    sa.Column("nonce", sa.Text, nullable=False),
    sa.Column("verifier", sa.Text, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False, index=True),
)

_identities = sa.Table(
    "people_identities",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("provider", sa.Text, nullable=False),
    sa.Column("linked_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
    sa.UniqueConstraint("person", "issuer"),
)


def begin_trip(connection: Connection, state: bytes, browser: bytes, trip: Trip, most: int) -> bool:
    """Keep a trip by the digests of its state and of its browser's token; False when `most` are under way."""
    connection.execute(_trips.delete().where(_trips.c.expires_at <= trip.begun_at))
    under_way = connection.execute(sa.select(sa.func.count()).select_from(_trips)).scalar_one()
    if under_way >= most:
        return False
    connection.execute(
        _trips.insert().values(
            state_digest=state,
            browser_digest=browser,
            provider=trip.provider,
            purpose=trip.purpose.value,
            session=trip.session,
            nonce=trip.nonce,
            verifier=trip.verifier,
            begun_at=trip.begun_at,
            expires_at=trip.expires_at,
        )
    )
    return True


def end_trip(connection: Connection, state: bytes, browser: bytes) -> Trip | None:
    """The trip of a state and a browser, which is over by this: of two who ask at once, one gets it."""
    mine = (_trips.c.state_digest == state) & (_trips.c.browser_digest == browser)
    row = connection.execute(_trips.select().where(mine)).first()
    if row is None or not connection.execute(_trips.delete().where(mine)).rowcount:
        return None
    return Trip(row.provider, Purpose(row.purpose), row.session, row.begun_at, row.expires_at, row.nonce, row.verifier)


def add_link(connection: Connection, person: PersonId, provider: str, identity: Identity, at: datetime) -> bool:
    """Link an identity to a person; False when it, or the person there, is linked already."""
    of_issuer = _identities.c.issuer == identity.issuer
    taken = of_issuer & ((_identities.c.subject == identity.subject) | (_identities.c.person == person))
    if connection.execute(sa.select(_identities.c.person).where(taken)).first() is not None:
        return False
    values = {"issuer": identity.issuer, "subject": identity.subject, "person": person, "provider": provider}
    connection.execute(_identities.insert().values(**values, linked_at=at))
    return True


def person_of(connection: Connection, identity: Identity) -> PersonId | None:
    """Whose identity it is."""
    mine = (_identities.c.issuer == identity.issuer) & (_identities.c.subject == identity.subject)
    found = connection.execute(sa.select(_identities.c.person).where(mine)).scalar()
    return None if found is None else PersonId(found)


def use_link(connection: Connection, identity: Identity, at: datetime) -> None:
    """Note that somebody came by it."""
    mine = (_identities.c.issuer == identity.issuer) & (_identities.c.subject == identity.subject)
    connection.execute(_identities.update().where(mine).values(used_at=at))


def links(connection: Connection, person: PersonId | None = None) -> list[Link]:
    """All links, or a person's, by person and provider."""
    query = sa.select(_identities).order_by(_identities.c.person, _identities.c.provider)
    if person is not None:
        query = query.where(_identities.c.person == person)
    return [_link(row) for row in connection.execute(query)]


def unlink(connection: Connection, person: PersonId) -> int:
    """Take all of a person's identities away; how many there were."""
    return connection.execute(_identities.delete().where(_identities.c.person == person)).rowcount


def _link(row: sa.Row[Any]) -> Link:
    return Link(PersonId(row.person), row.provider, row.issuer, row.linked_at, row.used_at)
