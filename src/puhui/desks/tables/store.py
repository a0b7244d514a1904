"""A bank's own customers, as its latest table says of each."""

from collections.abc import Sequence
from datetime import datetime

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


def customer(connection: Connection, uscc: str) -> tuple[OwnCustomer, str, datetime] | None:
    """What is said of an enterprise, by whom it was brought, and when."""
    row = connection.execute(_customers.select().where(_customers.c.uscc == uscc)).first()
    if row is None:
        return None
    told = OwnCustomer(row.uscc, row.as_of, row.rating, row.limit_fen, row.watched, row.note)
    return told, row.brought_by, row.brought_at
