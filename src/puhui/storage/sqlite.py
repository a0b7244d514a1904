"""How the node's database speaks to SQLite: WAL, every commit on disk, one writer at a time from the start."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

BUSY_SECONDS = 30
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def make_engine(url: str, **options: Any) -> Engine:
    """An engine whose transactions say BEGIN themselves; `options` go to SQLAlchemy."""
    engine = sa.create_engine(url, **options)
    sa.event.listen(engine, "connect", _prepare)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that has the write lock: one taken half-way can find that what was read is stale, and fails."""
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot, beside any writer; a write fails."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            connection.exec_driver_sql("BEGIN")
            yield connection
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA query_only=OFF")


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A writing transaction in which tables may be rebuilt: references are checked at its end, not meanwhile."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            broken = sorted({row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")})
            if broken:
                raise RuntimeError(f"a migration left references to nothing in {', '.join(broken)}")
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def check_fit(connection: Connection) -> None:
    """Every SQLite database compares text by its bytes and holds any Unicode."""


def is_busy(reason: BaseException | None) -> bool:
    """Whether the driver gave up waiting for a lock."""
    return getattr(reason, "sqlite_errorcode", 0) & 0xFF in _BUSY


def is_down(reason: BaseException | None) -> bool:
    """A file is there or not: there is no server to go away."""
    return False


def is_unstorable(reason: BaseException | None) -> bool:
    """SQLite keeps any text."""
    return False


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
