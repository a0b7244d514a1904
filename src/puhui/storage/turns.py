"""A lock that is given in the order in which it was asked for.

`threading.Lock` and SQLite's own waiting let whoever comes at the right moment pass, so that under load one of many
may wait for ever. Here each waits for those before it, and for nobody else.
"""

import threading
from collections import deque


class Turns:
    """One holder at a time, first come, first served. Not reentrant: who holds it may not ask again."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._gates: deque[threading.Lock] = deque()  # one for each who waits, locked until its turn
        self._holder: int | None = None

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._gates)

    def take(self, seconds: float) -> bool:
        """Wait for the turn at most so long; whether it came. Raises `RuntimeError` where this thread holds it."""
        me = threading.get_ident()
        with self._mutex:
            if self._holder is None:
                self._holder = me
                return True
            if self._holder == me:
                raise RuntimeError("a transaction begins inside another of the same thread")
            gate = threading.Lock()
            gate.acquire()
            self._gates.append(gate)
        try:
            came = gate.acquire(timeout=seconds)
        except BaseException:
            if not self._leave(gate):
                self.give()
            raise
        if not came and self._leave(gate):
            return False
        with self._mutex:
            self._holder = me
        return True

    def give(self) -> None:
        """Let the next one in."""
        with self._mutex:
            if self._gates:
                self._holder = 0  # nobody's thread: it is on its way to the next
                self._gates.popleft().release()
            else:
                self._holder = None

    def _leave(self, gate: threading.Lock) -> bool:
        """Stop waiting; False when the turn came at that very moment, and is ours."""
        with self._mutex:
            try:
                self._gates.remove(gate)
            except ValueError:
                return False
            return True
