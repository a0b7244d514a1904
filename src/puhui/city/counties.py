"""The counties of the simulated city, as its portal knows them."""

from typing import Any

from puhui.city.economy.names import DISTRICT_TILES, DISTRICTS
from puhui.desks.statistics.naming import FORMAT


def counties() -> dict[str, Any]:
    """The document of their names and tiles."""
    named = {code: (zh, *DISTRICT_TILES[code]) for zh, code in DISTRICTS}
    return {
        "format": FORMAT,
        "counties": {
            str(code): {"zh": zh, "en": en, "tile": [column, row]} for code, (zh, en, column, row) in named.items()
        },
    }
