"""Where the ledger's durable side effects pass through: one database file, one `commit`.

SQLite in WAL mode with `synchronous=FULL`: when `commit` returns, the transaction survives the loss of power; when it
raises, or the process dies within it, the transaction is there whole or not at all. Simulations stand in here, and
nowhere else.
"""

import errno
import sqlite3
from pathlib import Path

from puhui.kernel import Text
from puhui.ledger.errors import DiskFull, LedgerDamaged, LedgerStopped

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Disk:
    """Opens databases and commits to them. `synchronous` other than `FULL` is for tests on throw-away folders."""

    def __init__(self, synchronous: str = "FULL") -> None:
        self._synchronous = synchronous

    def open(self, path: Path, schema: str, version: int) -> sqlite3.Connection:
        """The database at `path`, created with `schema` when new; raises `LedgerDamaged` on another version."""
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=64)
        try:
            connection.execute(f"PRAGMA synchronous={self._synchronous}")
            connection.execute("PRAGMA journal_mode=WAL")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found == 0:
                # Death within leaves version 0 and no tables: the next start creates them again.
                connection.executescript(f"BEGIN; {schema} PRAGMA user_version={version}; COMMIT;")
                found = version
        except sqlite3.DatabaseError as reason:
            connection.close()
            if is_full(reason):
                raise DiskFull(reason=f"{path.name}: {reason}", stage="ledger.disk") from None
            raise LedgerDamaged(reason=f"{path.name}: {reason}", stage="ledger.disk") from None
        if found != version:
            connection.close()
            raise LedgerDamaged(
                reason=Text(
                    zh=f"{path.name} 的结构版本为 {found}，本程序读取 {version}",
                    en=f"{path.name} has schema {found}, this build reads {version}",
                ),
                stage="ledger.disk",
            )
        return connection

    def commit(self, connection: sqlite3.Connection) -> None:
        """Make the open transaction durable."""
        connection.execute("COMMIT")


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to an existing database."""
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=ON")
    return connection


def is_full(reason: BaseException) -> bool:
    """Whether what storage raised says that there is no room left."""
    if isinstance(reason, sqlite3.Error):
        return getattr(reason, "sqlite_errorcode", None) in _FULL
    return isinstance(reason, OSError) and reason.errno in _NO_ROOM


def stopped_by(reason: Exception, stage: str) -> LedgerStopped:
    """What a caller is told when an engine stops for what storage, or anything below it, raised."""
    if isinstance(reason, LedgerStopped):
        return reason
    if is_full(reason):
        return DiskFull(reason=str(reason), stage=stage)
    return LedgerStopped(reason=f"{type(reason).__name__}: {reason}", stage=stage)
