"""Many seeded lives of the simulated city, in a folder that costs no disk, and what to say when one of them fails."""

import shutil
import sqlite3
from collections import Counter

from puhui.kernel import PuhuiError
from tests.simulation.comet_world import World
from tests.simulation.memory import scratch

CAUGHT = (AssertionError, sqlite3.Error, PuhuiError)


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
