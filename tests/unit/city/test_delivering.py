"""A day is over when nothing is owed any more; when something stays owed, it says so."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from puhui.assembly.databases import prepared_database
from puhui.assembly.settings import Settings
from puhui.city.delivering import await_delivered
from puhui.city.errors import StoryStuck
from puhui.kernel import ManualClock
from puhui.storage import Message, Relay, put
from tests.unit.privacy.test_dossier import node_settings


def test_it_returns_once_what_is_owed_is_delivered_and_not_before(tmp_path: Path) -> None:
    settings = Settings.model_validate(node_settings())
    settings.save(tmp_path)
    node = Settings.load(tmp_path)
    clock, database, got = ManualClock(datetime(2026, 1, 1, tzinfo=UTC)), prepared_database(node), []

    def deliver(message: Message) -> None:
        got.append(message.key)

    with database.transaction() as connection:
        put(connection, clock, destination="ledger", key="k", payload=b"")
    with pytest.raises(StoryStuck):
        await_delivered([node], seconds_max=0.0)
    Relay(database, clock, deliver).deliver_due()
    await_delivered([node], seconds_max=0.0)
    assert got == ["k"]
    database.close()
