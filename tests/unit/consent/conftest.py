"""A founded house for each test."""

import pytest

from tests.vectors.grants_house import House


@pytest.fixture
def house(tmp_path, kept_database):
    made = House(tmp_path, database=kept_database).found()
    yield made
    made.close()
