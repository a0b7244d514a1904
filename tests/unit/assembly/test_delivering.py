"""What the outbox owes to the ledger stays owed until the ledger could have taken it."""

from datetime import timedelta

import pytest

from puhui.assembly.delivering import Courier
from puhui.ledger import Finality, StatementNotAdmitted, parse_statement
from puhui.ledger.machine import MAX_AHEAD_MS
from puhui.storage import Database, Relay, put, refused, waiting
from tests.contract.consortium import Consortium


@pytest.fixture
def city():
    return Consortium()


@pytest.fixture
def ledger(city, tmp_path):
    with city.ledger(tmp_path) as ledger:
        yield ledger


@pytest.fixture
def database():
    database = Database.in_memory()
    database.create()
    return database


def test_a_node_that_restores_its_ledger_gives_up_nothing_that_it_owes(city, ledger, database):
    """It knows no members until it has executed the genesis again: that is no refusal for good."""
    statement = city.batch()
    with database.transaction() as connection:
        put(connection, city.clock, destination="ledger", key="batch:1", payload=statement)
    relay = Relay(database, city.clock, Courier(ledger, None))
    assert relay.deliver_due() == 0
    assert (waiting(database), refused(database)) == (1, [])
    ledger.submit(city.genesis())
    city.clock.advance(timedelta(seconds=2))
    assert relay.deliver_due() == 1
    assert ledger.verdict(parse_statement(statement).entry).finality is Finality.COMMITTED


def test_which_statements_may_be_admitted_later(city, ledger):
    early = {"root": "ab" * 32, "count": 1, "kind": "t"}
    for raw, reason, later in (
        (city.batch(), "no_genesis", True),
        (city.genesis(), "", False),
        (city.statement("tax-one", "anchors", "batch", early, ahead_s=MAX_AHEAD_MS / 1000 + 1), "too_early", True),
        (city.statement("tax-one", "anchors", "batch", early, signer=city.log_signer), "unknown_key", False),
    ):
        if not reason:
            ledger.submit(raw)
            continue
        with pytest.raises(StatementNotAdmitted) as refusal:
            ledger.submit(raw)
        assert (refusal.value.reason, refusal.value.retriable) == (reason, later)
