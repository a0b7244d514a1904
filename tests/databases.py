"""Databases of a node for tests, of both kinds: fresh ones, and rows made up for any table."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage import Database
from puhui.storage.migrating import migrate, new_file
from tests import postgres

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))
BYTEWISE = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"


class Server:
    """A cluster that holds nodes' databases. Those with tables are migrated once, emptied and used again."""

    def __init__(self, cluster: postgres.Cluster) -> None:
        self._cluster = cluster
        self._numbers = count(1)
        self._free: list[str] = []

    def url(self, name: str) -> str:
        """Where the owner of the cluster finds a database."""
        return f"postgresql://{self._cluster.owner}@/{name}?host={self._cluster.socket}"

    @contextmanager
    def empty(self, made_of: str = BYTEWISE) -> Iterator[str]:
        """The URL of a new database without tables, dropped in the end."""
        name = self._create(made_of)
        try:
            yield self.url(name)
        finally:
            with self._cluster.connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    @contextmanager
    def prepared(self) -> Iterator[str]:
        """The URL of a database with a node's tables and no rows. Let go of all connections before the end."""
        name = self._free.pop() if self._free else self._migrated()
        yield self.url(name)
        with self._cluster.connect(name) as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            tables = ", ".join(f'"{table}"' for (table,) in rows if table != "alembic_version")
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())
        self._free.append(name)

    def _migrated(self) -> str:
        name = self._create(BYTEWISE)
        database = Database.server(self.url(name))
        migrate(database)
        database.close()
        return name

    def _create(self, made_of: str) -> str:
        name = f"node_{next(self._numbers)}"
        with self._cluster.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} {made_of}".encode())
        return name


def kept_file(path: Path) -> Database:
    """A SQLite database with a node's tables at a path."""
    new_file(path)
    return Database.file(path)


@contextmanager
def empty(kind: str, server: Callable[[], Server]) -> Iterator[Database]:
    """A database without tables."""
    with ExitStack() as stack:
        made = Database.in_memory() if kind == "sqlite" else Database.server(stack.enter_context(server().empty()))
        stack.callback(made.close)
        yield made


@contextmanager
def prepared(kind: str, server: Callable[[], Server], folder: Path | None = None) -> Iterator[Database]:
    """A database with a node's tables; SQLite's is a file in the folder, where there is one, else in memory."""
    with ExitStack() as stack:
        if kind == "sqlite":
            made = kept_file(folder / "node.sqlite") if folder else Database.in_memory()
            made.create()
        else:
            made = Database.server(stack.enter_context(server().prepared()))
        stack.callback(made.close)
        yield made


def sibling(database: Database, folder: Path) -> Database:
    """The same database with connections of its own, as another process has them; close it."""
    url = database.engine.url
    if url.get_backend_name() == "sqlite":
        return Database.file(folder / "node.sqlite")
    return Database.server(url.set(drivername="postgresql").render_as_string())


def fill(connection: Connection, rows: int = 2) -> None:
    """Rows for every table that is there, each value its own, references to rows that are there."""
    there = sa.MetaData()
    there.reflect(connection)
    for table in there.sorted_tables:
        if table.name != "alembic_version":
            connection.execute(table.insert(), [_row(table, number) for number in range(1, rows + 1)])


def contents(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the revision, by table, in a fixed order."""
    there = sa.MetaData()
    there.reflect(connection)
    return {
        table.name: sorted((dict(row._mapping) for row in connection.execute(table.select())), key=repr)
        for table in there.sorted_tables
        if table.name != "alembic_version"
    }


def _row(table: sa.Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: sa.Column[Any], number: int) -> Any:
    referred = next((key.column for key in column.foreign_keys), None)
    if referred is not None:
        return _value(referred, number)
    if isinstance(column.type, sa.LargeBinary):
        return f"{column.table.name} {column.name} {number} ".encode() + bytes(range(256))
    if isinstance(column.type, sa.Boolean):
        return bool(number % 2)
    if isinstance(column.type, sa.Date):
        return date(2026, 1, number)
    if isinstance(column.type, sa.BigInteger):
        return 2**62 + number
    if isinstance(column.type, sa.Integer):
        return number
    if isinstance(column.type, sa.Numeric):
        return number
    return f"{column.table.name} {column.name} {number} 明澄"
