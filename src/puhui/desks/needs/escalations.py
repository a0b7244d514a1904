"""Escalations at a regulator's node: which bank did not act on a need in time, as the market's portal tells.

Each stands on the ledger too, as `need.escalated` in the need's stream; this list says it in words.
"""

import orjson

from puhui.desks.directory import Directory
from puhui.desks.errors import PeerForged, ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.store import documents, put_document
from puhui.desks.views.needs import EscalationList, EscalationView
from puhui.kernel import Clock, Language, encode
from puhui.storage import Database

_KIND = "need_escalation"


class EscalationDesk:
    """What the regulator is told of needs that waited too long."""

    def __init__(self, *, portal: str, database: Database, directory: Directory, clock: Clock) -> None:
        self._portal = portal
        self._database = database
        self._directory = directory
        self._clock = clock

    def escalations(self, language: Language) -> EscalationList:
        """All that were told, newest first."""
        with self._database.transaction() as connection:
            found = documents(connection, _KIND)
        return EscalationList.model_validate({"items": localised([self._named(one) for one in found], language)})

    def receive(self, caller: str, id_: str, body: bytes) -> bytes:
        """Take in an escalation; the same again changes nothing."""
        if caller != self._portal:
            raise ThingNotFound(kind="desk", id=caller, stage="desks.needs")
        try:
            told = orjson.loads(body)
            if told["need"] != id_:
                raise ValueError("another need")  # noqa: TRY301 - all faults of the body are told alike
            EscalationView.model_validate(localised(self._named(told), Language.EN))
        except (ValueError, KeyError, TypeError) as reason:
            raise PeerForged(org=caller, reason=str(reason)[:300], stage="desks.needs") from None
        with self._database.transaction() as connection:
            key = f"{id_}:{told['bank']}:{told['due_at']}"
            put_document(connection, _KIND, key, told, uscc="", at=self._clock.now())
        return encode({})

    def _named(self, told: dict[str, str | None]) -> dict[str, object]:
        to = told["to"]
        return {
            **told,
            "bank_name": both(self._directory.name_of(str(told["bank"]))),
            "to_name": None if to is None else both(self._directory.name_of(to)),
        }
