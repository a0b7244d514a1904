"""Whether a ledger file is the one that `moving.seed` made for a chain, and no block was executed upon it since."""

import sqlite3
from contextlib import closing
from pathlib import Path

from puhui.ledger.disk import open_to_read
from puhui.ledger.engines.cometbft.blocks import Moved, Position
from puhui.ledger.engines.store import NO_LOG_KEY


def is_seeded(path: Path, moved: Moved) -> bool:
    """Whether the file at `path` holds exactly that ledger, in the consensus nodes' hands; False when there is none."""
    if not path.is_file():
        return False
    with closing(open_to_read(path)) as connection:
        try:
            about = dict(connection.execute("SELECT key, value FROM log").fetchall())
            (size,) = connection.execute("SELECT count(*) FROM entries").fetchone()
            position = Position.parse(about["position"], about["journal"])
        except (sqlite3.DatabaseError, LookupError, TypeError, ValueError):
            return False
    # The journal is over every decision, and so over every entry: it stands for the root as well.
    return (about.get("key"), position.height, size, position.journal) == (NO_LOG_KEY, 0, moved.size, moved.journal)
