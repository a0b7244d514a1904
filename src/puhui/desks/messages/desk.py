"""One side's desk: write, read, take in what the other side wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.destinations import peer_destination
from puhui.desks.errors import ThingNotFound
from puhui.desks.messages import store
from puhui.desks.messages.errors import ApplicationNotHereYet, ThreadFull
from puhui.desks.messages.store import Message
from puhui.desks.views import MessageList, MessageRequest, MessageView
from puhui.desks.wire import CallMalformed, read_fields
from puhui.kernel import Clock, Entropy, PuhuiError, Text, encode
from puhui.kernel.ids import MessageId
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.storage import Database, put

MESSAGES_MAX = 500  # of one thread: whatever takes more is settled by telephone
TEXT_MAX = 2_000
_AT_END = 2**43  # milliseconds: beyond the year 2200
_STAGE = "desks.messages"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The other side of one application: whose node it is, what people call it, and who is told here of its words."""

    org: str
    name: str | Text
    audience: Audience


class Counterparts(Protocol):
    """Who the other side of an application is; raises a `PuhuiError` of `NOT_FOUND` where it is not known here."""

    def __call__(self, application: str) -> Counterpart:
        """The other side."""
        ...


class MessageDesk:
    """One node's, safe from many threads. `side` is whose words are written here: `enterprise` or `bank`."""

    def __init__(
        self,
        *,
        side: str,
        counterpart: Counterparts,
        database: Database,
        crier: Crier,
        clock: Clock,
        entropy: Entropy,
        wake: Callable[[], None],
    ) -> None:
        self._side = side
        self._counterpart = counterpart
        self._database = database
        self._crier = crier
        self._clock = clock
        self._entropy = entropy
        self._wake = wake

    def thread(self, application: str) -> MessageList:
        """The whole thread, oldest first, and who speaks for the bank in it."""
        with self._database.transaction() as connection:
            found = store.thread(connection, application)
        bankers = [one.name for one in found if one.side == "bank"]
        return MessageList(items=[self._view(one) for one in found], banker=bankers[-1] if bankers else None)

    def write(self, application: str, asked: MessageRequest, actor: Actor) -> MessageView:
        """Write to the other side; the same request again is the same message. Raises `ThreadFull`."""
        other = self._counterpart(application)
        with self._database.transaction() as connection:
            kept = store.by_request(connection, application, actor.person, asked.request)
            if kept is None:
                kept = self._new(connection, application, asked, actor)
                destination = peer_destination(other.org, f"/applications/{application}/messages")
                put(connection, self._clock, destination=destination, key=str(kept.id), payload=_told(kept))
        self._wake()
        return self._view(kept)

    def receive(self, caller: str, application: str, body: bytes) -> bytes:
        """Take in what the other side wrote; the same again changes nothing.

        Raises `ApplicationNotHereYet` (the application itself may still be on its way), `ThingNotFound` for a caller
        that is not the other side, `CallMalformed`, `ThreadFull`.
        """
        told = read_fields(body, id=str, person=str, name=str, text=str, at=int)
        if not 0 <= told["at"] < _AT_END:
            raise CallMalformed(reason=Text(zh="at 不是时间", en="at is no time"), stage=_STAGE)
        if not 0 < len(told["text"]) <= TEXT_MAX or not 0 < len(told["name"]) <= TEXT_MAX:
            raise CallMalformed(
                reason=Text(zh="正文或姓名为空或过长", en="text or name is empty or too long"), stage=_STAGE
            )
        try:
            other = self._counterpart(application)
        except PuhuiError:
            raise ApplicationNotHereYet(application=application[:64], stage=_STAGE) from None
        if other.org != caller:
            raise ThingNotFound(kind="application", id=application, party=caller, stage=_STAGE)
        message = Message(
            id=MessageId(told["id"]),
            application=application,
            side="bank" if self._side == "enterprise" else "enterprise",
            person=told["person"],
            name=told["name"],
            text=told["text"],
            at=datetime.fromtimestamp(told["at"] / 1000, UTC),
            request=told["id"],
        )
        with self._database.transaction() as connection:
            if store.add(connection, message):
                self._require_room(connection, application)
                self._crier.tell(connection, _notice(message, other))
        return encode({})

    def _new(self, connection: Connection, application: str, asked: MessageRequest, actor: Actor) -> Message:
        now = self._clock.now()
        message = Message(
            id=MessageId.new(self._clock, self._entropy),
            application=application,
            side=self._side,
            person=actor.person,
            name=actor.name,
            text=asked.text,
            at=now.replace(microsecond=now.microsecond // 1000 * 1000),
            request=asked.request,
        )
        store.add(connection, message)
        self._require_room(connection, application)
        return message

    @staticmethod
    def _require_room(connection: Connection, application: str) -> None:
        if store.count(connection, application) > MESSAGES_MAX:
            raise ThreadFull(limit=MESSAGES_MAX, stage=_STAGE)

    def _view(self, message: Message) -> MessageView:
        return MessageView(
            id=str(message.id),
            ours=message.side == self._side,
            name=message.name,
            text=message.text,
            at=message.at,
        )


def _told(message: Message) -> bytes:
    at = int(message.at.timestamp() * 1000)
    person, name = message.person, message.name
    return encode({"id": str(message.id), "person": person, "name": name, "text": message.text, "at": at})


def _notice(message: Message, other: Counterpart) -> Notice:
    return Notice(
        Kind.MESSAGE_RECEIVED,
        other.audience,
        key=str(message.id),
        page=f"/applications/{message.application}",
        values={"party": other.name},
    )
