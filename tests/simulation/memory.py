"""Where simulated lives keep their files: in memory, where there is a folder for it. A process dies, no machine."""

import contextlib
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")


@contextlib.contextmanager
def scratch():
    """An empty folder, gone afterwards; it lies on the disk where there is no other place."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-sim-", dir=_MEMORY if _MEMORY.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
