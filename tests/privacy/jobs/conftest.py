"""One town for all tests of a module: jobs do not touch each other, and workers are what takes time."""

from contextlib import ExitStack

import pytest

from tests.privacy.jobs.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with ExitStack() as held:
        yield Town(tmp_path_factory.mktemp("town"), held)


@pytest.fixture(autouse=True)
def everybody_up(town):
    yield
    town.down.clear()
