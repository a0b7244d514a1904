"""Transactions: writers in turn, readers beside them, and what is told when the database is busy, away or refuses."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from puhui.desks import store as documents
from puhui.kernel import ManualClock
from puhui.storage import Database, Relay, put, waiting
from puhui.storage import database as room
from puhui.storage.errors import DatabaseBusy, DatabaseDown, TextUnstorable
from puhui.storage.turns import Turns
from tests.databases import sibling

START = datetime(2026, 1, 1, tzinfo=UTC)


def _failures(connection):
    found = documents.document(connection, "failures", "owner")
    return 0 if found is None else found["count"]


def _write(connection, count):
    documents.put_document(connection, "failures", "owner", {"count": count}, uscc="", at=START)


def _fail_once_more(database):
    with database.transaction() as connection:
        _write(connection, _failures(connection) + 1)


def test_what_was_read_holds_until_the_commit_however_many_write(kept_database, tmp_path):
    """Threads of two programs read a count and write the next one: none is lost, none fails."""
    other = sibling(kept_database, tmp_path)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(_fail_once_more, [kept_database, other] * 60))
    with kept_database.reading() as connection:
        assert _failures(connection) == 120
    other.close()


def test_turns_are_given_in_the_order_they_were_asked_for():
    """None waits for ever, however fast others come again: SQLite's own waiting let some pass and others starve."""
    turns, served = Turns(), []

    def serve(number):
        assert turns.take(60)
        served.append(number)
        turns.give()

    assert turns.take(0)
    threads = []
    for number in range(20):
        threads.append(threading.Thread(target=serve, args=(number,)))
        threads[-1].start()
        while turns.waiting <= number:
            threads[-1].join(0.001)
    turns.give()
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_who_gave_up_waiting_holds_up_nobody():
    turns, served = Turns(), []
    assert turns.take(0)
    with ThreadPoolExecutor(2) as pool:
        assert not pool.submit(turns.take, 0.01).result()
        patient = pool.submit(lambda: turns.take(60) and served.append(1) is None and turns.give())
        turns.give()
        patient.result()
    assert served == [1]
    assert turns.take(0)


def test_a_reader_sees_one_moment_and_waits_for_no_writer(kept_database):
    _fail_once_more(kept_database)
    with kept_database.reading() as reader:
        assert _failures(reader) == 1
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_fail_once_more, kept_database).result(timeout=20)
        assert _failures(reader) == 1
    with kept_database.reading() as reader:
        assert _failures(reader) == 2


def test_a_reader_writes_nothing_and_its_connection_writes_again(database):
    with pytest.raises(sa.exc.DBAPIError), database.reading() as reader:
        _write(reader, 1)
    _fail_once_more(database)
    with database.reading() as reader:
        assert _failures(reader) == 1


def test_a_transaction_inside_another_is_told_at_once(database):
    with pytest.raises(RuntimeError, match="inside another"), database.transaction(), database.transaction():
        pass
    _fail_once_more(database)


def test_who_waits_too_long_is_told_to_try_again(kept_database, tmp_path, monkeypatch):
    monkeypatch.setattr(room, "_BUSY_SECONDS", 0.05)
    held, release = threading.Event(), threading.Event()

    def hold():
        with kept_database.transaction():
            held.set()
            release.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        with pytest.raises(DatabaseBusy) as told, kept_database.transaction():
            pass
        assert told.value.retriable
    finally:
        release.set()
        thread.join()
    _fail_once_more(kept_database)


def test_another_programs_lock_that_lasts_is_told_too(kept_database, tmp_path):
    other = sibling(kept_database, tmp_path)
    impatient = {"sqlite": "PRAGMA busy_timeout=50", "postgresql": "SET lock_timeout='50ms'"}
    engine = other.engine
    sa.event.listen(engine, "checkout", lambda raw, *_: raw.execute(impatient[engine.dialect.name]))
    with kept_database.transaction(), pytest.raises(DatabaseBusy), other.transaction():
        pass
    _fail_once_more(other)
    other.close()


def test_two_relays_of_one_outbox_deliver_in_order_and_lose_nothing(kept_database, tmp_path):
    clock, got = ManualClock(START), []
    with kept_database.transaction() as connection:
        for number in range(30):
            put(connection, clock, destination="ledger", key=str(number), payload=b"")
    other = sibling(kept_database, tmp_path)
    relays = [Relay(one, clock, lambda message: got.append(int(message.key))) for one in (kept_database, other)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(Relay.deliver_due, relays))
    assert sorted(set(got)) == list(range(30))
    assert waiting(kept_database) == 0
    other.close()


@pytest.mark.postgres
def test_a_node_is_run_by_one_program_only(database_server):
    with database_server.prepared() as url:
        first, second = Database.server(url), Database.server(url)
        assert first.claim()
        assert not second.claim()
        _fail_once_more(second)
        first.close()
        assert second.claim()
        second.close()


@pytest.mark.postgres
def test_a_server_that_is_away_is_told_and_found_again(database_server):
    with database_server.prepared() as url:
        database = Database.server(url)
        with pytest.raises(DatabaseDown) as told, database.transaction() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        assert told.value.retriable
        _fail_once_more(database)
        database.close()
    away = Database.server("postgresql://nobody@/nothing?host=/nowhere")
    with pytest.raises(DatabaseDown), away.transaction():
        pass
    away.close()


@pytest.mark.postgres
def test_text_that_it_cannot_keep_is_refused_in_our_words(database_server):
    with database_server.prepared() as url:
        database = Database.server(url)
        with pytest.raises(TextUnstorable), database.transaction() as connection:
            documents.document(connection, "failures", "own\0er")
        database.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:secret@host/name",
        "postgresql://user@host/name?password=secret",
        "mysql://user@host/name",
        "postgresql://user@host",
        "secret",
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_being_told(url):
    with pytest.raises(ValueError, match="it ") as told:
        Database.server(url)
    assert "secret" not in str(told.value)
