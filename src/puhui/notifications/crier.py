"""Tells notices: keeps them for the bell, and owes them to the channels that lead out of the house.

What is owed stands in the outbox of the same transaction, under the notification's id: a delivery that is tried again
carries the same id, and a notice that is told again owes nothing.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Entropy
from puhui.kernel.ids import NotificationId
from puhui.notifications import store
from puhui.notifications.model import Audience, Medium, Notice
from puhui.notifications.wishes import wishes_of
from puhui.storage import put


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person whom an audience means."""

    person: str


class Channel(Protocol):
    """A way out of the house that is not one person's: where it owes a notification, and the bytes to carry."""

    def owes(self, notice: Notice, id_: NotificationId, at: str) -> tuple[str, bytes] | None:
        """The outbox's destination and payload; None when this channel does not carry the notice."""
        ...


def _nobody(connection: Connection, audience: Audience) -> Sequence[Recipient]:
    return ()


class Crier:
    """One node's. Immutable; safe to share."""

    def __init__(
        self,
        clock: Clock,
        entropy: Entropy,
        *,
        recipients: Callable[[Connection, Audience], Sequence[Recipient]] = _nobody,
        media: Sequence[Medium] = (),
        channels: Sequence[Channel] = (),
    ) -> None:
        self._clock = clock
        self._entropy = entropy
        self._recipients = recipients
        self._media = tuple(media)
        self._channels = tuple(channels)

    @property
    def media(self) -> tuple[Medium, ...]:
        """The ways by which this node can tell a person outside the house."""
        return self._media

    def tell(self, connection: Connection, notice: Notice) -> bool:
        """Keep the notice and owe its deliveries, in the caller's transaction; False when it was told before."""
        id_, now = NotificationId.new(self._clock, self._entropy), self._clock.now()
        if store.add(connection, id_, notice, now) is None:
            return False
        if self._media:
            for recipient in self._recipients(connection, notice.audience):
                self._owe(connection, notice, id_, recipient.person)
        for channel in self._channels:
            owed = channel.owes(notice, id_, now.isoformat())
            if owed is not None:
                put(connection, self._clock, destination=owed[0], key=str(id_), payload=owed[1])
        return True

    def _owe(self, connection: Connection, notice: Notice, id_: NotificationId, person: str) -> None:
        wishes = wishes_of(connection, person)
        for medium in self._media:
            if medium in wishes.addresses and wishes.wants(medium, notice.kind):
                payload = json.dumps({"notification": str(id_), "person": person}).encode()
                put(connection, self._clock, destination=f"{medium.value}:{person}", key=str(id_), payload=payload)
