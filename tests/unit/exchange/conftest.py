"""A shop for each test."""

import pytest

from tests.vectors.grants_shop import Shop


@pytest.fixture
def shop(tmp_path):
    made = Shop(tmp_path)
    yield made
    made.warehouse.close()
    made.house.close()
