"""What the ledger tells and how it is asked. Pure; engines implement `Ledger`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from puhui.kernel.ids import EntryId

MAX_STATEMENT_BYTES = 64 * 1024
MAX_ENTRIES_PER_READ = 1000
MAX_KEYS_PER_READ = 1000


class Finality(StrEnum):
    """How decided an entry is. `COMMITTED` and `INVALID` are for ever."""

    UNKNOWN = "unknown"  # this ledger has never decided on it, and does not hold it
    PENDING = "pending"  # received, not yet durable: it may still be lost in a crash
    COMMITTED = "committed"  # in the log at `index`, durable
    INVALID = "invalid"  # its contract refused it, durable; `reason` says why


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger decided about one entry.

    `index` is the entry's place in the log when committed; `reason` is the refusal's code when invalid; `result` is
    what the contract returned, such as `{"n": 3}`.
    """

    entry: EntryId
    finality: Finality
    index: int | None = None
    reason: str = ""
    result: Mapping[str, Any] = field(default_factory=dict)


class Ledger(Protocol):
    """One log with one state machine, shared by all members. Safe to call from many threads."""

    def submit(self, statement: bytes) -> Verdict:
        """Have the statement decided; returns when the verdict is durable.

        Idempotent by entry id: the same bytes get the same verdict, however often and across restarts. Raises
        `MalformedStatement` or `StatementNotAdmitted` (nothing recorded), `QueueFull` or `LedgerStopped` (send the
        same bytes again later).
        """
        ...

    def verdict(self, entry: EntryId) -> Verdict:
        """What is known about the entry now; never waits."""
        ...

    def receipt(self, entry: EntryId) -> bytes:
        """The entry's portable proof. Raises `EntryNotFound`, or `ReceiptNotReady` until a quorum has cosigned."""
        ...

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements in order from index `start`, at most `limit` (at most 1000) of them."""
        ...

    def read(self, key: str) -> Any:
        """The contracts' state under `key` as of the last durable entry; None when absent."""
        ...

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """The same for at most 1000 keys, in their order, all as of one entry; `read_all` takes more."""
        ...


class ManyKeys(Protocol):
    """What `read_all` needs of a ledger."""

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        ...


def read_all(ledger: ManyKeys, keys: Iterable[str]) -> list[Any]:
    """The state under however many keys, in their order, in as few calls as there may be."""
    asked = list(keys)
    steps = range(0, len(asked), MAX_KEYS_PER_READ)
    return [value for start in steps for value in ledger.read_many(asked[start : start + MAX_KEYS_PER_READ])]
