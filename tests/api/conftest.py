"""One small city for all tests of the API, with one loan walked through it."""

from collections.abc import Iterator
from typing import Any

import pytest

from puhui.city.making import make_city
from puhui.city.story import play
from tests.api.house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    city = tmp_path_factory.mktemp("api") / "city"
    make_city(city, enterprises=40, seed=3, base_port=21_000)
    made = House(city).open()
    yield made
    made.close()


@pytest.fixture(scope="session")
def story(house: House) -> dict[str, Any]:
    """One loan from key to repayment; the steps with their receipts."""
    return play(house.folder, house.settings, "en", None, house.transport)
