"""A call with a key is made once: however often it is sent, however many at once, wherever the program dies."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from puhui.desks.keyed_calls import (
    Answer,
    CallCutOff,
    CallUnderWay,
    KeyedCall,
    KeyedCalls,
    KeyMalformed,
    KeyOfAnotherCall,
)
from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.storage import Database, noting

_BOOKS = sa.MetaData()
_PAYMENTS = sa.Table("payments", _BOOKS, sa.Column("amount", sa.Integer))


class Died(BaseException):
    """The program ended here."""


class _Node:
    """A node whose one endpoint pays a fen; it may die before its commit, after it, or after its answer is kept."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
        self.runs = 0
        self.calls = self._started()

    def restart(self) -> None:
        """Another run over what the last one left."""
        self.calls = self._started()

    def pay(self, key: str = "k", said: bytes = b"POST /pay", status: int = 201, dies: str = "") -> Answer:
        """What an HTTP call comes to."""
        begun = self.calls.begin("tok_1", key, said)
        if isinstance(begun, Answer):
            return begun
        assert isinstance(begun, KeyedCall)
        with noting(begun.note):
            with self.database.transaction() as connection:
                if status < 400 or dies == "refuses late":
                    connection.execute(_PAYMENTS.insert().values(amount=1))
                if dies == "before the commit":
                    raise Died
            if dies == "after the commit":
                raise Died
            answer = Answer(status, "application/json", b'{"paid":1}')
            self.calls.settle(begun, answer)
            return answer

    @property
    def paid(self) -> int:
        """How often it paid."""
        with self.database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(_PAYMENTS)).scalar_one())

    def _started(self) -> KeyedCalls:
        self.runs += 1
        made = {"suite": suite("ed25519-sha256"), "clock": self.clock, "entropy": SeededEntropy(self.runs)}
        return KeyedCalls(self.database, **made, kept=timedelta(hours=24))


@pytest.fixture
def node(kept_database: Database) -> Iterator[_Node]:
    with kept_database.migrating() as connection:
        _BOOKS.create_all(connection)
    yield _Node(kept_database)
    with kept_database.migrating() as connection:
        _BOOKS.drop_all(connection)


def test_a_repetition_is_answered_and_makes_nothing(node: _Node) -> None:
    first = node.pay()
    assert (node.pay(), node.pay(), node.paid) == (first, first, 1)
    assert (node.pay("another").status, node.paid) == (201, 2)


def test_another_call_under_the_key_is_refused(node: _Node) -> None:
    node.pay()
    with pytest.raises(KeyOfAnotherCall):
        node.pay(said=b"POST /pay more")
    assert node.paid == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "键"])
def test_what_is_no_key_is_refused(node: _Node, key: str) -> None:
    with pytest.raises(KeyMalformed):
        node.pay(key)


def test_of_many_at_once_one_is_made(node: _Node) -> None:
    gate = threading.Barrier(12)

    def one(_: int) -> Answer | None:
        gate.wait(30)
        try:
            return node.pay()
        except CallUnderWay:
            return None

    with ThreadPoolExecutor(12) as pool:
        told = {answer for answer in pool.map(one, range(12)) if answer}
    assert (node.paid, told) == (1, {node.pay()})


@pytest.mark.parametrize("dies", ["before the commit", "after the commit"])
def test_whoever_dies_is_on_one_side_of_the_step_and_never_makes_it_twice(node: _Node, dies: str) -> None:
    with pytest.raises(Died):
        node.pay(dies=dies)
    with pytest.raises(CallUnderWay):  # this very run may still be at it
        node.pay()
    node.restart()
    if dies == "before the commit":
        assert node.pay().status == 201
    else:
        for _ in range(2):
            with pytest.raises(CallCutOff):
                node.pay()
    assert node.paid == 1


def test_an_answer_that_was_kept_outlives_the_run(node: _Node) -> None:
    first = node.pay()
    node.restart()
    assert (node.pay(), node.paid) == (first, 1)


def test_an_error_frees_the_key_unless_something_was_done_before_it(node: _Node) -> None:
    assert node.pay(status=503).status == 503
    assert (node.pay().status, node.paid) == (201, 1)
    late = node.pay("late", status=503, dies="refuses late")
    assert (node.pay("late"), node.paid) == (late, 2)


def test_a_key_is_forgotten_in_time(node: _Node) -> None:
    node.pay()
    assert node.calls.forget() == 0
    node.clock.advance(timedelta(hours=24))
    assert (node.calls.forget(), node.calls.forget()) == (1, 0)
    assert (node.pay().status, node.paid) == (201, 2)


def test_a_read_is_no_step(node: _Node) -> None:
    begun = node.calls.begin("tok_1", "k", b"GET")
    assert isinstance(begun, KeyedCall)
    with noting(begun.note), node.database.transaction() as connection:
        connection.execute(_PAYMENTS.select())
    node.restart()
    assert node.pay(said=b"GET").status == 201
