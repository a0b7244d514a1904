"""Nonces of calls from other nodes: one that was heard is not heard twice, and none is kept for ever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from puhui.assembly.nonces import DatabaseNonces
from puhui.kernel import ManualClock
from puhui.storage import Database

START = datetime(2026, 7, 1, 8, tzinfo=UTC)
KEPT = timedelta(minutes=2)
Hear = Callable[[str], bool]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def hear(database: Database, clock: ManualClock) -> Hear:
    """Whether a nonce of platform's key is new."""
    nonces = DatabaseNonces(database, clock.now)
    return lambda nonce: nonces.remember("platform", nonce, clock.now() + KEPT)


def _kept(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.execute(sa.text("SELECT nonce FROM peer_nonces")).scalars())


def test_a_nonce_is_new_once_for_each_key(database: Database, clock: ManualClock) -> None:
    nonces = DatabaseNonces(database, clock.now)
    heard = [nonces.remember(key, "one", START + KEPT) for key in ("platform", "platform", "bank-b", "bank-b")]
    assert heard == [True, False, True, False]


def test_what_is_over_is_forgotten(hear: Hear, database: Database, clock: ManualClock) -> None:
    assert hear("first")
    clock.advance(timedelta(minutes=1))
    assert hear("second")
    clock.advance(timedelta(minutes=1, seconds=1))
    assert hear("third")
    assert _kept(database) == {"second", "third"}


def test_a_call_seconds_after_the_last_looks_for_nothing_to_forget_unless_there_were_many(
    hear: Hear, database: Database, clock: ManualClock
) -> None:
    assert hear("first")
    clock.advance(KEPT - timedelta(seconds=1))
    assert hear("looked")
    clock.advance(timedelta(seconds=2))
    assert hear("0")
    assert "first" in _kept(database)
    assert all(hear(str(number)) for number in range(1, 1_001))
    assert "first" not in _kept(database)


def test_a_repeated_call_does_not_put_the_forgetting_off(hear: Hear, database: Database, clock: ManualClock) -> None:
    assert hear("first")
    clock.advance(timedelta(seconds=90))
    assert hear("second")
    clock.advance(timedelta(seconds=31))
    assert not hear("second")
    assert hear("third")
    assert _kept(database) == {"second", "third"}


def test_a_clock_that_was_put_back_does_not_stop_the_forgetting(database: Database) -> None:
    times = [START + timedelta(days=1), START, START + timedelta(minutes=1), START + KEPT + timedelta(seconds=1)]
    nonces = DatabaseNonces(database, lambda: now)
    for number, now in enumerate(times):
        assert nonces.remember("platform", str(number), now + KEPT)
    assert _kept(database) == {"0", "2", "3"}
