"""What people are told without asking: kept once, shown at the bell, carried outside to whoever wants it there.

The room promises that a notice with a key is told once, whatever is done again; that it is kept in the transaction of
the change that it tells of; that a person sees what is for them, for their role or for their enterprise, and nothing
else; and that what leaves the house (e-mail, SMS, webhooks) names the kind of news and where to read it, and no
enterprise.

>>> from datetime import UTC, datetime
>>> from puhui.kernel import ManualClock, SeededEntropy
>>> from puhui.notifications import Audience, Crier, Kind, Notice, Reader, told, unread
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

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Address": "wishes",
    "AddressMalformed": "errors",
    "Audience": "model",
    "Bell": "bell",
    "Channel": "crier",
    "ChannelUnknown": "errors",
    "Crier": "crier",
    "Kind": "model",
    "Medium": "model",
    "Notice": "model",
    "Notification": "model",
    "Reader": "model",
    "Recipient": "crier",
    "SPOKEN": "kinds",
    "Spoken": "kinds",
    "TooManyListeners": "errors",
    "Wishes": "wishes",
    "address_of": "wishes",
    "forget_before": "store",
    "mark_all_read": "store",
    "mark_read": "store",
    "newest": "store",
    "place_of": "store",
    "put_address": "wishes",
    "put_place": "store",
    "put_wish": "wishes",
    "told": "store",
    "unread": "store",
    "wishes_of": "wishes",
}

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


def __getattr__(name: str) -> Any:
    """Settings name kinds of news, and every command reads settings: tables are loaded when one is first named."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"puhui.notifications.{_HOMES[name]}"), name)
