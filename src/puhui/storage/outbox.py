"""The outbox: what a committed change owes to the ledger or to a peer, and the relay that pays it.

A message stands in the same transaction as the change that it tells of. The relay delivers the messages of one
destination in order. If we die after the delivery and before the mark, the message is delivered again: receivers
recognise it by its key. A message that the receiver refuses for good is kept, marked with the reason, and shown to
the operator; the ones behind it go on.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Category, Clock, PuhuiError, Text
from puhui.storage.database import Database, Moment, metadata

_OPEN = sa.text("delivered_at IS NULL")
_outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("destination", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("put_at", Moment, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("delivered_at", Moment),
    sa.Column("refused_because", sa.Text),
    sa.UniqueConstraint("destination", "key"),
    sa.Index("ix_outbox_open", "destination", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

WAITING_MAX = 100_000
_FIRST_DELAY = timedelta(seconds=1)
_LONGEST_DELAY = timedelta(minutes=5)
_BATCH = 100


class OutboxFull(PuhuiError):
    """Too many messages wait for a destination that does not answer."""

    category = Category.UNAVAILABLE
    cause = Text(zh="等待发送的消息已达上限 {limit} 条", en="{limit} messages already wait to be delivered")
    remedy = Text(
        zh="请检查目标节点是否可用，待积压消化后重试", en="check that the destination answers, then try again"
    )
    retriable = True


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery that is owed. `key` is the same at every attempt."""

    id: int
    destination: str
    key: str
    payload: bytes
    attempts: int


def put(connection: Connection, clock: Clock, *, destination: str, key: str, payload: bytes) -> None:
    """Owe `payload` to `destination`, once for each `key`; putting the same key again changes nothing."""
    there = sa.select(_outbox.c.id).where(_outbox.c.destination == destination, _outbox.c.key == key)
    if connection.execute(there).first() is not None:
        return
    if _count_waiting(connection) >= WAITING_MAX:
        raise OutboxFull(limit=WAITING_MAX, stage="storage.outbox")
    now = clock.now()
    connection.execute(
        _outbox.insert().values(destination=destination, key=key, payload=payload, put_at=now, due_at=now, attempts=0)
    )


def waiting(database: Database) -> int:
    """How many messages are neither delivered nor refused."""
    with database.transaction() as connection:
        return _count_waiting(connection)


def owed(connection: Connection, destination: str) -> set[str]:
    """The keys of what a destination is still to have: neither delivered nor refused."""
    query = sa.select(_outbox.c.key).where(
        _outbox.c.destination == destination, _outbox.c.delivered_at.is_(None), _outbox.c.refused_because.is_(None)
    )
    return set(connection.execute(query).scalars())


def refused(database: Database) -> list[tuple[Message, str]]:
    """The messages that their receivers refused for good, oldest first, each with the reason."""
    query = _outbox.select().where(_outbox.c.refused_because.is_not(None)).order_by(_outbox.c.id)
    with database.transaction() as connection:
        return [(_message(row), row.refused_because) for row in connection.execute(query)]


class Relay:
    """Delivers what the outbox owes.

    `deliver` returns when the receiver has the message for good; it raises a `PuhuiError` with `retriable` set when
    a later attempt can succeed, and one without it when the receiver refuses. Any other exception counts as
    retriable, and the relay goes on. `start()` runs a thread that wakes on `wake()` and every second. It looks at the
    destinations that it `serves`, so that another relay of the same outbox may be slow without keeping this one.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        deliver: Callable[[Message], None],
        *,
        serves: Callable[[str], bool] = lambda _destination: True,
    ) -> None:
        self._database = database
        self._serves = serves
        self._clock = clock
        self._deliver = deliver
        self._woken = threading.Event()
        self._stopping = False
        self._one_at_a_time = threading.Lock()
        self._thread: threading.Thread | None = None

    def deliver_due(self) -> int:
        """Attempt every destination's due messages in order; answers how many were delivered."""
        with self._one_at_a_time:
            return sum(self._deliver_to(destination) for destination in self._destinations_due())

    def start(self) -> None:
        """Deliver from a thread of its own until `stop`."""
        self._thread = threading.Thread(target=self._run, name="outbox-relay", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something was just put: look now."""
        self._woken.set()

    def stop(self) -> None:
        """End the thread after the delivery under way. What is undelivered stays in the outbox."""
        self._stopping = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping:
            self.deliver_due()
            self._woken.wait(timeout=1.0)
            self._woken.clear()

    def owes(self) -> bool:
        """Whether anything that it serves is neither delivered nor refused."""
        open_ = sa.select(_outbox.c.destination).distinct()
        query = open_.where(_outbox.c.delivered_at.is_(None), _outbox.c.refused_because.is_(None))
        with self._database.reading() as connection:
            return any(self._serves(one) for one in connection.execute(query).scalars())

    def _destinations_due(self) -> list[str]:
        # A destination is due when its *oldest* open message is: the ones behind it must not overtake.
        oldest = (
            sa.select(sa.func.min(_outbox.c.id))
            .where(_outbox.c.delivered_at.is_(None), _outbox.c.refused_because.is_(None))
            .group_by(_outbox.c.destination)
        )
        query = sa.select(_outbox.c.destination).where(_outbox.c.id.in_(oldest), _outbox.c.due_at <= self._clock.now())
        with self._database.transaction() as connection:
            return sorted(one for one in connection.execute(query).scalars() if self._serves(one))

    def _deliver_to(self, destination: str) -> int:
        delivered = 0
        while batch := self._next(destination):
            for message in batch:
                if not self._attempt(message):
                    return delivered
                delivered += 1
        return delivered

    def _next(self, destination: str) -> list[Message]:
        query = (
            _outbox.select()
            .where(
                _outbox.c.destination == destination,
                _outbox.c.delivered_at.is_(None),
                _outbox.c.refused_because.is_(None),
            )
            .order_by(_outbox.c.id)
            .limit(_BATCH)
        )
        with self._database.transaction() as connection:
            return [_message(row) for row in connection.execute(query)]

    def _attempt(self, message: Message) -> bool:
        """Whether the messages behind this one may go on."""
        try:
            self._deliver(message)
        except PuhuiError as error:
            if not error.retriable:
                self._mark(message, refused_because=str(error))
                return True
            self._postpone(message)
            return False
        except Exception:  # noqa: BLE001 - the receiver's side broke in a way we do not know: it is not a refusal
            self._postpone(message)
            return False
        # If we die here the message is delivered again; its key tells the receiver so.
        self._mark(message, delivered_at=self._clock.now())
        return True

    def _postpone(self, message: Message) -> None:
        delay = min(_FIRST_DELAY * 2 ** min(message.attempts, 16), _LONGEST_DELAY)
        self._mark(message, due_at=self._clock.now() + delay)

    def _mark(self, message: Message, **values: datetime | str) -> None:
        with self._database.transaction() as connection:
            connection.execute(
                _outbox.update().where(_outbox.c.id == message.id).values(attempts=message.attempts + 1, **values)
            )


def _count_waiting(connection: Connection) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(_outbox)
        .where(_outbox.c.delivered_at.is_(None), _outbox.c.refused_because.is_(None))
    )
    return connection.execute(query).scalar_one()


def _message(row: sa.Row[tuple[object, ...]]) -> Message:
    fields = row._mapping
    return Message(
        id=fields["id"],
        destination=fields["destination"],
        key=fields["key"],
        payload=fields["payload"],
        attempts=fields["attempts"],
    )
