"""Seeded lives of a consensus city whose nodes note events: crashes, delays, reorderings, and one liar at times."""

import pytest

from tests.simulation.comet_world import STREAMS as THEME
from tests.simulation.comet_world import World
from tests.simulation.consensus_lives import live
from tests.simulation.memory import scratch

RUNS, SHARES = 1000, 10


@pytest.mark.parametrize("share", range(SHARES))
def test_a_city_that_fails_in_parts_keeps_its_word(share):
    deaths = live(THEME, range(share, RUNS, SHARES))
    assert deaths.total() >= RUNS / SHARES / 2, "the world is mortal"


def test_a_seed_repeats_itself():
    stories = []
    for _ in range(2):
        with scratch() as folder:
            world = World(folder, 42, THEME)
            stories.append((world.play(), world.chain.height, list(world.told.items()), world.chain.app_hash(3)))
    assert stories[0] == stories[1]
