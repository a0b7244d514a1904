"""The `deliver` of the relay that serves the ways out of the house.

It is a relay of its own: a mail server that does not answer keeps nothing waiting that is owed to the ledger. News are
given up after `STALE`: whoever was away for days is not woken for all of them, and what nobody takes does not pile up.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Text
from puhui.notifications import store
from puhui.notifications.channels.email import Mailer
from puhui.notifications.channels.sms import SmsGateway
from puhui.notifications.channels.webhook import PREFIX, Webhook, sent_at
from puhui.notifications.errors import DeliveryRefused, DeliveryStale
from puhui.notifications.kinds import SPOKEN
from puhui.notifications.model import Medium, Notification
from puhui.notifications.wishes import Address, address_of
from puhui.storage import Database, Message

STALE = timedelta(days=3)
OUTSIDE = (PREFIX, *(f"{medium.value}:" for medium in Medium))
_STAGE = "notifications.deliveries"


def is_outside(destination: str) -> bool:
    """Whether a destination of the outbox is a way out of the house."""
    return destination.startswith(OUTSIDE)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person is sent: where, in their language, and where to read on."""

    to: str
    headline: str
    link: str


class Deliveries:
    """One node's. `public_url` is where people reach it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        public_url: str,
        mailer: Mailer | None = None,
        sms: SmsGateway | None = None,
        webhooks: Sequence[Webhook] = (),
    ) -> None:
        self._database = database
        self._clock = clock
        self._public_url = public_url
        self._mailer = mailer
        self._sms = sms
        self._webhooks: Mapping[str, Webhook] = {one.target.name: one for one in webhooks}

    def __call__(self, message: Message) -> None:
        """Deliver one message for good, or raise why not."""
        if message.destination.startswith(PREFIX):
            self._event(message)
            return
        medium, _, person = message.destination.partition(":")
        told, letter = self._letter(json.loads(message.payload)["notification"], person, Medium(medium))
        id_ = f"{told.id}.{person}"
        if medium == Medium.EMAIL and self._mailer is not None:
            self._mailer.send(letter.to, id_, letter.headline, letter.link, told.at)
        elif medium == Medium.SMS and self._sms is not None:
            self._sms.send(letter.to, id_, f"{letter.headline} {letter.link}")
        else:
            raise DeliveryRefused(reason=Text(zh=f"这里已没有 {medium}", en=f"no {medium} here any more"), stage=_STAGE)

    def _event(self, message: Message) -> None:
        target = self._webhooks.get(message.destination.removeprefix(PREFIX))
        if target is None:
            raise DeliveryRefused(reason=Text(zh="已没有该送达对象", en="no such target any more"), stage=_STAGE)
        if sent_at(message.payload) + STALE < self._clock.now():
            raise DeliveryStale(hours=int(STALE.total_seconds() // 3600), stage=_STAGE)
        target.deliver(message.key, message.payload)

    def _letter(self, id_: str, person: str, medium: Medium) -> tuple[Notification, Letter]:
        with self._database.transaction() as connection:
            told, address = self._read(connection, id_, person, medium)
        if told.at + STALE < self._clock.now():
            raise DeliveryStale(hours=int(STALE.total_seconds() // 3600), stage=_STAGE)
        headline = SPOKEN[told.kind].headline.in_(address.language)
        return told, Letter(address.address, headline, f"{self._public_url}{told.page}")

    @staticmethod
    def _read(connection: Connection, id_: str, person: str, medium: Medium) -> tuple[Notification, Address]:
        told, address = store.by_id(connection, id_), address_of(connection, person, medium)
        if told is None or address is None:
            raise DeliveryRefused(
                reason=Text(zh="通知或地址已不在", en="the notification or the address is gone"), stage=_STAGE
            )
        return told, address
