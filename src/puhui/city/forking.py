"""Starts the processes of one machine's city: libraries are loaded once, and each node is a fork of that.

A node of its own is `puhui node run`, and most of what it takes to start is its libraries. A city starts ten on one
machine: they are that same command, run in forks of one process (Python's fork server) that has loaded the libraries
and done nothing else: no folder, no key, no node is open in it, and no random number was drawn. What they share is
memory that nobody changes.

A node ends when `lifeline` closes, so none outlives the process that started it, however that ends.
"""

import contextlib
import importlib
import io
import multiprocessing
import os
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

_COMMAND = "puhui.cli.node"
_LOADED = ("puhui.assembly.holding", "puhui.assembly.wiring", "puhui.api", _COMMAND, "uvicorn", "uvicorn.logging")


@dataclass(frozen=True, slots=True)
class Forked:
    """A node's process. Its exit code is minus the signal's number where a signal ended it."""

    process: BaseProcess
    lifeline: Connection = field(repr=False)

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self.process.pid is not None
        return self.process.pid

    def wait(self, seconds: float) -> int | None:
        """The exit code as soon as it has ended, None where it still runs after so long."""
        self.process.join(seconds)
        return self.process.exitcode

    def terminate(self) -> None:
        """Ask it to end (SIGTERM)."""
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def forget(self) -> None:
        """Close what is held of it; it must have ended."""
        self.lifeline.close()
        self.process.close()


def fork_node(folder: Path, log: Path) -> Forked:
    """The node of `folder`, in a session of its own; what it says goes to the end of `log`.

    The fork imports the program's main module, as any start by `multiprocessing` does: a script of one's own must
    call this under `if __name__ == "__main__":`.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    there, lifeline = context.Pipe(duplex=False)
    process = context.Process(
        target=_live, args=(folder.resolve(), log.resolve(), there), name=folder.name, daemon=True
    )
    process.start()
    there.close()
    return Forked(process, lifeline)


def _live(folder: Path, log: Path, lifeline: Connection) -> None:
    os.setsid()  # Ctrl-C reaches the one who started us alone; it stops the nodes in order
    os.chdir(folder)
    os.dup2(lifeline.fileno(), 0)
    with log.open("ab") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    importlib.import_module(_COMMAND).app(["run", str(folder), "--with-parent"], prog_name="puhui node")
