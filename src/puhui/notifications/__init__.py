"""What people are told without asking: kept once, shown at the bell, carried outside to whoever wants it there.

The room promises that a notice with a key is told once, whatever is done again; that it is kept in the transaction of
the change that it tells of; that a person sees what is for them, for their role or for their enterprise, and nothing
else; and that what leaves the house (e-mail, SMS, webhooks) names the kind of news and where to read it, and no
enterprise.

>>> from datetime import UTC, datetime
>>> from puhui.kernel import ManualClock, SeededEntropy
>>> from puhui.storage import Database
>>> database = Database.in_memory()
>>> database.create()
>>> crier = Crier(ManualClock(datetime(2026, 1, 1, tzinfo=UTC)), SeededEntropy(1))
>>> news = Notice(Kind.APPLICATION_RECEIVED, Audience.of_role("officer"), key="app_1:1", page="/applications/app_1",
...               values={"enterprise": "明澄机械"})
>>> with database.transaction() as connection:
...     crier.tell(connection, news), crier.tell(connection, news)
(True, False)
>>> reader = Reader(person="psn_1", role="officer")
>>> with database.transaction() as connection:
...     [one.text.en for one in told(connection, reader)], unread(connection, reader)
(['明澄机械 applied for a loan'], 1)
"""

from puhui.notifications.bell import Bell
from puhui.notifications.crier import Channel, Crier, Recipient
from puhui.notifications.errors import AddressMalformed, ChannelUnknown, TooManyListeners
from puhui.notifications.kinds import SPOKEN, Spoken
from puhui.notifications.model import Audience, Kind, Medium, Notice, Notification, Reader
from puhui.notifications.store import (
    forget_before,
    mark_all_read,
    mark_read,
    newest,
    place_of,
    put_place,
    told,
    unread,
)
from puhui.notifications.wishes import Address, Wishes, address_of, put_address, put_wish, wishes_of

__all__ = [
    "SPOKEN",
    "Address",
    "AddressMalformed",
    "Audience",
    "Bell",
    "Channel",
    "ChannelUnknown",
    "Crier",
    "Kind",
    "Medium",
    "Notice",
    "Notification",
    "Reader",
    "Recipient",
    "Spoken",
    "TooManyListeners",
    "Wishes",
    "address_of",
    "forget_before",
    "mark_all_read",
    "mark_read",
    "newest",
    "place_of",
    "put_address",
    "put_place",
    "put_wish",
    "told",
    "unread",
    "wishes_of",
]
