"""What the office owes when support changes: the whole answer to the bank, published campaigns to the portals."""

from collections.abc import Callable, Sequence

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.destinations import peer_destination
from puhui.desks.store import document, put_document
from puhui.desks.support.documents import terms_document, told_guarantee, told_listing, told_subsidy
from puhui.storage import put
from puhui.support import Campaign, Guarantee, Subsidy, SupportHouse, SupportUnknown, naming_lists, store

_ASKED = "support_question"


class SupportTeller:
    """Answers and campaigns, owed in the caller's transaction. News overtaken by later news is told by its version."""

    def __init__(self, *, house: SupportHouse, portals: Callable[[], Sequence[str]]) -> None:
        self._house = house
        self._portals = portals

    def asked(self, connection: Connection, application: str, bank: str, uscc: str, *, lists: bool) -> None:
        """Remember who asked, and whether the enterprise lets us look at the lists."""
        kept = {"bank": bank, "uscc": uscc, "lists": lists}
        put_document(connection, _ASKED, application, kept, uscc=uscc, at=self._house.now())

    def bank_of(self, connection: Connection, application: str) -> str | None:
        """The bank that asked; None where nobody did."""
        kept = document(connection, _ASKED, application)
        return None if kept is None else str(kept["bank"])

    def tell(self, connection: Connection, application: str) -> None:
        """Owe the bank all that is answered for its application."""
        asked = document(connection, _ASKED, application)
        if asked is None:
            raise SupportUnknown(thing=application, stage="desks.support")
        guarantee = store.of_application(connection, Guarantee, application)
        subsidy = store.of_application(connection, Subsidy, application)
        seen = []
        if asked["lists"]:
            seen = naming_lists.look_up(
                connection, self._house, asked["uscc"], application=application, bank=asked["bank"]
            )
        version = (0 if guarantee is None else guarantee.version) + (0 if subsidy is None else subsidy.version) + 1
        told = {
            "version": version,
            "guarantee": None
            if guarantee is None
            else told_guarantee(guarantee, store.events(connection, guarantee.id)),
            "subsidy": None if subsidy is None else self._subsidy(connection, subsidy),
            "lists": [told_listing(one) for one in seen],
        }
        put(
            connection,
            self._house.clock,
            destination=peer_destination(asked["bank"], f"/support/{application}/answer"),
            key=f"{application}:{version}",
            payload=orjson.dumps(told),
        )

    def tell_campaign(self, connection: Connection, one: Campaign) -> None:
        """Owe every portal a campaign as it is now."""
        told = {
            "id": one.id,
            "version": one.version,
            "state": one.state,
            "terms": terms_document(one.terms),
        }
        for portal in self._portals():
            put(
                connection,
                self._house.clock,
                destination=peer_destination(portal, "/campaigns"),
                key=f"{one.id}:{one.version}",
                payload=orjson.dumps(told),
            )

    def _subsidy(self, connection: Connection, one: Subsidy) -> dict[str, object]:
        try:
            campaign = store.find(connection, Campaign, one.campaign)
        except SupportUnknown:
            campaign = None
        return told_subsidy(one, campaign, store.events(connection, one.id), str(self._house.organisation))
