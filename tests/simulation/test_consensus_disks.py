"""Seeded lives of a consensus city whose nodes lose their disks and start from a peer's snapshot, or from genesis."""

import pytest

from tests.simulation.comet_world import DISKS as THEME
from tests.simulation.consensus_lives import live

RUNS, SHARES = 500, 6


@pytest.mark.parametrize("share", range(SHARES))
def test_a_city_that_fails_in_parts_keeps_its_word(share):
    deaths = live(THEME, range(share, RUNS, SHARES))
    assert deaths.total() >= RUNS / SHARES / 2, "the world is mortal"
