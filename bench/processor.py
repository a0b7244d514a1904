"""What a figure cost: processor seconds of processes and bytes on disk, whoever else uses the machine."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import psutil


class Account:
    """Adds up the processor seconds that named groups of processes use while it is open; may be opened again."""

    def __init__(self, groups: Mapping[str, Iterable[int]]) -> None:
        self._groups = {name: [psutil.Process(pid) for pid in pids] for name, pids in groups.items()}
        self._began: dict[str, float] = {}
        self.seconds = dict.fromkeys(self._groups, 0.0)

    def __enter__(self) -> Self:
        self._began = self._now()
        return self

    def __exit__(self, *_: object) -> None:
        for name, now in self._now().items():
            self.seconds[name] += now - self._began[name]

    def micros_each(self, count: int) -> dict[str, int]:
        """Microseconds of processor time of each group, by one of `count` things done."""
        return {name: round(1e6 * seconds / count) for name, seconds in self.seconds.items()}

    def _now(self) -> dict[str, float]:
        return {name: sum(map(_seconds, processes)) for name, processes in self._groups.items()}


def _seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


def database_bytes(path: Path) -> int:
    """The pages of a SQLite file, what still lies in its write-ahead log among them."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    finally:
        connection.close()
    return int(pages * size)


def folder_bytes(folder: Path) -> int:
    """What the files of a folder take on disk; a preallocated file counts by what is written."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())
