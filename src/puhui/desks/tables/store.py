"""A bank's own customers, as its latest table says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.desks.tables.customers import OwnCustomer
from puhui.storage import metadata
from puhui.storage.database import Moment

_CHUNK = 500

_customers = sa.Table(
    "own_customers",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("rating", sa.Text, nullable=False),
    sa.Column("limit_fen", sa.BigInteger),
    sa.Column("watched", sa.Boolean, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("brought_by", sa.Text, nullable=False),
    sa.Column("brought_at", Moment, nullable=False),
)


def put(connection: Connection, customers: Sequence[OwnCustomer], by: str, at: datetime) -> None:
    """Keep what is said of each, in place of what was said before."""
    for start in range(0, len(customers), _CHUNK):
        some = customers[start : start + _CHUNK]
        connection.execute(_customers.delete().where(_customers.c.uscc.in_([one.uscc for one in some])))
        rows = [
            {
                "uscc": one.uscc,
                "as_of": one.as_of,
                "rating": one.rating,
                "limit_fen": one.limit_fen,
                "watched": one.watched,
                "note": one.note,
                "brought_by": by,
                "brought_at": at,
            }
            for one in some
        ]
        connection.execute(_customers.insert(), rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept in all. The days and the moment are None where there is nothing."""

    rows: int
    watched: int
    oldest_as_of: date | None
    newest_as_of: date | None
    brought_at: datetime | None


Told = tuple[OwnCustomer, str, datetime]
"""What is said of an enterprise, by whom it was brought, and when."""


def customer(connection: Connection, uscc: str) -> Told | None:
    """What is said of an enterprise."""
    row = connection.execute(_customers.select().where(_customers.c.uscc == uscc)).first()
    return None if row is None else _told(row)


def page(connection: Connection, words: str, after: str, limit: int) -> tuple[int, list[Told]]:
    """How many codes begin like that, and those after a code, in order."""
    begins = _customers.c.uscc.startswith(words.upper(), autoescape=True)
    total = connection.execute(sa.select(sa.func.count()).select_from(_customers).where(begins)).scalar_one()
    query = _customers.select().where(begins, _customers.c.uscc > after).order_by(_customers.c.uscc).limit(limit)
    return total, [_told(row) for row in connection.execute(query)]


def summary(connection: Connection) -> Kept:
    """How much is kept, of which days, and when the latest came."""
    seen = _customers.c
    watched = sa.func.count(sa.case((seen.watched, 1)))
    query = sa.select(
        sa.func.count(), watched, sa.func.min(seen.as_of), sa.func.max(seen.as_of), sa.func.max(seen.brought_at)
    ).select_from(_customers)
    return Kept(*connection.execute(query).one())


def remove(connection: Connection, uscc: str) -> bool:
    """Forget what is said of an enterprise; whether there was anything."""
    return connection.execute(_customers.delete().where(_customers.c.uscc == uscc)).rowcount == 1


def _told(row: sa.Row[Any]) -> Told:
    told = OwnCustomer(row.uscc, row.as_of, row.rating, row.limit_fen, row.watched, row.note)
    return told, row.brought_by, row.brought_at
