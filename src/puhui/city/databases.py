"""A database of its own for every node of a city, on one PostgreSQL server: all are made, or none."""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from puhui.assembly.database_places import ServerDatabase
from puhui.city.errors import DatabaseServerMalformed
from puhui.city.plan import INSTITUTIONS
from puhui.storage.postgresql import create_database, drop_database, read_url

_NAME_MAX = 63  # bytes of a name in PostgreSQL


@contextmanager
def databases_on(server: str, city: str) -> Iterator[Mapping[str, ServerDatabase]]:
    """Make the databases, `<city>_<org>`, by organisation; when the block raises they are dropped again.

    Raises `DatabaseServerMalformed`, `DatabaseTaken`, `DatabaseDown`.
    """
    try:
        url = read_url(server, of_server=True)
    except ValueError as reason:
        raise DatabaseServerMalformed(reason=str(reason), stage="city") from None
    places = {
        one.org: ServerDatabase(
            kind="postgresql", url=url.set(database=_name(city, one.org)).render_as_string(hide_password=False)
        )
        for one in INSTITUTIONS
    }
    with ExitStack() as undoing:
        for place in places.values():
            create_database(place.url)
            undoing.callback(drop_database, place.url)
        yield places
        undoing.pop_all()


def _name(city: str, org: str) -> str:
    org = org.replace("-", "_")
    return f"{re.sub(r'[^a-z0-9]+', '_', city.lower())[: _NAME_MAX - len(org) - 1]}_{org}"
