"""Serves an app until it is told to stop, and tells what streams without end that it is time to leave."""

import gc
from collections.abc import Callable
from types import FrameType

import uvicorn

_NEW_OBJECTS = 20_000  # as many more than are gone again make the collector look; Python's own 700 are for scripts


class _Server(uvicorn.Server):
    """uvicorn waits for open responses before it stops; a stream of news would keep it waiting to the end."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None]) -> None:
        super().__init__(config)
        self._leave = leave

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal has come: let the streams end first."""
        self._leave()
        super().handle_exit(sig, frame)


def serve_until_told(config: uvicorn.Config, leave: Callable[[], None]) -> None:
    """Serve in this thread; returns once a signal (SIGINT, SIGTERM) was heard and every response has ended.

    What is in memory by now, libraries above all, stays as long as the process does. The garbage collector is told to
    look at it no more, for each full look held every answer up for 0.3 s, and to look more rarely at what comes: one
    answer makes thousands of objects, of which next to none are cycles.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    _Server(config, leave).run()
