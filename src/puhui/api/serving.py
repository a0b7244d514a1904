"""Serves an app until it is told to stop, and tells what streams without end that it is time to leave."""

from collections.abc import Callable
from types import FrameType

import uvicorn


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
    """Serve in this thread; returns once a signal (SIGINT, SIGTERM) was heard and every response has ended."""
    _Server(config, leave).run()
