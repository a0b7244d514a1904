"""Wakes those who listen when there is something new: at once where it was told here, within a second in any case.

`ring()` is a hint from whoever just told something. The bell itself looks at the newest number once a second while
anybody listens, so that news of another process of the same node is heard, too, and a hint that got lost costs a
second and no more.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from puhui.notifications import store
from puhui.notifications.errors import TooManyListeners
from puhui.storage import Database

LISTENERS_MAX = 8  # of one person: pages left open, on several devices
_LOOK_SECONDS = 1.0


class Bell:
    """One node's. Safe from many threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._change = threading.Condition()
        self._listeners: dict[Callable[[], None], str] = {}
        self._counts: Counter[str] = Counter()
        self._rung = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    def ring(self) -> None:
        """Something may be new: look now."""
        with self._change:
            self._rung = True
            self._change.notify_all()

    @contextmanager
    def listening(self, person: str, hear: Callable[[], None]) -> Iterator[None]:
        """Call `hear` whenever there is something new for anybody; raises `TooManyListeners`.

        `hear` runs in the bell's thread: it must return at once and must not raise.
        """
        with self._change:
            if self._counts[person] >= LISTENERS_MAX:
                raise TooManyListeners(limit=LISTENERS_MAX, stage="notifications.bell")
            self._counts[person] += 1
            self._listeners[hear] = person
            self._change.notify_all()
        try:
            yield
        finally:
            with self._change:
                del self._listeners[hear]
                self._counts[person] -= 1

    @property
    def stopping(self) -> bool:
        """Whether the node is ending: whoever listens should leave."""
        return self._stopping

    def start(self) -> None:
        """Watch from a thread of its own until `stop`."""
        self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wake everybody who listens a last time; returns at once, and may be called from a signal's handler."""
        with self._change:  # which a thread that holds it may enter again
            self._stopping = True
            self._change.notify_all()

    def stop(self) -> None:
        """The same, and wait for the end."""
        self.close()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        seen = self._newest()
        while not self._stopping:
            with self._change:
                if not self._listeners:
                    self._change.wait_for(lambda: self._listeners or self._stopping)
                self._change.wait_for(lambda: self._rung or self._stopping, timeout=_LOOK_SECONDS)
                self._rung = False
            now = self._newest()
            if now != seen or self._stopping:
                seen = now
                for hear in self._everybody():
                    hear()

    def _everybody(self) -> list[Callable[[], None]]:
        with self._change:
            return list(self._listeners)

    def _newest(self) -> int:
        with self._database.transaction() as connection:
            return store.newest(connection)
