"""What a node was told of, it finds in its own ledger: cause comes before effect across nodes that each keep a copy.

Consensus nodes execute the same log, not at the same instant. A node that opened a grant may call a custodian whose
copy is a block behind. So every call between nodes, and every answer, says how long the sender's log is
(`Puhui-Ledger-Size`), and the receiver first comes as far itself, for `PATIENCE_S` at most.

The number is a hint and nothing rests on it: too small, and a reader may find nothing yet; too large, and it waits for
nothing, once. What a node without a copy heard, it passes on to those that have one, for `FRESH` only, so that no one
who lies slows others down for long.
"""

import threading
from datetime import datetime, timedelta
from typing import Protocol

from puhui.kernel import Clock

HEADER = "puhui-ledger-size"
PATIENCE_S = 5.0
FRESH = timedelta(seconds=10)
_MAX_DIGITS = 15


class GrowingLedger(Protocol):
    """A copy of the log on this machine that others add to."""

    @property
    def size(self) -> int:
        """How many entries are committed here."""
        ...

    def wait_for_size(self, size: int, timeout_s: float) -> bool:
        """Wait until it holds so many entries; whether it does."""
        ...


class Horizon:
    """How far one node sees. Safe to use from many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ledger: GrowingLedger | None = None
        self._heard: tuple[int, datetime] | None = None
        self._lock = threading.Lock()

    def keep(self, ledger: GrowingLedger) -> None:
        """This node keeps a copy of its own."""
        self._ledger = ledger

    def size(self) -> int:
        """What to tell others: how far the copy is, or what was heard of late."""
        if self._ledger is not None:
            return self._ledger.size
        with self._lock:
            if self._heard is None or self._clock.now() - self._heard[1] > FRESH:
                return 0
            return self._heard[0]

    def reach(self, told: str | None) -> None:
        """Come as far as another node says it is. What is no number is passed over."""
        if not told or not told.isascii() or not told.isdecimal() or len(told) > _MAX_DIGITS:
            return
        size = int(told)
        if self._ledger is not None:
            if self._ledger.size < size:
                self._ledger.wait_for_size(size, PATIENCE_S)
        elif size >= self.size():
            with self._lock:
                self._heard = (size, self._clock.now())
