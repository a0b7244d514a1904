"""A founded house for each test."""

import pytest

from tests.vectors.grants_house import House


@pytest.fixture
def house(tmp_path):
    made = House(tmp_path).found()
    yield made
    made.close()
