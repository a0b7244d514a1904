"""Looks into the memory of a process that a test started: every page that it can read, while it is stopped."""

import contextlib
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

_AT_ONCE = 16 * 1024 * 1024


@contextlib.contextmanager
def stopped(pid: int) -> Iterator[None]:
    """The process stands still while this is open."""
    os.kill(pid, signal.SIGSTOP)
    try:
        while (state := Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]) != "T":
            assert state != "Z", "it has ended"
            os.sched_yield()
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def await_reader(pid: int) -> None:
    """Return when the process waits for somebody to read the FIFO that it writes to."""
    while "wait_for_partner" not in Path(f"/proc/{pid}/wchan").read_text():
        assert Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z", "it has ended"
        os.sched_yield()


def found_in_memory(pid: int, patterns: Iterable[bytes]) -> dict[bytes, int]:
    """How often each pattern stands in the memory of a stopped process: heap, stacks, mapped files but libraries'."""
    wanted = list(patterns)
    counts = dict.fromkeys(wanted, 0)
    longest = max(map(len, wanted))
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _readable(pid):
            rest, at = b"", start
            while at < end:
                with contextlib.suppress(OSError, ValueError):  # guard pages, and those that are not there
                    memory.seek(at)
                    block = rest + memory.read(min(_AT_ONCE, end - at))
                    for pattern in wanted:
                        counts[pattern] += block.count(pattern)
                    rest = block[-(longest - 1) :]
                at += _AT_ONCE
    return counts


def _readable(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_ = line.split()
        library = ".so" in line and "w" not in rights  # code and constants, the same in every process
        if rights.startswith("r") and not library and not line.endswith(("[vvar]", "[vsyscall]")):
            start, _, end = span.partition("-")
            yield int(start, 16), int(end, 16)
