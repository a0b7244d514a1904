"""The nonces of calls that other nodes made: a call that was heard is not heard twice."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from puhui.storage import Database, metadata
from puhui.storage.database import Moment

_nonces = sa.Table(
    "peer_nonces",
    metadata,
    sa.Column("key_id", sa.Text, primary_key=True),
    sa.Column("nonce", sa.Text, primary_key=True),
    sa.Column("until", Moment, nullable=False, index=True),
)


class DatabaseNonces:
    """Nonces in the node's database: they survive a restart."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def remember(self, key_id: str, nonce: str, until: datetime) -> bool:
        """Whether the nonce is new for this key; forgets those whose time is over."""
        there = sa.select(_nonces.c.nonce).where(_nonces.c.key_id == key_id, _nonces.c.nonce == nonce)
        with self._database.transaction() as connection:
            if connection.execute(there).first() is not None:
                return False
            connection.execute(_nonces.delete().where(_nonces.c.until < self._now()))
            connection.execute(_nonces.insert().values(key_id=key_id, nonce=nonce, until=until))
        return True
