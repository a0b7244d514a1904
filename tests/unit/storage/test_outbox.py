"""The outbox: news commits with the change, arrives in order, at least once, and is never silently lost."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import Category, ManualClock, PuhuiError, Text
from puhui.storage import Database, Message, Relay, metadata, owed, put, refused, waiting
from puhui.storage.database import Moment

START = datetime(2026, 1, 1, tzinfo=UTC)


class PeerDown(PuhuiError):
    category = Category.UNAVAILABLE
    cause = Text(zh="对方不可用", en="the peer is down")
    remedy = Text(zh="稍后重试", en="try later")
    retriable = True


class NotWanted(PuhuiError):
    category = Category.INVALID
    cause = Text(zh="对方拒收", en="the peer refuses it")
    remedy = Text(zh="查看原因", en="look at the reason")


def _put(database: Database, clock: ManualClock, key: str, destination: str = "ledger") -> None:
    with database.transaction() as connection:
        put(connection, clock, destination=destination, key=key, payload=key.encode())


def test_what_is_rolled_back_is_not_owed(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as connection:
        put(connection, ManualClock(START), destination="ledger", key="k", payload=b"")
        raise RuntimeError
    assert waiting(database) == 0


def test_the_same_key_is_owed_once(database: Database) -> None:
    clock = ManualClock(START)
    _put(database, clock, "k")
    _put(database, clock, "k")
    assert waiting(database) == 1


def test_a_destination_that_is_down_blocks_only_itself_and_keeps_its_order(database: Database) -> None:
    clock = ManualClock(START)
    for key in ("1", "2", "3"):
        _put(database, clock, key)
        _put(database, clock, key, destination="bank")
    got: list[tuple[str, str]] = []
    down = True

    def deliver(message: Message) -> None:
        if message.destination == "ledger" and message.key == "2" and down:
            raise PeerDown
        got.append((message.destination, message.key))

    relay = Relay(database, clock, deliver)
    assert relay.deliver_due() == 4
    assert relay.deliver_due() == 0, "the blocked message is not due yet"
    down = False
    clock.advance(timedelta(seconds=1))
    assert relay.deliver_due() == 2
    assert [key for destination, key in got if destination == "ledger"] == ["1", "2", "3"]
    assert waiting(database) == 0


def test_a_refusal_is_kept_with_its_reason_and_the_rest_goes_on(database: Database) -> None:
    clock = ManualClock(START)
    for key in ("good", "bad", "good too"):
        _put(database, clock, key)
    got: list[str] = []

    def deliver(message: Message) -> None:
        if message.key == "bad":
            raise NotWanted
        got.append(message.key)

    Relay(database, clock, deliver).deliver_due()
    assert got == ["good", "good too"]
    [(message, reason)] = refused(database)
    assert message.key == "bad"
    assert "refuses" in reason


def test_what_is_still_owed_is_told_by_destination_and_key(database: Database) -> None:
    clock = ManualClock(START)
    for key in ("good", "bad", "late"):
        _put(database, clock, key)
    _put(database, clock, "other", destination="bank")

    def deliver(message: Message) -> None:
        if message.key == "bad":
            raise NotWanted
        if message.key == "late":
            raise PeerDown

    def still() -> list[set[str]]:
        with database.transaction() as connection:
            return [owed(connection, destination) for destination in ("ledger", "bank", "nobody")]

    assert still() == [{"good", "bad", "late"}, {"other"}, set()]
    Relay(database, clock, deliver).deliver_due()
    assert still() == [{"late"}, set(), set()]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_dying_after_delivery_repeats_it_and_never_loses_or_reorders(dies: list[bool]) -> None:
    class Died(BaseException):
        pass

    database, clock = Database.in_memory(), ManualClock(START)
    database.create()
    for number in range(5):
        _put(database, clock, str(number))
    got: list[str] = []
    plan = iter(dies)

    def deliver(message: Message) -> None:
        got.append(message.key)
        if next(plan, False):
            raise Died

    for _ in range(len(dies) + 1):
        try:
            Relay(database, clock, deliver).deliver_due()
        except Died:
            continue
    assert sorted(set(got)) == ["0", "1", "2", "3", "4"]
    assert got == sorted(got), "a repetition may come, an overtaking may not"
    assert waiting(database) == 0


def test_moments_come_back_to_the_microsecond_and_naive_ones_are_refused(database: Database) -> None:
    table = sa.Table("moments", sa.MetaData(), sa.Column("at", Moment))
    with database.transaction() as connection:
        table.create(connection)
    moment = datetime(2026, 3, 1, 12, 0, 0, 123457, tzinfo=UTC)
    with database.transaction() as connection:
        connection.execute(table.insert().values(at=moment))
        assert connection.execute(sa.select(table.c.at)).scalar_one() == moment
    with pytest.raises(sa.exc.StatementError), database.transaction() as connection:
        connection.execute(table.insert().values(at=datetime(2026, 3, 1)))  # noqa: DTZ001
    with database.transaction() as connection:
        table.drop(connection)


def test_all_tables_have_names_for_their_constraints() -> None:
    assert "outbox" in metadata.tables
