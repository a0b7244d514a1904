"""White lists in use: a name is proposed, confirmed by a second person, looked at for an application, removed."""

from datetime import date

from sqlalchemy.engine import Connection

from puhui.kernel.ids import ListingId
from puhui.support import store
from puhui.support.criteria import Objection
from puhui.support.documents import document
from puhui.support.errors import CriteriaMissing, SecondPersonNeeded, SupportUnknown
from puhui.support.house import SupportHouse
from puhui.support.listing import Listing, check_listing

_STAGE = "support.naming_lists"


def propose(
    connection: Connection,
    house: SupportHouse,
    *,
    list_: str,
    uscc: str,
    name: str,
    reason: str,
    source: str,
    expires_on: date,
    by: str,
    objection: str = "",
) -> Listing:
    """Propose an enterprise for a list, under its criteria in force, after an upheld objection where one is named.

    Raises `ListingUnsound`, `CriteriaMissing`, `SupportUnknown` for an objection that is not this enterprise's to this
    list, or was not upheld.
    """
    check_listing(reason=reason, source=source, expires_on=expires_on, today=house.today())
    criteria = store.criteria_in_force(connection, list_)
    if criteria is None:
        raise CriteriaMissing(thing=list_, stage=_STAGE)
    if objection:
        upheld = store.find(connection, Objection, objection)
        if (upheld.uscc, upheld.list, upheld.state) != (uscc, list_, "upheld"):
            raise SupportUnknown(thing=objection, stage=_STAGE)
    one = Listing(
        id=str(ListingId.new(house.clock, house.entropy)),
        list=list_,
        title=criteria.title,
        uscc=uscc,
        name=name,
        reason=reason,
        source=source,
        expires_on=expires_on,
        state="proposed",
        made_at=house.now(),
        proposed_by=by,
        criteria=criteria.id,
        objection=objection,
    )
    store.insert(connection, one)
    _record(connection, house, one, "proposed")
    return one


def confirm(connection: Connection, house: SupportHouse, id_: str, *, by: str) -> Listing:
    """A second person puts the enterprise on the list; raises `SecondPersonNeeded`."""
    one = store.find(connection, Listing, id_)
    if one.proposed_by == by:
        raise SecondPersonNeeded(thing=one.id, stage=_STAGE)
    confirmed = store.save(connection, one.to("confirm", decided_by=by))
    _record(connection, house, confirmed, "confirmed")
    return confirmed


def remove(connection: Connection, house: SupportHouse, id_: str, *, reason: str, by: str) -> Listing:
    """Take the enterprise off the list, and say why."""
    one = store.find(connection, Listing, id_)
    removed = store.save(connection, one.to("remove", removed_because=reason, decided_by=by))
    _record(connection, house, removed, "removed")
    return removed


def look_up(connection: Connection, house: SupportHouse, uscc: str, *, application: str, bank: str) -> list[Listing]:
    """The entries that stand today, for one application. The look is an event of each entry, once an application."""
    standing = [one for one in store.listings_of(connection, uscc) if one.stands_on(house.today())]
    for one in standing:
        seen = {event.document.get("application") for event in store.events(connection, one.id)}
        if application not in seen:
            told = {"v": 1, "listing": one.id, "application": application, "bank": bank}
            store.record(connection, house, one.id, "listing.used", told)
    return standing


def _record(connection: Connection, house: SupportHouse, one: Listing, step: str) -> None:
    store.record(connection, house, one.id, f"listing.{step}", {"v": 1, **document(one)})
