"""Looks into the memory of a process that a test started: every page that it can read, while it is stopped."""

import contextlib
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 512 * 1024


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


class Patterns:
    """Many byte strings, looked for at once: by four bytes of each, and what has those is compared."""

    def __init__(self, patterns: Iterable[bytes]) -> None:
        self.counts = dict.fromkeys(patterns, 0)
        self.longest = max(map(len, self.counts))
        self._by_word: dict[bytes, list[tuple[int, bytes]]] = {}
        self._there = np.zeros(1 << 16, dtype=bool)
        for pattern in self.counts:
            offset = max(range(len(pattern) - 3), key=lambda at: len(set(pattern[at : at + 4]) - {0}))
            word = pattern[offset : offset + 4]
            self._by_word.setdefault(word, []).append((offset, pattern))
            self._there[_scattered(np.frombuffer(word, "<u4"))] = True

    def count(self, block: bytes) -> None:
        """Count those that stand in a block."""
        for shift in range(4):
            words = np.frombuffer(block, "<u4", count=(len(block) - shift) // 4, offset=shift)
            for at in (np.flatnonzero(self._there[_scattered(words)]) * 4 + shift).tolist():
                for offset, pattern in self._by_word.get(block[at : at + 4], ()):
                    if at >= offset and block.startswith(pattern, at - offset):
                        self.counts[pattern] += 1


def _scattered(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return (words * np.uint32(2654435761)) >> np.uint32(16)


def found_in_memory(pid: int, patterns: Iterable[bytes]) -> dict[bytes, int]:
    """How often each pattern stands in the memory of a stopped process: heap, stacks, mapped files but libraries'."""
    wanted = Patterns(patterns)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _readable(pid):
            rest, at = b"", start
            while at < end:
                with contextlib.suppress(OSError, ValueError):  # guard pages, and those that are not there
                    memory.seek(at)
                    block = rest + memory.read(min(_AT_ONCE, end - at))
                    if block.strip(b"\0"):  # most of what a process has was never written to
                        wanted.count(block)
                    rest = block[1 - wanted.longest :]
                at += _AT_ONCE
    return wanted.counts


def _readable(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_ = line.split()
        library = ".so" in line and "w" not in rights  # code and constants, the same in every process
        if rights.startswith("r") and not library and not line.endswith(("[vvar]", "[vsyscall]")):
            start, _, end = span.partition("-")
            yield int(start, 16), int(end, 16)
