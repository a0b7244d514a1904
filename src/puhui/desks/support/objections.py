"""The office's desk for what its white lists demand and for objections; and what the portal asks of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

import orjson
from pydantic import Field, ValidationError
from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.destinations import peer_destination
from puhui.desks.localising import localised
from puhui.desks.support.documents import Document, criteria_document, objection_document, standing_document
from puhui.desks.support.waiting import tell_whose_turn
from puhui.desks.views.base import View
from puhui.desks.views.white_lists import (
    CriteriaList,
    CriteriaRequest,
    CriteriaView,
    ObjectionAnswer,
    ObjectionList,
    ObjectionView,
)
from puhui.desks.wire import CallMalformed
from puhui.kernel import Language, PuhuiError, Text
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.storage import Database, put
from puhui.support import Criteria, Listing, Objection, SupportHouse, SupportUnknown, objecting, store, support_defaults

_STAGE = "desks.support"
_ANSWERERS = ("officer", "approver")


class _Asked(View):
    """Where does this enterprise stand?"""

    uscc: Annotated[str, Field(min_length=18, max_length=18)]


class _Objected(_Asked):
    """It objects."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    list: Annotated[str, Field(max_length=64)]
    criteria: Annotated[str, Field(max_length=64)]
    grounds: Annotated[str, Field(min_length=1, max_length=1000)]


class ObjectionDesk:
    """One office's criteria and the objections to its lists. Safe from many threads."""

    def __init__(
        self,
        *,
        house: SupportHouse,
        portal: Callable[[], str],
        database: Database,
        crier: Crier,
        wake: Callable[[], None],
    ) -> None:
        self._house = house
        self._portal = portal
        self._database = database
        self._crier = crier
        self._wake = wake

    def criteria(self, actor: Actor, language: Language) -> CriteriaList:
        """Every version of what the lists demand, newest first."""
        with self._database.reading() as connection:
            found = [self._criteria(connection, one, actor) for one in store.every(connection, Criteria)]
        return CriteriaList.model_validate({"items": localised(found, language)})

    def draft(self, asked: CriteriaRequest, actor: Actor, language: Language) -> CriteriaView:
        """Write the next version."""
        title, words = Text(zh=asked.title_zh, en=asked.title_en), Text(zh=asked.words_zh, en=asked.words_en)
        return self._versioned(
            lambda connection: objecting.draft(
                connection, self._house, list_=asked.code, title=title, words=words, by=actor.person
            ),
            actor,
            language,
        )

    def discard(self, id_: str, actor: Actor, language: Language) -> CriteriaView:
        """Give a draft up."""
        return self._versioned(lambda connection: objecting.discard(connection, id_), actor, language)

    def publish(self, id_: str, actor: Actor, language: Language) -> CriteriaView:
        """A second person publishes a version."""
        return self._versioned(
            lambda connection: objecting.publish(connection, self._house, id_, by=actor.person), actor, language
        )

    def objections(self, actor: Actor, language: Language) -> ObjectionList:
        """Objections, newest first."""
        with self._database.reading() as connection:
            found = [self._objection(connection, one, actor) for one in store.every(connection, Objection)]
        return ObjectionList.model_validate({"items": localised(found, language)})

    def answer(self, id_: str, asked: ObjectionAnswer, actor: Actor, language: Language) -> ObjectionView:
        """Answer an objection with reasons; the portal is told, and tells the enterprise."""
        with self._database.transaction() as connection:
            one = objecting.answer(
                connection, self._house, id_, outcome=asked.outcome, reason=asked.reason, by=actor.person
            )
            told = orjson.dumps({"objection": one.id, "uscc": one.uscc})
            destination = peer_destination(self._portal(), "/white-lists/answers")
            put(connection, self._house.clock, destination=destination, key=one.id, payload=told)
            found = self._objection(connection, one, actor)
        self._wake()
        return ObjectionView.model_validate(localised(found, language))

    def standing(self, caller: str, body: bytes) -> bytes:
        """For the portal: where an enterprise stands on the lists, as JSON."""
        self._require_portal(caller)
        try:
            asked = _Asked.model_validate_json(body)
        except ValidationError:
            raise CallMalformed(reason=Text(zh="未指明企业", en="no enterprise is named"), stage=_STAGE) from None
        with self._database.reading() as connection:
            return self._told(connection, asked.uscc)

    def receive(self, caller: str, body: bytes) -> bytes:
        """From the portal: an enterprise objects; where it stands now, as JSON."""
        self._require_portal(caller)
        try:
            asked = _Objected.model_validate_json(body)
            code = str(parse_uscc(asked.uscc))
        except (ValidationError, PuhuiError):
            raise CallMalformed(
                reason=Text(zh="异议的内容不符", en="no objection to a white list"), stage=_STAGE
            ) from None
        with self._database.transaction() as connection:
            one = objecting.raise_objection(
                connection,
                self._house,
                list_=asked.list,
                criteria=asked.criteria,
                uscc=code,
                name=asked.name,
                grounds=asked.grounds,
            )
            self._tell(connection, Kind.LIST_OBJECTED, one, one.id)
            told = self._told(connection, code)
        self._wake()
        return told

    def remind(self) -> int:
        """Tell of objections whose day is near, and again once it has passed; how many notices are new."""
        today = self._house.today()
        near = today + timedelta(days=support_defaults().integer("objection_reminder_days"))
        with self._database.transaction() as connection:
            waiting = store.every(connection, Objection, ("raised",), oldest_first=True)
            due = [(one, "late" if one.answer_by < today else "near") for one in waiting if one.answer_by <= near]
            return sum(self._tell(connection, Kind.OBJECTION_WAITS, one, f"{one.id}:{when}") for one, when in due)

    def _tell(self, connection: Connection, kind: Kind, one: Objection, key: str) -> int:
        values = {"enterprise": one.name, "until": one.answer_by.isoformat()}
        notices = [
            Notice(kind, Audience.of_role(role), key=f"{key}:{role}", page="/white-lists", values=values)
            for role in _ANSWERERS
        ]
        return sum(self._crier.tell(connection, notice) for notice in notices)

    def _require_portal(self, caller: str) -> None:
        if caller != self._portal():
            raise SupportUnknown(thing="white-lists", stage=_STAGE)

    def _told(self, connection: Connection, uscc: str) -> bytes:
        return orjson.dumps(
            [
                standing_document(one, [(each, store.events(connection, each.id)) for each in one.objections])
                for one in objecting.standings(connection, self._house, uscc)
            ]
        )

    def _versioned(self, step: Callable[[Connection], Criteria], actor: Actor, language: Language) -> CriteriaView:
        with self._database.transaction() as connection:
            one = step(connection)
            tell_whose_turn(connection, self._crier, one)
            found = self._criteria(connection, one, actor)
        self._wake()
        return CriteriaView.model_validate(localised(found, language))

    @staticmethod
    def _criteria(connection: Connection, one: Criteria, actor: Actor) -> Document:
        return criteria_document(one, store.events(connection, one.id), actor.person)

    def _objection(self, connection: Connection, one: Objection, actor: Actor) -> Document:
        criteria = store.find(connection, Criteria, one.criteria)
        entry = store.find(connection, Listing, one.listing) if one.listing else None
        after = store.listings_of(connection, one.uscc, ("proposed", "confirmed"), list_=one.list)
        return objection_document(
            one,
            criteria,
            entry,
            store.events(connection, one.id),
            mine=actor.person in objecting.not_to_answer(connection, one),
            to_list=one.state == "upheld" and not any(each.objection == one.id for each in after),
            late=one.state == "raised" and one.answer_by < self._house.today(),
        )
