"""Where the log is read from: nodes that serve it. Nothing that they say is believed; `following` verifies it all."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from puhui.kernel import Text
from puhui.kernel.encoding import NotCanonical
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import PublicKey, Suite
from puhui.ledger.contracts import membership
from puhui.ledger.engines.store import NO_LOG_KEY, Reader
from puhui.ledger.errors import HeadNotReady, LedgerDamaged, LedgerStopped
from puhui.ledger.model import Finality, Verdict
from puhui.ledger.trust import Trust

T = TypeVar("T")


class Source(Protocol):
    """One node that serves the log. Any verb may raise a `PuhuiError`: then another node is asked."""

    @property
    def org(self) -> OrgId:
        """Whose node it is."""
        ...

    def head(self) -> bytes:
        """Its newest proved head: the note, the log's line if its era has a log key, and the lines of a quorum."""
        ...

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements from index `start`, at most `limit`."""
        ...

    def handovers(self, after: int) -> Sequence[bytes]:
        """The receipts of the members' changes after that number, in order."""
        ...

    def submit(self, statement: bytes) -> Verdict:
        """Have the statement decided."""
        ...

    def verdict(self, entry: EntryId) -> Verdict:
        """What it knows about the entry."""
        ...

    def receipt(self, entry: EntryId) -> bytes:
        """The entry's receipt."""
        ...


class FileSource:
    """A node's ledger file on this machine, read beside whoever writes it. For auditors who were handed a folder."""

    def __init__(self, path: Path, suite: Suite, org: OrgId) -> None:
        self._path = path
        self._suite = suite
        self._org = org
        self._reader = self._sound(lambda: Reader(path, suite.digest))

    @property
    def org(self) -> OrgId:
        """See `Source.org`."""
        return self._org

    def head(self) -> bytes:
        """See `Source.head`."""
        return self._sound(lambda: self._reader.head(self._trust()))

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Source.entries`."""
        return self._sound(lambda: self._reader.entries(start, limit))

    def handovers(self, after: int) -> Sequence[bytes]:
        """See `Source.handovers`."""
        trust = self._sound(self._trust)
        numbers = range(after + 1, trust.changes + 1)
        return self._sound(lambda: [self._reader.handover(number, trust) for number in numbers])

    def submit(self, statement: bytes) -> Verdict:
        """A file decides nothing: raises `LedgerStopped`."""
        raise LedgerStopped(reason=Text(zh="文件只供读取", en="a file is only read"), stage="ledger.sources")

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Source.verdict`."""
        return self._sound(lambda: self._reader.verdict(entry)) or Verdict(entry, Finality.UNKNOWN)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Source.receipt`."""
        return self._sound(lambda: self._reader.receipt(entry, self._trust()))

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def _trust(self) -> Trust:
        states = self._reader.states(membership.NAME + "/")
        if not states:
            raise HeadNotReady(stage="ledger.sources")
        key = self._reader.about("key")
        return Trust.of_state(states, self._suite, None if key in (None, NO_LOG_KEY) else PublicKey.parse(str(key)))

    def _sound(self, read: Callable[[], T]) -> T:
        """What is read; a file that contradicts itself tells nothing: raises `LedgerDamaged`."""
        try:
            return read()
        except (sqlite3.Error, LookupError, TypeError, ValueError, NotCanonical) as reason:
            raise LedgerDamaged(reason=f"{self._path.name}: {reason}", stage="ledger.sources") from None
