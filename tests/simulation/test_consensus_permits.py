"""Seeded lives of a consensus city whose custodian answers under a grant: nothing is released twice or uncounted."""

import pytest

from tests.simulation.comet_world import PERMITS as THEME
from tests.simulation.consensus_lives import live

RUNS, SHARES = 500, 6


@pytest.mark.parametrize("share", range(SHARES))
def test_a_city_that_fails_in_parts_keeps_its_word(share):
    deaths = live(THEME, range(share, RUNS, SHARES))
    assert deaths.total() >= RUNS / SHARES / 2, "the world is mortal"
