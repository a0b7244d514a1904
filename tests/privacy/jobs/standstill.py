"""Holds one party's worker before it writes its report, so that all parties of a job wait and can be looked into.

The worker is what it always is, but for an audit hook that waits, as it opens that one file, until somebody reads from
a FIFO. By then it has taken part to the end, and every other party waits for its word.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOOK = """
import os, sys

def held(event, told):
    if event == "open" and str(told[0]).startswith({home!r}) and str(told[0]).endswith("out.partial/report.json"):
        os.close(os.open({fifo!r}, os.O_WRONLY))

sys.addaudithook(held)
"""


class Standstill:
    """One worker held, until it is let go."""

    def __init__(self, fifo: Path) -> None:
        self._fifo = fifo
        self._reader: int | None = None

    def let_go(self) -> None:
        """Let it go on. The reader stays: one that was just stopped opens the FIFO once more."""
        if self._reader is None:
            self._reader = os.open(self._fifo, os.O_RDONLY | os.O_NONBLOCK)

    def close(self) -> None:
        """No more use for it."""
        if self._reader is not None:
            os.close(self._reader)


@contextmanager
def held_before_its_report(home: Path, scratch: Path) -> Iterator[Standstill]:
    """While it is open, workers that start below `home` are held."""
    scratch.mkdir()
    fifo = scratch / "held"
    os.mkfifo(fifo)
    (scratch / "sitecustomize.py").write_text(_HOOK.format(home=str(home), fifo=str(fifo)))
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(scratch), *([before] if before else [])])
    standstill = Standstill(fifo)
    try:
        yield standstill
    finally:
        standstill.close()
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
