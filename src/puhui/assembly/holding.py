"""One process a node: two on the same folder would each order entries, count uses and answer from the same files.

The kernel holds the lock for as long as the process lives, so one that was killed leaves nothing to clear away.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from puhui.assembly.errors import NodeAlreadyRuns, SettingsBroken
from puhui.kernel import Text

_LOCK = "node.lock"


@contextmanager
def holding(folder: Path, org: str) -> Iterator[None]:
    """While open, this process alone is the node of `folder`. Raises `NodeAlreadyRuns`, `SettingsBroken`."""
    try:
        lock = (folder / _LOCK).open("w")
    except OSError as reason:
        raise SettingsBroken(
            path=folder,
            reason=reason.strerror,
            advice=Text(zh="请检查文件夹权限", en="look at the folder's permissions"),
            stage="assembly",
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NodeAlreadyRuns(path=folder, party=org, stage="assembly") from None
        yield
