"""Many seeded lives of the simulated city, in a folder that costs no disk, and what to say when one of them fails."""

import contextlib
import shutil
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path

from puhui.kernel import PuhuiError
from tests.simulation.comet_world import World

_MEMORY = Path("/dev/shm")
CAUGHT = (AssertionError, sqlite3.Error, PuhuiError)


@contextlib.contextmanager
def scratch():
    """A folder in memory, where the machine has such a thing."""
    folder = Path(tempfile.mkdtemp(prefix="puhui-sim-", dir=_MEMORY if _MEMORY.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def live(theme, seeds, **how):
    """Live each of these seeds; how many nodes died, and how."""
    deaths = Counter()
    with scratch() as root:
        for seed in seeds:
            folder = root / str(seed)
            folder.mkdir()
            try:
                deaths += World(folder, seed, theme, **how).play()
            except Exception as reason:
                raise AssertionError(f"theme {theme}, seed {seed}: {reason}") from reason
            shutil.rmtree(folder)
    return deaths


def first_caught(theme, seeds, *, prepare=lambda _: None, **how):
    """What the first of these lives that fails says; None when a bug put in on purpose goes unnoticed."""
    with scratch() as root:
        for seed in seeds:
            folder = root / str(seed)
            folder.mkdir()
            world = World(folder, seed, theme, **how)
            prepare(world)
            try:
                world.play()
            except CAUGHT as caught:
                return f"{type(caught).__name__}: {caught}"
            shutil.rmtree(folder)
    return None
