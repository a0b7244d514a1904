"""Write the migration from the newest revision to the tables that the rooms declare now.

    python tools/add_migration.py "loans know their campaign"

Look at what it wrote, mend it where data must move, and run tests/unit/storage. Two branches that each added a
revision are joined with --join. Exit 0: written, or there is nothing to change.
"""

import argparse
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from puhui.storage import Database, metadata
from puhui.storage.migrating import migrate, write_revision

SOURCES = Path(__file__).resolve().parent.parent / "src"


def all_tables() -> sa.MetaData:
    """The tables of all rooms: every module that declares one is imported."""
    for name in _declaring():
        importlib.import_module(name)
    return metadata


def _declaring() -> Iterator[str]:
    for path in sorted((SOURCES / "puhui").rglob("*.py")):
        if "migrations" not in path.parts and "sa.Table(" in path.read_text(encoding="utf-8"):
            yield ".".join(path.relative_to(SOURCES).with_suffix("").parts)


def main() -> int:
    """Write the revision and say where."""
    read = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    read.add_argument("message", help="what changes, in a few words")
    read.add_argument("--join", action="store_true", help="join the revisions of two branches; nothing else changes")
    asked = read.parse_args()
    database = Database.in_memory()
    if not asked.join:
        migrate(database)
    written = write_revision(database, all_tables(), asked.message, join=asked.join)
    database.close()
    for path in written:
        subprocess.run([sys.executable, "-m", "ruff", "check", "--quiet", "--fix", str(path)], check=False)
        subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)
        print(path)
    if not written:
        print("the tables agree with the newest revision: nothing to write")
    return 0


if __name__ == "__main__":
    sys.exit(main())
