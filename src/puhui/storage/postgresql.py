"""How the node's database speaks to PostgreSQL: one writer at a time by an advisory lock, readers on snapshots.

Why one writer, and not SERIALIZABLE with retries: docs/decisions/0031.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from puhui.storage.errors import DatabaseDown, DatabaseTaken, DatabaseUnfit

BUSY_SECONDS = 30
_DRIVER = "postgresql+psycopg"
_MADE_OF = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
_WRITING, _RUNNING = 0x7075_6875_6901, 0x7075_6875_6902  # "puhui" and a number: advisory locks of this database
_BYTEWISE = {"C", "POSIX", "C.UTF-8", "C.utf8"}
_SETTINGS = {
    "lock_timeout": f"{BUSY_SECONDS}s",
    "idle_in_transaction_session_timeout": "300s",  # a node that was stopped in mid-step must not hold up the next
    "timezone": "UTC",
}


def read_url(text: str, *, of_server: bool = False) -> URL:
    """`postgresql://user@host:port/name`, with libpq's own options behind a `?`; raises `ValueError`.

    A server's URL names no database.

    Neither the URL nor a message about it holds a password, for both are written to logs.
    """
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise ValueError("it is no URL such as postgresql://user@host:5432/name") from None
    if url.drivername != "postgresql":
        raise ValueError("it does not begin with postgresql://")
    if url.password is not None or "password" in url.query:
        raise ValueError("it holds a password: use password_file or password_env")
    if of_server and url.database:
        raise ValueError("it names a database: give the server alone, postgresql://user@host:5432/")
    if not of_server and not url.database:
        raise ValueError("it names no database")
    return url


def create_database(url: str) -> None:
    """Make the database that a URL names, as a node needs it; raises `DatabaseTaken`, `DatabaseDown`.

    The role must be allowed to make databases. The password is where libpq looks for it.
    """
    name = read_url(url).database
    try:
        with _maintaining(url) as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" {_MADE_OF}')
    except sa.exc.DBAPIError as reason:
        if isinstance(reason.orig, psycopg.errors.DuplicateDatabase):
            raise DatabaseTaken(name=name, stage="storage") from None
        if is_down(reason.orig):
            raise DatabaseDown(stage="storage") from None
        raise


def drop_database(url: str) -> None:
    """Remove the database that a URL names, with all that is in it, whoever uses it; nothing where there is none."""
    with _maintaining(url) as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{read_url(url).database}" WITH (FORCE)')


@contextmanager
def _maintaining(url: str) -> Iterator[Connection]:
    elsewhere = read_url(url).set(drivername=_DRIVER, database="postgres")
    engine = sa.create_engine(elsewhere, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def make_engine(url: URL, password: str | None = None) -> Engine:
    """An engine for a database of its own."""
    given = {
        "application_name": "puhui",
        "client_encoding": "utf8",
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "options": " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items()),
    }
    if password is not None:
        given["password"] = password
    # A connection that died while it rested is replaced before it is used.
    return sa.create_engine(
        url.set(drivername=_DRIVER),
        connect_args=given,
        pool_pre_ping=True,
        pool_size=2,  # writers take turns, so one writes; the others are readers
        max_overflow=6,
        isolation_level="READ COMMITTED",
    )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that waits for the one before it.

    Under READ COMMITTED every statement after the lock sees what that one committed. A snapshot of the whole
    transaction would be of the moment before the wait.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITING})")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot, beside any writer; a write fails."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield connection


migrating = writing  # PostgreSQL changes tables in a transaction like any other


def claim(connection: Connection) -> bool:
    """Be the one program that runs this database's node, for as long as the connection lives; False if another is."""
    return bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_RUNNING})").scalar())


def release(connection: Connection) -> None:
    """Let the next program run this database's node."""
    connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_RUNNING})")


def check_fit(connection: Connection) -> None:
    """Text is compared by its bytes, as in SQLite, and may be any Unicode; raises `DatabaseUnfit`."""
    name, encoding, collation, provider = connection.exec_driver_sql(
        "SELECT datname, pg_encoding_to_char(encoding), datcollate, datlocprovider"
        " FROM pg_database WHERE datname = current_database()"
    ).one()
    bytewise = provider == "b" or (provider == "c" and collation in _BYTEWISE)  # built in, libc; the third is ICU
    if encoding != "UTF8" or not bytewise:
        told = f"{collation} (ICU)" if provider == "i" else collation
        raise DatabaseUnfit(name=name, encoding=encoding, collation=told, stage="storage")


def is_busy(reason: BaseException | None) -> bool:
    """Whether the server gave up waiting for a lock."""
    return isinstance(reason, psycopg.errors.LockNotAvailable)


def is_down(reason: BaseException | None) -> bool:
    """Whether the server could not be reached, or went away."""
    gone = (psycopg.errors.AdminShutdown, psycopg.errors.CrashShutdown, psycopg.errors.CannotConnectNow)
    return isinstance(reason, gone) or (isinstance(reason, psycopg.OperationalError) and reason.sqlstate is None)


def is_unstorable(reason: BaseException | None) -> bool:
    """Whether a text held U+0000, which PostgreSQL cannot keep."""
    return isinstance(reason, psycopg.DataError) and "NUL" in str(reason)
