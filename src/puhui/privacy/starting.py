"""Starts worker processes: one for a job that is there, or a few ahead of jobs to come.

Most of a short job is the interpreter and the engine's libraries coming up. A waiting worker has that behind it and
nothing else: no job, no data, no key, no link. It is given one folder, does that job and is gone, like any other.
"""

import os
import select
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Started:
    """A worker process, and the pipe on which it tells what it does."""

    process: subprocess.Popen[bytes]
    events: int

    def give(self, folder: Path) -> bool:
        """Tell a waiting one its folder; False when it has died meanwhile. Later deaths are heard from its pipe."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(os.fsencode(folder) + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return False
        return True

    def end(self) -> None:
        """Kill it if it runs, and forget it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()
        os.close(self.events)


def start_worker(folder: Path | None = None) -> Started:
    """A worker on the job in `folder`, which is its own: log and temporary files go there. Without one, it waits."""
    events, there = os.pipe()
    job = ["--wait"] if folder is None else [str(folder)]
    temporary = {} if folder is None else {"TMPDIR": str(folder / "tmp")}
    with open(os.devnull if folder is None else folder / "worker.log", "wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "puhui.privacy.worker", *job, "--events", str(there)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder or "/",
            pass_fds=[there],
            env={**os.environ, **temporary, "POLARS_MAX_THREADS": "2"},
        )
    os.close(there)
    return Started(process, events)


class Waiting:
    """Up to `size` workers that wait, for jobs of one node; ended when the context is left. Safe from many threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._ready: list[Started] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.fill()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End those that wait; none is started any more."""
        with self._lock:
            self._size = 0
            while self._ready:
                self._ready.pop().end()

    def fill(self) -> None:
        """Start as many as were taken or died. Not done by `take`: it would slow the job they are taken for."""
        with self._lock:
            for dead in [one for one in self._ready if one.process.poll() is not None]:
                self._ready.remove(dead)
                dead.end()
            while len(self._ready) < self._size:
                self._ready.append(start_worker())

    def settle(self, within_s: float) -> bool:
        """Return when all that wait have loaded what they load; False if they have not after `within_s`."""
        ends = time.monotonic() + within_s
        with self._lock:
            waiting = list(self._ready)
        return all(select.select([one.events], [], [], max(0.0, ends - time.monotonic()))[0] for one in waiting)

    @property
    def workers(self) -> list[int]:
        """The process ids of those that wait."""
        with self._lock:
            return [one.process.pid for one in self._ready]

    def begin(self, folder: Path) -> Started:
        """A worker on the job in `folder`: one that waited, else one that starts now."""
        while True:
            with self._lock:
                one = self._ready.pop(0) if self._ready else None
            if one is None:
                return start_worker(folder)
            if one.process.poll() is None and one.give(folder):
                return one
            one.end()
