"""The ledger's one database file: its tables, how a group of entries is written, and how it is read."""

from puhui.ledger.engines.store.queries import encoded_id, verdict_of
from puhui.ledger.engines.store.reading import Reader
from puhui.ledger.engines.store.tables import FILE, NO_LOG_KEY, SCHEMA, SCHEMA_VERSION, Group, VerdictRow
from puhui.ledger.engines.store.writing import Writer

__all__ = [
    "FILE",
    "NO_LOG_KEY",
    "SCHEMA",
    "SCHEMA_VERSION",
    "Group",
    "Reader",
    "VerdictRow",
    "Writer",
    "encoded_id",
    "verdict_of",
]
