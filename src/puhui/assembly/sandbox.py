"""What makes a node one of a sandbox, and keeps it apart from the real thing.

A sandbox is a whole city on one machine in which nothing is real but the rules. Its ledger's origin says so, hence
every checkpoint and receipt; a node whose mode and origin disagree does not start. All its nodes share one clock, in a
file of the sandbox's folder: the machine's time and how far it was moved. It is only ever moved forward.

What a machine outside checks against its own time keeps the machine's clock: signatures of calls and of webhooks, the
keys of repeated calls, second factors, identity providers. All else, the ledger above all, lives by the sandbox's.
"""

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.files import replace_file
from puhui.kernel import Clock, Text

Mode = Literal["real", "sandbox"]
"""Whether a node serves people and money, or programs that are being written."""

ORIGIN_PREFIX: Final = "sandbox.puhui.example/"
CLOCK_FILE: Final = "clock.json"
_LOCK_FILE = "clock.lock"
_STAGE = "assembly.sandbox"


def is_of_sandbox(origin: str) -> bool:
    """Whether a ledger of this origin is a sandbox's."""
    return origin.startswith(ORIGIN_PREFIX)


def require_own_ledger(mode: Mode, origin: str, folder: Path) -> None:
    """Raise `SettingsBroken` for a real node on a sandbox's ledger, and for a sandbox's node on a real one."""
    if (mode == "sandbox") == is_of_sandbox(origin):
        return
    raise SettingsBroken(
        path=folder,
        reason=Text(
            zh=f"运行模式 {mode} 与账本 {origin} 不符：沙箱与真实环境不得混用",
            en=f"the mode {mode} does not go with the ledger {origin}: a sandbox is never mixed with the real thing",
        ),
        advice=Text(zh="请用 puhui sandbox new 另建沙箱", en="make a sandbox of its own: puhui sandbox new DIR"),
        stage=_STAGE,
    )


def start_clock(sandbox: Path, at: datetime, machine: Clock) -> None:
    """Let a new sandbox begin `at` that time."""
    _write(sandbox, at - machine.now())


class SandboxClock:
    """The clock that all nodes of one sandbox share. Safe in many threads and processes."""

    def __init__(self, sandbox: Path, machine: Clock) -> None:
        self._sandbox = sandbox
        self._file = sandbox / CLOCK_FILE
        self._machine = machine
        self._lock = threading.Lock()
        self._read_of: tuple[int, int] | None = None  # the file's inode and time: each move writes a new file
        self._ahead = timedelta(0)
        self.now()  # a sandbox without a clock does not start

    def now(self) -> datetime:
        """The sandbox's time, in UTC; raises `SettingsBroken` where the file is gone or unreadable."""
        try:
            found = os.stat(self._file)
            with self._lock:
                if self._read_of != (found.st_ino, found.st_mtime_ns):
                    self._ahead = _read(self._file)
                    self._read_of = (found.st_ino, found.st_mtime_ns)
                ahead = self._ahead
        except (OSError, ValueError, KeyError, TypeError) as reason:
            raise SettingsBroken(
                path=self._sandbox,
                reason=f"{CLOCK_FILE}: {reason}",
                advice=Text(zh="请重新创建沙箱：puhui sandbox new", en="make the sandbox anew: puhui sandbox new DIR"),
                stage=_STAGE,
            ) from None
        return self._machine.now() + ahead

    def advance(self, step: timedelta) -> datetime:
        """Move every node's time forward by `step` (not negative); answers the new time."""
        if step < timedelta(0):
            raise ValueError("a clock does not go backwards")
        with self._alone():
            _write(self._sandbox, _read(self._file) + step)
        return self.now()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold out whoever else would move the clock: a move is read, added to, written."""
        with (self._sandbox / _LOCK_FILE).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _read(file: Path) -> timedelta:
    return timedelta(microseconds=int(json.loads(file.read_text(encoding="utf-8"))["ahead_us"]))


def _write(sandbox: Path, ahead: timedelta) -> None:
    told = {"v": 1, "ahead_us": ahead // timedelta(microseconds=1)}
    replace_file(sandbox / CLOCK_FILE, f"{json.dumps(told)}\n".encode())
