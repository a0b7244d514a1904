"""A node's own rows: a file in its folder, or a PostgreSQL database of its own, opened and migrated."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from puhui.assembly.database_places import DatabasePlace, FileDatabase, ServerDatabase
from puhui.assembly.errors import NodeAlreadyRuns, SettingsBroken
from puhui.kernel import Text
from puhui.storage import Database
from puhui.storage.migrating import Migrated, migrate, new_file, require_current, revision

if TYPE_CHECKING:
    from puhui.assembly.settings import Settings

FILE = "node.sqlite"
_STAGE = "assembly.databases"


def database_at(place: DatabasePlace, folder: Path) -> Database:
    """The database of the node in `folder`, not looked at yet; raises `SettingsBroken` without its password."""
    if isinstance(place, FileDatabase):
        return Database.file(folder / FILE)
    return Database.server(place.url, _password(place, folder))


def prepared_database(settings: "Settings") -> Database:
    """The node's database, made or migrated to this program's tables. Raises as `storage.migrating.migrate` does."""
    if isinstance(settings.database, FileDatabase):
        new_file(settings.folder / FILE)
    return _opened(settings, migrate)


def running_database(settings: "Settings") -> Database:
    """As `prepared_database`, for the one program that runs the node; raises `NodeAlreadyRuns` while another does."""

    def migrated_and_claimed(database: Database) -> None:
        migrate(database)
        _claim(database, settings)

    return _opened(settings, migrated_and_claimed)


def migrated_database(settings: "Settings", to: str) -> Migrated:
    """Bring the database of a node that is stopped to a revision. Raises as `migrate` does, and `NodeAlreadyRuns`."""
    with closing(database_at(settings.database, settings.folder)) as database:
        _claim(database, settings)
        return migrate(database, to)


def revision_of(settings: "Settings") -> str | None:
    """The revision of the node's database; None where there is none."""
    if not has_database(settings):
        return None
    with closing(database_at(settings.database, settings.folder)) as database:
        return revision(database)


@contextmanager
def existing_database(settings: "Settings") -> Iterator[Database]:
    """The node's database for a command beside the node, which may run: nothing is made or migrated.

    Raises `SettingsBroken` where there is none yet, `DatabaseOlder` and `DatabaseNewer`.
    """
    if not has_database(settings):
        raise SettingsBroken(
            path=settings.folder,
            reason=Text(zh=f"没有 {FILE}", en=f"there is no {FILE}"),
            advice=Text(zh="恢复备份，或先运行一次节点", en="restore the backup, or run the node once"),
            stage=_STAGE,
        )
    database = _opened(settings, require_current)
    try:
        yield database
    finally:
        database.close()


def has_database(settings: "Settings") -> bool:
    """Whether the node's file is there; a server's database is taken to be."""
    return not isinstance(settings.database, FileDatabase) or (settings.folder / FILE).is_file()


def _claim(database: Database, settings: "Settings") -> None:
    if not database.claim():
        raise NodeAlreadyRuns(path=settings.folder, party=settings.org, stage=_STAGE)


def _opened(settings: "Settings", look: Callable[[Database], object]) -> Database:
    database = database_at(settings.database, settings.folder)
    try:
        look(database)
    except BaseException:
        database.close()
        raise
    return database


def _password(place: ServerDatabase, folder: Path) -> str | None:
    if place.password_env is not None:
        if place.password_env not in os.environ:
            raise _broken(
                folder,
                Text(zh=f"环境变量中没有 {place.password_env}", en=f"the environment has no {place.password_env}"),
                Text(zh="请在节点启动前设置", en="set it before the node starts"),
            )
        return os.environ[place.password_env]
    if place.password_file is None:
        return None
    path = folder / place.password_file
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _broken(
                folder,
                Text(zh=f"其他人可以读取 {path.name} 中的密码", en=f"others can read the password in {path.name}"),
                f"chmod 600 {path}",
            )
        return path.read_text(encoding="utf-8").partition("\n")[0]
    except OSError as reason:
        told = reason.strerror or "unreadable"
        raise _broken(
            folder,
            f"{path.name}: {told}",
            Text(zh="请写入密码，并设权限 600", en="write the password into it, mode 600"),
        ) from None


def _broken(folder: Path, reason: str | Text, advice: str | Text) -> SettingsBroken:
    return SettingsBroken(path=folder, reason=reason, advice=advice, stage=_STAGE)
