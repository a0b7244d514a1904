"""Every place where another party's value could lie at a node of the town: files, database, messages, ledger, log."""

import sqlite3
from collections.abc import Iterable, Mapping

Places = Mapping[str, bytes]
_PAGE = 1000


def at_node(node) -> dict[str, bytes]:
    """The files below a node's folder, as they lie, and each value of its database, as a reader of it would have it.

    The database's files too: what was deleted, or stands in the write-ahead log alone, is still on the disk.
    """
    found = {}
    for path in sorted(node.folder.rglob("*")):
        if path.is_file():
            try:
                found[str(path.relative_to(node.folder))] = path.read_bytes()
            except FileNotFoundError:  # a worker that runs takes its own files away
                continue
    assert {"node.sqlite", "node.sqlite-wal"} <= set(found)
    return found | {f"rows of {name}": data for name, data in _rows(node).items()}


def of_town(town, log: str) -> dict[str, bytes]:
    """What all nodes share: the messages that went between them and their answers, the ledger's entries, the log."""
    carried = b"\0".join(part for *_, message, answer in town.carried for part in (message, answer))
    entries, more = [], list(town.ledger.entries(0, _PAGE))
    while more:
        entries += more
        more = list(town.ledger.entries(len(entries), _PAGE))
    return {"messages": carried, "ledger": b"\0".join(entries), "log": log.encode()}


def found_in(places: Places, forms: Iterable[bytes]) -> set[str]:
    """The places in which one of the forms stands."""
    wanted = list(forms)
    return {name for name, data in places.items() if any(form in data for form in wanted)}


def _rows(node) -> dict[str, bytes]:
    with sqlite3.connect(f"file:{node.folder}/node.sqlite?mode=ro", uri=True) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: b"\0".join(map(_bytes, _values(database, name))) for name in names}


def _values(database, table):
    for row in database.execute(f'SELECT * FROM "{table}"'):
        yield from row


def _bytes(value):
    return value if isinstance(value, bytes) else str(value).encode()
