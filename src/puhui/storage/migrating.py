"""The tables' history: which revision a database is at, and the way to another, upwards or back.

A step is one transaction, alone with the database: whoever dies meanwhile leaves the revision before. Programs that
start at once wait for each other, and the second finds nothing to do.
"""

import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.storage.database import Database, Moment
from puhui.storage.errors import DatabaseForeign, DatabaseNewer, DatabaseOlder, NoSuchRevision

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

BASE = "base"  # before the first revision: no tables
_BASELINE = "baseline"
_TABLE = "alembic_version"
_STAGE = "storage.migrating"
_one_at_a_time = threading.Lock()  # Alembic's `op` and `context` are global


@dataclass(frozen=True, slots=True)
class Migrated:
    """Where a database was and where it is now; `before` is `base` for a new one."""

    before: str
    after: str
    adopted: bool  # it was made before there were revisions


def migrate(database: Database, to: str = "head") -> Migrated:
    """Bring a database to the newest revision, or to `to`; a new one, one at an older or, downwards, a newer revision.

    Tables that were made before there were revisions are taken as they are where they agree with the first one.
    Raises `DatabaseNewer`, `DatabaseForeign`, `DatabaseUnfit`, `NoSuchRevision`; nothing is changed then.
    """
    with _one_at_a_time, database.migrating() as connection:
        script = _script()
        target = _known(script, to)
        here = _revision(connection)
        adopted = here is None and _adoptable(connection)
        if here is not None and here not in _line(script):
            raise DatabaseNewer(revision=here, head=target, stage=_STAGE)
        before = here or BASE
        if before == target:
            return Migrated(before, target, adopted)
        config = _config(connection=connection)
        from alembic import command

        line = [BASE, *reversed(_line(script))]
        if line.index(target) > line.index(before):
            command.upgrade(config, target)
        else:
            command.downgrade(config, target)
        return Migrated(before, target, adopted)


def new_file(path: Path) -> None:
    """Put a new SQLite database at the newest revision where none is yet; leave one that is there as it is.

    It is a copy of one that this process migrates once: who founds many nodes need not build every table for each.
    `migrate` it all the same: where files cannot be linked, none is put.
    """
    if path.exists():
        return
    with TemporaryDirectory(dir=path.parent, prefix=f"{path.name}.") as folder:
        beside = Path(folder) / path.name
        with beside.open("wb") as file:
            file.write(_new())
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # another program was quicker, or this disk has no links: then it is migrated
            os.link(beside, path)


@cache
def _new() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.sqlite"
        database = Database.file(path)
        migrate(database)
        database.close()
        return path.read_bytes()


def revision(database: Database) -> str | None:
    """The revision a database is at; None where it has no history."""
    with database.reading() as connection:
        return _revision(connection)


def head() -> str:
    """The newest revision that this program knows."""
    return _known(_script(), "head")


def require_current(database: Database) -> None:
    """Raises `DatabaseOlder` or `DatabaseNewer` unless the database is at this program's revision."""
    here, newest = revision(database), head()
    if here == newest:
        return
    if here is None or here in _line(_script()):
        raise DatabaseOlder(revision=here or BASE, head=newest, stage=_STAGE)
    raise DatabaseNewer(revision=here, head=newest, stage=_STAGE)


def history() -> list[tuple[str, str]]:
    """All revisions, oldest first, each with what it changes."""
    return [(one.revision, one.doc.rstrip(".")) for one in reversed(list(_script().walk_revisions()))]


def differences(database: Database, target: sa.MetaData) -> list[Any]:
    """What an automatic revision would change for the database to agree with these tables; Alembic's own records."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with database.reading() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), target))


def write_revision(database: Database, target: sa.MetaData, message: str, *, join: bool = False) -> list[Path]:
    """Write the step from the newest revision to these tables into `versions/`; `join` joins branches instead.

    `database` is at the newest revision. Answers the files; empty when there is nothing to change.
    """
    from alembic import command

    def unless_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
        if directives[0].upgrade_ops.is_empty():
            directives[:] = []

    with _one_at_a_time, database.migrating() as connection:
        config = _config(connection=connection, target=target, options={"render_item": _rendered})
        written = (
            command.merge(config, "heads", message=message)
            if join
            else command.revision(config, message, autogenerate=True, process_revision_directives=unless_empty)
        )
    made = written if isinstance(written, list) else [written]
    return [Path(one.path) for one in made if one is not None]


def _rendered(kind: str, item: Any, _context: Any) -> str | bool:
    """Types that both databases know and that do not change with our code: bytes were read from SQLite as BLOB."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.BigInteger()"
    return "sa.LargeBinary()" if kind == "type" and isinstance(item, sa.BLOB) else False


def _config(**given: Any) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.attributes.update(given)
    return config


def _script() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _line(script: "ScriptDirectory") -> list[str]:
    """All revisions, newest first."""
    return [one.revision for one in script.walk_revisions()]


def _known(script: "ScriptDirectory", name: str) -> str:
    if name == BASE:
        return BASE
    if name == "head":
        return str(script.get_current_head())
    known = _line(script)
    if name not in known:
        raise NoSuchRevision(revision=name, known=", ".join([*known, BASE]), stage=_STAGE)
    return name


def _revision(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(_TABLE):
        return None
    found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").scalar()  # noqa: S608
    return found


def _adoptable(connection: Connection) -> bool:
    """Whether tables are there that no revision made; raises `DatabaseForeign` unless the first one would have."""
    seen = sa.inspect(connection)
    there = {name: {one["name"] for one in seen.get_columns(name)} for name in seen.get_table_names()}
    there.pop(_TABLE, None)
    if not there:
        return False
    reference = Database.in_memory()
    with reference.migrating() as empty:
        from alembic import command

        command.upgrade(_config(connection=empty), _BASELINE)
        expected = sa.inspect(empty)
        ours = {name: {one["name"] for one in expected.get_columns(name)} for name in expected.get_table_names()}
    reference.close()
    strange = sorted(name for name, columns in there.items() if columns != ours.get(name))
    if strange:
        raise DatabaseForeign(tables=", ".join(strange), stage=_STAGE)
    return True
