"""The node's database: SQLite by default, PostgreSQL in production, through SQLAlchemy Core."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.pool import StaticPool

from puhui.storage import postgresql, sqlite
from puhui.storage.errors import DatabaseBusy, DatabaseDown, TextUnstorable
from puhui.storage.noting import noted
from puhui.storage.turns import Turns

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every room's `store.py` declares its tables here, so that one migration history covers the node."""

_BUSY_SECONDS = 30
_STAGE = "storage"


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware time, stored as integer microseconds since 1970 so that both databases keep it exactly."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuses a naive time: which moment it is would depend on the machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        since = value - datetime(1970, 1, 1, tzinfo=UTC)
        return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The stored moment, in UTC."""
        return (
            None
            if value is None
            else datetime.fromtimestamp(value // 1_000_000, UTC).replace(microsecond=value % 1_000_000)
        )


class Database:
    """Transactions on one node's database.

    Writers queue, in this process in the order they came and among processes by the database's own lock, taken at
    the start (SQLite: `BEGIN IMMEDIATE`; PostgreSQL: an advisory lock): what a transaction read holds until it
    commits, two never deadlock half-way, and none is to be run again. Readers see one snapshot and wait for nobody.
    Safe for use from many threads; a thread is in one transaction at a time.
    """

    def __init__(self, engine: Engine, *, one_connection: bool = False) -> None:
        self.engine = engine
        self._kind: ModuleType = {"sqlite": sqlite, "postgresql": postgresql}[engine.dialect.name]
        self._turns = Turns()
        self._one_connection = one_connection
        self._claim: Connection | None = None

    @classmethod
    def file(cls, path: Path) -> Self:
        """The SQLite database at `path`; its folder must exist."""
        given = {"timeout": sqlite.BUSY_SECONDS, "check_same_thread": False}
        return cls(sqlite.make_engine(f"sqlite:///{path}", connect_args=given))

    @classmethod
    def in_memory(cls) -> Self:
        """A private database that ends with this object, for tests and examples."""
        given = {"check_same_thread": False}
        return cls(sqlite.make_engine("sqlite://", poolclass=StaticPool, connect_args=given), one_connection=True)

    @classmethod
    def server(cls, url: str, password: str | None = None) -> Self:
        """A PostgreSQL database of the node's own, `postgresql://user@host:port/name`; raises `ValueError`."""
        return cls(postgresql.make_engine(postgresql.read_url(url), password))

    def create(self) -> None:
        """Create the tables of all rooms imported so far that are not there yet, without a history of migrations.

        For tests and examples; a node's own database is made by `migrate`.
        """
        with self.transaction() as connection:
            metadata.create_all(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: commits at the end of the block, leaves nothing behind when it raises.

        Raises `DatabaseBusy` and `DatabaseDown`, both retriable; `RuntimeError` inside another of the same thread.
        """
        with self._turn(), self._told(), self._kind.writing(self.engine) as connection, noted(connection):
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot to read from, beside any writer. A write in it fails. Raises as `transaction` does."""
        turn = self._turn() if self._one_connection else nullcontext()
        with turn, self._told(), self._kind.reading(self.engine) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """One transaction that may change tables, alone with the database; commits at the end of the block."""
        with self._turn(), self._told(), self._kind.migrating(self.engine) as connection:
            self._kind.check_fit(connection)
            yield connection

    def claim(self) -> bool:
        """Be the one program that runs this node, until `close`; False while another is, on whichever machine.

        A file's claim is its folder's lock, so for SQLite the answer is always yes.
        """
        if self._kind is sqlite or self._claim is not None:
            return True
        with self._told():
            connection = self.engine.connect()
            if postgresql.claim(connection):
                connection.commit()
                self._claim = connection
                return True
            connection.close()
            return False

    def close(self) -> None:
        """Give back all connections."""
        if self._claim is not None:
            with suppress(sa.exc.DBAPIError):  # a server that went away has let go of it
                postgresql.release(self._claim)
            self._claim.close()
            self._claim = None
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.take(_BUSY_SECONDS):
            raise DatabaseBusy(seconds=_BUSY_SECONDS, stage=_STAGE)
        try:
            yield
        finally:
            self._turns.give()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The driver's errors as ours, where they are facts of the database and not faults of a statement."""
        try:
            yield
        except sa.exc.TimeoutError:
            raise DatabaseBusy(seconds=_BUSY_SECONDS, stage=_STAGE) from None
        except sa.exc.DBAPIError as reason:
            if self._kind.is_busy(reason.orig):
                raise DatabaseBusy(seconds=_BUSY_SECONDS, stage=_STAGE) from None
            if self._kind.is_down(reason.orig):
                raise DatabaseDown(stage=_STAGE) from None
            if self._kind.is_unstorable(reason.orig):
                raise TextUnstorable(stage=_STAGE) from None
            raise
