"""The processes of a running city's nodes: a node is the process that holds its folder's lock."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psutil


def nodes() -> Iterator[tuple[psutil.Process, Path]]:
    """Every node below this test's process, with its folder."""
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            held = [Path(file.path) for file in process.open_files()]
            yield from ((process, path.parent) for path in held if path.name == "node.lock")


__all__ = ["nodes"]
