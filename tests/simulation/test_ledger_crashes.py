"""One thousand seeded lives of a ledger that dies at every kind of side effect, and comes back whole every time."""

import shutil
from collections import Counter

import pytest

from tests.simulation.ledger_world import LOST, PERSISTED, World
from tests.simulation.memory import scratch

RUNS, SHARES = 1000, 8
EFFECTS = ("entries", "refusals", "checkpoints", "cosignatures", "witness head")


@pytest.fixture
def folders():
    with scratch() as root:
        yield root


@pytest.mark.parametrize("way", [LOST, PERSISTED])
@pytest.mark.parametrize("effect", EFFECTS)
def test_every_side_effect_may_be_lost_or_persist_untold(folders, effect, way):
    for seed in range(5):
        folder = folders / str(seed)
        folder.mkdir()
        assert World(folder, seed, at=(effect, way)).play()[effect, way] == 1


@pytest.mark.parametrize("share", range(SHARES))
def test_a_ledger_that_dies_comes_back_whole(folders, share):
    deaths = Counter()
    for seed in range(share, RUNS, SHARES):
        folder = folders / str(seed)
        folder.mkdir()
        try:
            deaths += World(folder, seed, deaths=1 + seed % 4).play()
        except Exception as reason:
            raise AssertionError(f"seed {seed}") from reason
        shutil.rmtree(folder)
    assert deaths.total() >= RUNS / SHARES / 2, "the world is mortal"


def test_a_seed_repeats_itself(folders):
    first, second = folders / "first", folders / "second"
    stories = []
    for folder in (first, second):
        folder.mkdir()
        world = World(folder, 42, deaths=3)
        deaths = world.play()
        stories.append((deaths, world.restarts, list(world.acknowledged.values())))
    assert stories[0] == stories[1]
