"""The nonces of calls that other nodes made: a call that was heard is not heard twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

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


_NEW = _nonces.insert()
_OVER = _nonces.delete().where(_nonces.c.until < sa.bindparam("now", type_=Moment))
_SWEEP_AFTER = timedelta(seconds=30)
_SWEEP_CALLS = 1_000


class DatabaseNonces:
    """Nonces in the node's database: they survive a restart."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._swept_at: datetime | None = None
        self._since = 0

    def remember(self, key_id: str, nonce: str, until: datetime) -> bool:
        """Whether the nonce is new for this key; now and then forgets those whose time is over."""
        now = self._now()
        sweep = self._is_due(now)
        try:
            with self._database.transaction() as connection:
                if sweep:
                    connection.execute(_OVER, {"now": now})
                connection.execute(_NEW, {"key_id": key_id, "nonce": nonce, "until": until})
        except sa.exc.IntegrityError:  # the key of the table: this one is there
            return False
        self._swept_at, self._since = (now, 0) if sweep else (self._swept_at, self._since + 1)
        return True

    def _is_due(self, now: datetime) -> bool:
        """Whether some may be over: at first, after a while or many calls, and where the clock was put back."""
        at = self._swept_at
        return at is None or not timedelta() <= now - at < _SWEEP_AFTER or self._since >= _SWEEP_CALLS
