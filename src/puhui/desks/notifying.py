"""What a person is told at this node: the list behind the bell, and how they want to be told outside the house."""

from puhui.desks.actors import Actor
from puhui.desks.errors import ThingNotFound
from puhui.desks.views import (
    NotificationList,
    NotificationView,
    WishesRequest,
    WishesView,
    WishView,
)
from puhui.kernel import Clock, Language
from puhui.notifications import (
    SPOKEN,
    Bell,
    ChannelUnknown,
    Crier,
    Kind,
    Medium,
    Notification,
    Reader,
    forget_before,
    mark_all_read,
    mark_read,
    put_address,
    put_wish,
    told,
    unread,
    wishes_of,
)
from puhui.notifications.model import KEPT
from puhui.storage import Database

_STAGE = "desks.notifying"


class NotificationDesk:
    """One node's, safe from many threads. `bell` wakes whoever listens; `crier` is what other desks tell by."""

    def __init__(self, database: Database, bell: Bell, crier: Crier, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.bell = bell
        self.crier = crier

    def told(self, actor: Actor, language: Language, *, after: int = 0) -> NotificationList:
        """What the person is told, newest first, above the number `after`; and how much is unread in all."""
        reader = _reader(actor)
        with self._database.transaction() as connection:
            found = told(connection, reader, after=after)
            open_ = unread(connection, reader)
        return NotificationList(items=[_view(one, language) for one in found], unread=open_)

    def read(self, actor: Actor, id_: str) -> None:
        """Mark one as read; raises `ThingNotFound` for one that is not this person's to see."""
        with self._database.transaction() as connection:
            found = mark_read(connection, _reader(actor), id_)
        if not found:
            raise ThingNotFound(kind="notification", id=id_, stage=_STAGE)
        self.bell.ring()

    def read_all(self, actor: Actor) -> None:
        """Mark everything as read, for this person alone."""
        with self._database.transaction() as connection:
            mark_all_read(connection, _reader(actor))
        self.bell.ring()

    def wishes(self, actor: Actor, language: Language) -> WishesView:
        """How the person is told outside the house, and of what."""
        with self._database.transaction() as connection:
            wishes = wishes_of(connection, actor.person)
        return WishesView(
            media=[medium.value for medium in self.crier.media],
            addresses={medium.value: one.address for medium, one in wishes.addresses.items()},
            kinds=[
                WishView(
                    kind=kind.value,
                    text=SPOKEN[kind].headline.in_(language),
                    media=[medium.value for medium in self.crier.media if wishes.wants(medium, kind)],
                )
                for kind in Kind
            ],
        )

    def set_wishes(self, actor: Actor, asked: WishesRequest, language: Language) -> WishesView:
        """Keep what the person wants; they are written to in the language that they asked in.

        Raises `ChannelUnknown` for a way that this node does not have, `AddressMalformed`.
        """
        with self._database.transaction() as connection:
            for name, address in asked.addresses.items():
                put_address(connection, actor.person, self._medium(name), address, language)
            for wish in asked.kinds:
                for medium in self.crier.media:
                    put_wish(connection, actor.person, medium, Kind(wish.kind), wanted=medium.value in wish.media)
        return self.wishes(actor, language)

    def forget(self) -> int:
        """Forget what was told long ago; how much."""
        with self._database.transaction() as connection:
            return forget_before(connection, self._clock.now() - KEPT)

    def _medium(self, name: str) -> Medium:
        found = next((medium for medium in self.crier.media if medium.value == name), None)
        if found is None:
            raise ChannelUnknown(medium=name[:20], stage=_STAGE)
        return found


def _reader(actor: Actor) -> Reader:
    return Reader(person=actor.person, role=actor.role, uscc=actor.uscc or "")


def _view(one: Notification, language: Language) -> NotificationView:
    return NotificationView(
        id=str(one.id),
        seq=one.seq,
        kind=one.kind.value,
        text=one.text.in_(language),
        page=one.page,
        at=one.at,
        read=one.read,
    )
