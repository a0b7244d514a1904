"""A participant in a network that orders by consensus: its own mirror of the log, verified and executed here.

A thread looks for news every `PERIOD_S`; whoever was told that there is more (`horizon`) makes it look at once. What no
node serves just now can still be read as it was.
"""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import structlog

from puhui.kernel import Clock, PuhuiError
from puhui.kernel.ids import EntryId
from puhui.ledger import Verdict
from puhui.ledger.following import FollowedLedger
from puhui.ledger.sources import Source
from puhui.ledger.trust import Trust

PERIOD_S = 1.0
_PAUSE_S = 0.05

_log = structlog.get_logger("puhui.assembly.participating")


class FollowedNode:
    """Implements `puhui.ledger.Ledger`, and what `trusting` and `horizon` ask of a copy on this machine."""

    def __init__(
        self,
        path: Path,
        sources: Sequence[Source],
        trust: Trust,
        clock: Clock,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.mirror = FollowedLedger(path, sources=sources, trust=trust, clock=clock, progress=progress)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Follow until `stop`."""
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the step under way, and let go of the file."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self.mirror.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._step()
            self._stopping.wait(PERIOD_S)

    def _step(self) -> None:
        try:
            while self.mirror.follow().org and not self._stopping.is_set():
                pass  # there may be more
        except PuhuiError as error:
            _log.warning("the log is not followed", code=error.code, cause=error.cause_text.en)

    def submit(self, statement: bytes) -> Verdict:
        """See `FollowedLedger.submit`."""
        return self.mirror.submit(statement)

    def verdict(self, entry: EntryId) -> Verdict:
        """See `Ledger.verdict`."""
        return self.mirror.verdict(entry)

    def receipt(self, entry: EntryId) -> bytes:
        """See `Ledger.receipt`."""
        return self.mirror.receipt(entry)

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Ledger.entries`."""
        return self.mirror.entries(start, limit)

    def read(self, key: str) -> Any:
        """See `Ledger.read`."""
        return self.mirror.read(key)

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        return self.mirror.read_many(keys)

    @property
    def trust(self) -> Trust | None:
        """Whom a verifier of this log's receipts must trust; None before the genesis came."""
        return self.mirror.trust

    @property
    def size(self) -> int:
        """How many entries are verified and durable here."""
        return self.mirror.size

    def handovers(self) -> list[bytes]:
        """The proofs by which an older trust file follows the members' changes, oldest first."""
        return self.mirror.handovers()

    def wait_for_size(self, size: int, timeout_s: float) -> bool:
        """Follow until so many entries are here; whether they are."""
        deadline = time.monotonic() + timeout_s
        while self.mirror.size < size and time.monotonic() < deadline and not self._stopping.is_set():
            self._step()
            if self.mirror.size < size:
                self._stopping.wait(_PAUSE_S)
        return self.mirror.size >= size
