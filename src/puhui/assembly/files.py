"""Files that another process may read, or a loss of power interrupt, at any moment."""

import os
from pathlib import Path

from puhui.assembly.errors import SettingsBroken


def read_file(path: Path) -> bytes:
    """A file of a node's folder; raises `SettingsBroken`."""
    try:
        return path.read_bytes()
    except OSError as reason:
        raise SettingsBroken(
            path=path.parent, reason=f"{path.name}: {reason.strerror}", advice="puhui city new DIR", stage="assembly"
        ) from None


def replace_file(path: Path, data: bytes) -> None:
    """Put these bytes in a file's place, on disk when this returns: all of the old or all of the new, never a part."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Make what was created or renamed in a folder outlive a loss of power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
