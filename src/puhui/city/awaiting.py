"""Wait for what nodes do by themselves: they give no sign, so we look again."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from puhui.kernel import PuhuiError

_PAUSE_SECONDS = 0.1

T = TypeVar("T")


def awaited(look: Callable[[], T | None], stuck: PuhuiError, seconds_max: float = 60.0) -> T:
    """What `look` finds once it is there; raises `stuck` when it is not after `seconds_max`."""
    deadline, pause = time.monotonic() + seconds_max, threading.Event()  # never set
    while (found := look()) is None:
        if time.monotonic() > deadline:
            raise stuck
        pause.wait(_PAUSE_SECONDS)
    return found
