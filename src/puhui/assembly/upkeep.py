"""What a node does by itself, beside answering: forget what was kept long enough, mark the loans that became overdue.

Every duty may be done again at any time and then changes nothing, so a round that was missed, or done twice, does no
harm. A duty that fails is logged and done again in the next round; the others are done all the same.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from puhui.kernel import Clock, PuhuiError

PERIOD = timedelta(hours=1)  # a loan is marked within an hour of the midnight by which loans are counted
LOOK_S = 30.0

_log = structlog.get_logger("puhui.assembly.upkeep")


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done in every round; `do` answers how much there was to do."""

    name: str
    do: Callable[[], int]


class Upkeep:
    """Does all duties once a period, by the clock that it is given, from a thread of its own."""

    def __init__(
        self, clock: Clock, duties: Sequence[Duty] = (), period: timedelta = PERIOD, look_s: float = LOOK_S
    ) -> None:
        self._clock = clock
        self._duties = [*duties]
        self._period = period
        self._look_s = look_s
        self._done_at: datetime | None = None
        self._ended: datetime | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def take_on(self, name: str, do: Callable[[], int]) -> None:
        """One duty more; before `start`."""
        self._duties.append(Duty(name, do))

    def do_due(self) -> dict[str, int]:
        """Do every duty if a period has passed since the last round; how much each had to do."""
        now = self._clock.now()
        if self._done_at is not None and now - self._done_at < self._period:
            return {}
        self._done_at = now
        done = {duty.name: done for duty in self._duties if (done := _attempt(duty)) is not None}
        self._ended = now
        return done

    def is_done(self, at: datetime) -> bool:
        """Whether what was due at that time has been attempted, to the end of the round."""
        return self._ended is not None and at - self._ended < self._period

    def start(self) -> None:
        """Look now and then until `stop`."""
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the round under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.do_due()
            self._stopping.wait(timeout=self._look_s)


def _attempt(duty: Duty) -> int | None:
    try:
        return duty.do()
    except PuhuiError as error:
        _log.warning("a duty was not done and is tried again", duty=duty.name, cause=error.cause_text.en)
    except Exception:  # noqa: BLE001 - whatever broke in one duty must end neither the others nor the thread
        _log.exception("a duty broke and is tried again", duty=duty.name)
    return None
