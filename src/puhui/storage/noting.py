"""A note in the very transaction that wrote: whoever makes a call learns whether anything of it is there to stay.

Inside `noting`, the first thing that a transaction of the same thread (or of a thread that inherits its context)
commits takes the note along: after a crash the note is there if, and only if, the step is.

>>> import sqlalchemy as sa
>>> from puhui.storage.database import Database
>>> database, tables = Database.in_memory(), sa.MetaData()
>>> steps = sa.Table("steps", tables, sa.Column("name", sa.Text))
>>> with database.transaction() as connection:
...     tables.create_all(connection)
>>> with noting(lambda connection: print("a step is committed")):
...     with database.transaction() as connection:
...         _ = connection.execute(steps.select())
...     with database.transaction() as connection:
...         _ = connection.execute(steps.insert().values(name="paid"))
a step is committed
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

Note = Callable[[Connection], None]

_NOTE: ContextVar[Note | None] = ContextVar("note", default=None)


@contextmanager
def noting(note: Note) -> Iterator[None]:
    """Have `note` called with the connection of every transaction that wrote something, before it commits."""
    before = _NOTE.set(note)
    try:
        yield
    finally:
        _NOTE.reset(before)


@contextmanager
def noted(connection: Connection) -> Iterator[None]:
    """For `Database.transaction`: calls the note at the block's end, unless it raised or wrote nothing."""
    note = _NOTE.get()
    if note is None:
        yield
        return
    writes = 0

    def see(_connection: Connection, statement: Any, *_more: Any) -> None:
        nonlocal writes
        writes += bool(statement.is_dml)

    sa.event.listen(connection, "after_execute", see)
    yield
    if writes:
        note(connection)
