"""Criteria of white lists in use, and objections: each step is part of the caller's transaction, and an entry.

What an enterprise is told of itself is where it stands on each list with published criteria; that somebody proposed it
and nobody has confirmed it yet is nobody's business outside the office.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.engine import Connection

from puhui.kernel import Text
from puhui.kernel.ids import CriteriaId, ObjectionId
from puhui.support import store
from puhui.support.criteria import Criteria, Objection, check_criteria, in_words
from puhui.support.documents import document
from puhui.support.errors import (
    AnsweredByAnother,
    NothingToObject,
    ObjectionUsed,
    SecondPersonNeeded,
    SupportChanged,
    SupportUnknown,
)
from puhui.support.house import SupportHouse
from puhui.support.institution import support_defaults
from puhui.support.listing import Listing

_STAGE = "support.objecting"
_STEPS = {"upheld": "uphold", "dismissed": "dismiss"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an enterprise stands on a list: `listed`, `removed`, `ended` or `absent`, by which entry."""

    state: str
    criteria: Criteria
    listing: Listing | None
    objections: list[Objection]

    @property
    def may_object(self) -> bool:
        """Whether there is something to object to that was not objected to before."""
        entry = "" if self.listing is None else self.listing.id
        before = {(one.criteria, one.listing) for one in self.objections}
        waiting = any(one.state == "raised" for one in self.objections)
        return self.state != "listed" and not waiting and (self.criteria.id, entry) not in before


def draft(connection: Connection, house: SupportHouse, *, list_: str, title: Text, words: Text, by: str) -> Criteria:
    """Write the next version of what a list demands; raises `CriteriaUnsound`."""
    check_criteria(title, words)
    one = Criteria(
        id=str(CriteriaId.new(house.clock, house.entropy)),
        list=list_,
        title=title,
        words=words,
        state="draft",
        made_at=house.now(),
        made_by=by,
    )
    store.insert(connection, one)
    return one


def discard(connection: Connection, id_: str) -> Criteria:
    """Give a draft up."""
    one = store.find(connection, Criteria, id_)
    return store.save(connection, one.to("discard"))


def publish(connection: Connection, house: SupportHouse, id_: str, *, by: str) -> Criteria:
    """A second person publishes a version, and the one before is superseded; raises `SecondPersonNeeded`."""
    one = store.find(connection, Criteria, id_)
    if one.made_by == by:
        raise SecondPersonNeeded(thing=one.id, stage=_STAGE)
    number = 1 + max((each.number for each in store.criteria_of(connection, one.list)), default=0)
    before = store.criteria_in_force(connection, one.list)
    published = store.save(connection, one.to("publish", number=number, published_by=by, published_at=house.now()))
    store.record(connection, house, one.id, "criteria.published", {"v": 1, **document(published)})
    if before is not None:
        superseded = store.save(connection, before.to("supersede"))
        told = {"v": 1, "criteria": superseded.id, "by": published.id}
        store.record(connection, house, superseded.id, "criteria.superseded", told)
    return published


def standings(connection: Connection, house: SupportHouse, uscc: str) -> list[Standing]:
    """Where the enterprise stands on every list whose criteria are in force."""
    objections = store.objections_of(connection, uscc)
    return [
        _standing(connection, house, one, uscc, [each for each in objections if each.list == one.list])
        for one in store.every(connection, Criteria, ("published",), oldest_first=True)
    ]


def raise_objection(
    connection: Connection, house: SupportHouse, *, list_: str, criteria: str, uscc: str, name: str, grounds: str
) -> Objection:
    """An enterprise objects, against the criteria that it looked at.

    Raises `SupportUnknown` for a list without criteria, `SupportChanged` where they changed since, `NothingToObject`
    for whoever stands on it, `ObjectionUsed`, `ObjectionWithoutWords`.
    """
    current = store.criteria_in_force(connection, list_)
    if current is None:
        raise SupportUnknown(thing=list_, stage=_STAGE)
    if current.id != criteria:
        raise SupportChanged(thing=list_, stage=_STAGE)
    before = [one for one in store.objections_of(connection, uscc) if one.list == list_]
    where = _standing(connection, house, current, uscc, before)
    if where.state == "listed":
        raise NothingToObject(thing=list_, stage=_STAGE)
    if not where.may_object:
        raise ObjectionUsed(thing=list_, stage=_STAGE)
    days = support_defaults().integer("objection_days")
    one = Objection(
        id=str(ObjectionId.new(house.clock, house.entropy)),
        list=list_,
        criteria=criteria,
        listing="" if where.listing is None else where.listing.id,
        uscc=uscc,
        name=name,
        grounds=in_words(grounds, list_),
        state="raised",
        made_at=house.now(),
        answer_by=house.today() + timedelta(days=days),
    )
    store.insert(connection, one)
    store.record(connection, house, one.id, "objection.raised", {"v": 1, **document(one)})
    return one


def answer(connection: Connection, house: SupportHouse, id_: str, *, outcome: str, reason: str, by: str) -> Objection:
    """Uphold the objection or dismiss it, with reasons that the enterprise reads.

    An upheld one puts nobody on a list: the name is proposed and confirmed like any other, and the entry names the
    objection. Raises `AnsweredByAnother` for whoever wrote the criteria or took the entry off, `ObjectionWithoutWords`.
    """
    one = store.find(connection, Objection, id_)
    if by in not_to_answer(connection, one):
        raise AnsweredByAnother(thing=one.id, stage=_STAGE)
    said = in_words(reason, one.id)
    answered = one.to(_STEPS[outcome], reason=said, answered_by=by, answered_at=house.now())
    kept = store.save(connection, answered)
    store.record(connection, house, one.id, f"objection.{outcome}", {"v": 1, **document(kept)})
    return kept


def not_to_answer(connection: Connection, one: Objection) -> set[str]:
    """Who wrote the criteria, and who took the entry off: they are judged, and do not judge."""
    people = {store.find(connection, Criteria, one.criteria).made_by}
    if one.listing:
        entry = store.find(connection, Listing, one.listing)
        people |= {entry.decided_by} if entry.state == "removed" else set()
    return people


def _standing(
    connection: Connection, house: SupportHouse, criteria: Criteria, uscc: str, objections: list[Objection]
) -> Standing:
    own = store.listings_of(connection, uscc, ("confirmed", "removed"), list_=criteria.list)
    known = [one for one in own if store.has_event(connection, one.id, "listing.confirmed")]
    standing = next((one for one in known if one.stands_on(house.today())), None)
    if standing is not None:
        return Standing("listed", criteria, standing, objections)
    last = known[-1] if known else None
    state = "absent" if last is None else "removed" if last.state == "removed" else "ended"
    return Standing(state, criteria, last, objections)
