"""The office's desk for campaigns and white lists: made by one person, let out by another, seen with their effect."""

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.localising import localised
from puhui.desks.support.documents import Document, campaign_document, listing_document
from puhui.desks.support.telling import SupportTeller
from puhui.desks.support.waiting import tell_whose_turn
from puhui.desks.views.support import (
    CampaignList,
    CampaignTermsView,
    CampaignView,
    ListingList,
    ListingRequest,
    ListingView,
)
from puhui.kernel import Language, Text
from puhui.kernel.identifiers import uscc as parse_uscc
from puhui.notifications import Crier
from puhui.storage import Database
from puhui.support import Campaign, Listing, SupportHouse, Terms, naming_lists, store, subsidising


class CampaignDesk:
    """One office's people. Safe from many threads."""

    def __init__(
        self, *, house: SupportHouse, teller: SupportTeller, database: Database, crier: Crier, wake: Callable[[], None]
    ) -> None:
        self._house = house
        self._teller = teller
        self._database = database
        self._crier = crier
        self._wake = wake

    def campaigns(self, actor: Actor, language: Language) -> CampaignList:
        """All campaigns, newest first, with what is promised and spent."""
        with self._database.transaction() as connection:
            found = [self._document(connection, one, actor) for one in store.every(connection, Campaign)]
        return CampaignList.model_validate({"items": localised(found, language)})

    def draft(self, request: CampaignTermsView, actor: Actor, language: Language) -> CampaignView:
        """Begin a campaign."""
        return self._step(
            lambda connection: subsidising.draft(connection, self._house, terms_of(request), by=actor.person),
            actor,
            language,
        )

    def rewrite(
        self, id_: str, request: CampaignTermsView, version: int, actor: Actor, language: Language
    ) -> CampaignView:
        """Change a draft."""
        return self._step(
            lambda connection: subsidising.rewrite(
                connection, self._house, id_, terms_of(request), version=version, by=actor.person
            ),
            actor,
            language,
        )

    def discard(self, id_: str, actor: Actor, language: Language) -> CampaignView:
        """Give a draft up."""
        return self._step(lambda connection: subsidising.discard(connection, id_), actor, language)

    def publish(self, id_: str, version: int, actor: Actor, language: Language) -> CampaignView:
        """A second person publishes what they looked at; the portals are told."""
        return self._step(
            lambda connection: subsidising.publish(connection, self._house, id_, version=version, by=actor.person),
            actor,
            language,
            tell=True,
        )

    def close(self, id_: str, reason: str, actor: Actor, language: Language) -> CampaignView:
        """No new promises; the portals are told."""
        return self._step(
            lambda connection: subsidising.close(connection, self._house, id_, reason=reason, by=actor.person),
            actor,
            language,
            tell=True,
        )

    def listings(self, actor: Actor, language: Language) -> ListingList:
        """All entries of all lists, newest first."""
        with self._database.transaction() as connection:
            found = [
                listing_document(one, store.events(connection, one.id), actor.person)
                for one in store.every(connection, Listing)
            ]
        return ListingList.model_validate({"items": localised(found, language)})

    def propose_listing(self, request: ListingRequest, actor: Actor, language: Language) -> ListingView:
        """Propose a name for a list."""
        return self._listed(
            lambda connection: naming_lists.propose(
                connection,
                self._house,
                list_=request.code,
                uscc=str(parse_uscc(request.uscc)),
                name=request.name,
                reason=request.reason,
                source=request.source,
                expires_on=request.expires_on,
                objection=request.objection,
                by=actor.person,
            ),
            actor,
            language,
        )

    def confirm_listing(self, id_: str, actor: Actor, language: Language) -> ListingView:
        """A second person confirms it."""
        return self._listed(
            lambda connection: naming_lists.confirm(connection, self._house, id_, by=actor.person), actor, language
        )

    def remove_listing(self, id_: str, reason: str, actor: Actor, language: Language) -> ListingView:
        """Take a name off a list."""
        return self._listed(
            lambda connection: naming_lists.remove(connection, self._house, id_, reason=reason, by=actor.person),
            actor,
            language,
        )

    def _step(
        self, step: Callable[[Connection], Campaign], actor: Actor, language: Language, *, tell: bool = False
    ) -> CampaignView:
        with self._database.transaction() as connection:
            one = step(connection)
            if tell:
                self._teller.tell_campaign(connection, one)
            tell_whose_turn(connection, self._crier, one)
            found = self._document(connection, one, actor)
        self._wake()
        return CampaignView.model_validate(localised(found, language))

    def _listed(self, step: Callable[[Connection], Listing], actor: Actor, language: Language) -> ListingView:
        with self._database.transaction() as connection:
            one = step(connection)
            tell_whose_turn(connection, self._crier, one)
            found = listing_document(one, store.events(connection, one.id), actor.person)
        self._wake()
        return ListingView.model_validate(localised(found, language))

    @staticmethod
    def _document(connection: Connection, one: Campaign, actor: Actor) -> Document:
        answers, used = store.subsidies_of(connection, one.id), store.used(connection, one.id)
        return campaign_document(one, used, answers, store.events(connection, one.id), actor.person)


def terms_of(told: CampaignTermsView) -> Terms:
    """The terms that were typed."""
    return Terms(
        name=Text(zh=told.name_zh, en=told.name_en),
        about=Text(zh=told.about_zh, en=told.about_en),
        funder=Text(zh=told.funder_zh, en=told.funder_en),
        opens_on=told.opens_on,
        ends_on=told.ends_on,
        subsidy_rate=Decimal(told.subsidy_rate),
        budget_fen=told.budget_fen,
        client_most_fen=told.client_most_fen,
        quota=told.quota,
        products=tuple(told.products),
        regions=tuple(told.regions),
        industries=tuple(told.industries),
        segments=tuple(told.segments),
        listed=told.listed,
    )
