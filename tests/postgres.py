"""A private PostgreSQL cluster for the tests: its own folder, a Unix socket, no port, no durability, gone at the end.

Its language is Chinese (ICU), so that whatever compares text by the database's own collation shows.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

READER, PASSWORD = "puhui_reader", "correct horse"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "jit=off")
_HBA = "local all {owner} trust\nlocal all all scram-sha-256\n"


@dataclass(frozen=True)
class Cluster:
    """A running cluster. `owner` may do everything without a password; `READER` may only sign in, with `PASSWORD`."""

    socket: Path
    owner: str

    def connect(self, dbname: str = "postgres", user: str = "", **given: Any) -> psycopg.Connection[Any]:
        """A connection, by default as the owner, each statement committed at once."""
        return psycopg.connect(host=str(self.socket), dbname=dbname, user=user or self.owner, autocommit=True, **given)


def programs() -> Path | None:
    """The folder of initdb and its like, the newest there is; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Make, start and, in the end, stop and remove a cluster; with `durable` commits are on disk, as in production."""
    bin_ = programs()
    assert bin_ is not None
    owner = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="puhui-pg-"))  # a short path: sockets allow no long ones
    # PostgreSQL refuses to run as root.
    who: dict[str, Any] = {"user": owner, "group": pwd.getpwnam(owner).pw_gid} if os.getuid() == 0 else {}
    who |= {"extra_groups": []} if who else {}
    shutil.chown(folder, owner)

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [bin_ / program, *words], check=False, capture_output=True, text=True, cwd=folder, timeout=120, **who
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", owner, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions",
        "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans-CN")  # fmt: skip
    hba = folder / "data" / "pg_hba.conf"
    hba.write_text(_HBA.format(owner=owner), encoding="ascii")
    settings = (*(() if durable else _FAST), f"unix_socket_directories={folder}", "listen_addresses=")
    told = " ".join(f"-c {setting}" for setting in settings)
    run("pg_ctl", "-D", data, "-s", "-w", "-l", str(folder / "log"), "-o", told, "start")
    try:
        made = Cluster(folder, owner)
        with made.connect() as connection:
            connection.execute(f"CREATE ROLE {READER} LOGIN PASSWORD '{PASSWORD}'")
        yield made
    finally:
        run("pg_ctl", "-D", data, "-s", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)
