"""White lists at the portal: what each demands, where one enterprise stands, and its objections.

The portal keeps nothing of it but which ledger entries are the enterprise's to open: the offices answer each time.
"""

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from pydantic import ValidationError

from puhui.desks.directory import Directory
from puhui.desks.errors import PeerForged, ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.peers import Peers
from puhui.desks.store import expect_entry
from puhui.desks.views.base import View
from puhui.desks.views.white_lists import ObjectionRequest, PublicListList
from puhui.desks.wire import CallMalformed
from puhui.kernel import Clock, Language, Text, encode
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.storage import Database

_STAGE = "desks.support"


class _Answered(View):
    objection: str
    uscc: str


class PublicLists:
    """What enterprises see of white lists. Safe from many threads."""

    def __init__(
        self,
        *,
        offices: Callable[[], Sequence[str]],
        peers: Peers,
        database: Database,
        directory: Directory,
        crier: Crier,
        clock: Clock,
    ) -> None:
        self._offices = offices
        self._peers = peers
        self._database = database
        self._directory = directory
        self._crier = crier
        self._clock = clock

    def lists(self, uscc: str, language: Language) -> PublicListList:
        """Every list with its criteria, and where the enterprise stands on it."""
        asked = orjson.dumps({"uscc": uscc})
        told = [(office, self._peers.post(office, "/white-lists/standing", asked)) for office in self._offices()]
        return self._shown(uscc, told, language)

    def object(self, uscc: str, asked: ObjectionRequest, language: Language) -> PublicListList:
        """Carry the enterprise's objection to the office of the list."""
        if asked.office not in self._offices():
            raise ThingNotFound(kind="list", id=asked.office, stage=_STAGE)
        name = self._directory.enterprise(uscc).name
        body = {"uscc": uscc, "name": name, "list": asked.code, "criteria": asked.criteria, "grounds": asked.grounds}
        self._peers.post(asked.office, "/white-lists/objections", orjson.dumps(body))
        return self.lists(uscc, language)

    def receive(self, caller: str, body: bytes) -> bytes:
        """Take in that an office answered an objection: the enterprise is told to read it."""
        if caller not in self._offices():
            raise ThingNotFound(kind="desk", id=caller, stage=_STAGE)
        try:
            told = _Answered.model_validate_json(body)
        except ValidationError:
            raise CallMalformed(
                reason=Text(zh="白名单答复的内容不符", en="no answer about a white list"), stage=_STAGE
            ) from None
        notice = Notice(
            Kind.OBJECTION_ANSWERED,
            Audience.of_enterprise(told.uscc),
            key=told.objection,
            page="/white-lists",
            values={"office": self._directory.name_of(caller)},
        )
        with self._database.transaction() as connection:
            self._crier.tell(connection, notice)
        return encode({})

    def _shown(self, uscc: str, told: list[tuple[str, bytes]], language: Language) -> PublicListList:
        items: list[dict[str, Any]] = []
        for office, answer in told:
            names = {"office": office, "office_name": both(self._directory.name_of(office))}
            try:
                known = [names | one for one in orjson.loads(answer)]
                PublicListList.model_validate({"items": localised(known, language)})
            except (ValueError, TypeError) as wrong:
                raise PeerForged(org=office, reason=str(wrong)[:300], stage=_STAGE) from None
            items += known
        entries = [step["entry"] for one in items for each in one["objections"] for step in each["history"]]
        with self._database.transaction() as connection:
            for entry in entries:
                expect_entry(connection, entry, uscc=uscc, at=self._clock.now())
        return PublicListList.model_validate({"items": localised(items, language)})
