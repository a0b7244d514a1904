"""Campaigns at the portal: as their offices told them, held against what is known of one enterprise."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pydantic import ValidationError

from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.store import document, documents, put_document
from puhui.desks.support.campaigns import terms_of
from puhui.desks.views.base import View
from puhui.desks.views.support import CampaignTermsView, FittingCampaignList
from puhui.desks.wire import CallMalformed
from puhui.kernel import Clock, Language, Text, encode
from puhui.storage import Database
from puhui.support import Applied, Campaign, conditions, fits

_KIND = "support_campaign"
_ORDER = {"pass": 0, "ask": 1, "fail": 2}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # the office alone knows when it was made
_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


class _Told(View):
    id: str
    version: int
    state: str
    terms: CampaignTermsView


class CampaignBoard:
    """What enterprises see of campaigns. Safe from many threads."""

    def __init__(
        self, *, regulators: Callable[[], Sequence[str]], database: Database, directory: Directory, clock: Clock
    ) -> None:
        self._regulators = regulators
        self._database = database
        self._directory = directory
        self._clock = clock

    def receive(self, caller: str, body: bytes) -> bytes:
        """Take in a campaign of the office that calls; news that is overtaken changes nothing."""
        if caller not in self._regulators():
            raise ThingNotFound(kind="desk", id=caller, stage="desks.support")
        try:
            told = _Told.model_validate_json(body)
        except ValidationError:
            raise CallMalformed(reason="a campaign", stage="desks.support") from None
        with self._database.transaction() as connection:
            before = document(connection, _KIND, told.id)
            if before is not None and (before["office"] != caller or before["version"] >= told.version):
                return encode({})
            kept = {"office": caller, **told.model_dump(mode="json")}
            put_document(connection, _KIND, told.id, kept, uscc="", at=self._clock.now())
        return encode({})

    def office_of(self, id_: str) -> str:
        """The office of an open campaign; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            kept = document(connection, _KIND, id_)
        if kept is None or kept["state"] != "published":
            raise ThingNotFound(kind="campaign", id=id_, stage="desks.support")
        return str(kept["office"])

    def name_of(self, id_: str) -> Text:
        """What a campaign is called, whatever became of it; its id where it is not known here."""
        with self._database.reading() as connection:
            kept = document(connection, _KIND, id_)
        if kept is None:
            return Text(zh=id_, en=id_)
        return Text(zh=kept["terms"]["name_zh"], en=kept["terms"]["name_en"])

    def fitting(self, uscc: str, language: Language) -> FittingCampaignList:
        """Open campaigns, those that fit the enterprise first; what is asked when it applies stays open."""
        enterprise, today = self._directory.enterprise(uscc), self._clock.now().astimezone(_BEIJING).date()
        who = Applied(None, None, enterprise.region, enterprise.industry, enterprise.segment, today)
        with self._database.transaction() as connection:
            there = [_campaign(one) for one in documents(connection, _KIND)]
        found = [_shown(one, who) for one in there if one.state == "published" and today <= one.terms.ends_on]
        found.sort(key=lambda one: (_ORDER[one["verdict"]], one["ends_on"], one["id"]))
        return FittingCampaignList.model_validate({"items": localised(found, language)})


def _campaign(kept: dict[str, Any]) -> Campaign:
    terms = terms_of(CampaignTermsView.model_validate(kept["terms"]))
    return Campaign(kept["id"], kept["office"], terms, kept["state"], _LONG_AGO, "", kept["version"])


def _shown(one: Campaign, who: Applied) -> dict[str, Any]:
    found, terms = conditions(one, who), one.terms
    return {
        "id": one.id,
        "name": both(terms.name),
        "about": both(terms.about),
        "funder": both(terms.funder),
        "opens_on": terms.opens_on.isoformat(),
        "ends_on": terms.ends_on.isoformat(),
        "subsidy_rate": format(terms.subsidy_rate, "f"),
        "client_most_fen": terms.client_most_fen,
        "products": list(terms.products),
        "verdict": fits(found),
        "conditions": [{"code": each.code, "state": each.state, "text": both(each.text)} for each in found],
    }
