"""Rows that survive: one request or job is one transaction, and news of a change commits with the change.

The room promises that what `Database.transaction()` committed is durable (SQLite: WAL with `synchronous=FULL`;
PostgreSQL: its default), that an exception inside leaves nothing behind, and that what was put in the outbox in the
same transaction is delivered at least once, in order for each destination, with a key by which the receiver can tell
a repetition. Tables change by the history in `migrations`; `migrating` brings a database to a revision.

>>> from datetime import UTC, datetime
>>> from puhui.kernel import ManualClock
>>> database = Database.in_memory()
>>> database.create()
>>> clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
>>> with database.transaction() as connection:
...     put(connection, clock, destination="ledger", key="req_1", payload=b"statement")
>>> delivered = []
>>> Relay(database, clock, lambda message: delivered.append(message.payload)).deliver_due()
1
>>> delivered
[b'statement']
"""

from puhui.storage.database import Database, metadata
from puhui.storage.noting import noting
from puhui.storage.outbox import Message, OutboxFull, Relay, owed, put, refused, waiting

__all__ = ["Database", "Message", "OutboxFull", "Relay", "metadata", "noting", "owed", "put", "refused", "waiting"]
