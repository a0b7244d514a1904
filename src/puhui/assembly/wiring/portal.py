"""The desks of the operator's portal, at which enterprises sit."""

from puhui.assembly.wiring.ground import Ground
from puhui.consent import Relay as ConsentRelay
from puhui.desks.advice import AdviceDesk
from puhui.desks.borrowing import BorrowerDesk
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.consenting import ConsentDesk
from puhui.desks.devices import Devices
from puhui.desks.enrolling import EnrolmentDesk
from puhui.desks.following import MarketFollower
from puhui.desks.opinion import OpinionDesk
from puhui.desks.portraits import PortraitRoom
from puhui.desks.score_desk import ScoreDesk
from puhui.desks.scoring import ScoreRoom
from puhui.desks.statistics.naming import GroupNames, read_counties
from puhui.desks.statistics.portal import CountingDesk
from puhui.desks.studio.offering import MarketCatalogue
from puhui.desks.support.portal import CampaignBoard
from puhui.exchange.fields import NEWS


def enrolment_desk(on: Ground) -> EnrolmentDesk:
    """Enterprises come in, with their own keys, by the registry's activation code."""
    return EnrolmentDesk(
        registry=on.settings.registry,
        rp_id=on.settings.rp_id,
        rp_name=on.settings.name_zh,
        database=on.database,
        ledger=on.ledger,
        peers=on.peers,
        enterprises=on.enterprises,
        suite=on.suite,
        clock=on.clock,
        entropy=on.entropy,
    )


def consent_desk(on: Ground) -> ConsentDesk:
    """Enterprises grant and revoke; what is signed is relayed to the ledger."""
    return ConsentDesk(
        database=on.database,
        ledger=on.ledger,
        relay=ConsentRelay(on.ledger, on.signer, on.org, on.clock, on.entropy),
        directory=on.directory,
        offers=lambda _receiver: on.offers,
        models=on.models,
        suite=on.suite,
        clock=on.clock,
        entropy=on.entropy,
    )


def score_desk(on: Ground) -> ScoreDesk:
    """An enterprise's own score and portrait."""
    return ScoreDesk(
        org=on.org,
        database=on.database,
        ledger=on.ledger,
        signer=on.signer,
        asker=on.asker(),
        requests=on.requests(),
        room=ScoreRoom(on.peer_groups),
        portraits=PortraitRoom(on.peer_groups),
        directory=on.directory,
        clock=on.clock,
        entropy=on.entropy,
        wake=on.relay.wake,
    )


def advice_desk(on: Ground) -> AdviceDesk:
    """What an enterprise can do for a better score."""
    return AdviceDesk(
        products=on.products,
        cards=CardShelf(on.settings.cards),
        offers=lambda: on.offers,
        database=on.database,
        directory=on.directory,
        clock=on.clock,
    )


def borrower_desk(
    on: Ground, consents: ConsentDesk, devices: Devices, follower: MarketFollower, campaigns: CampaignBoard
) -> BorrowerDesk:
    """Matches, applications and loans, seen by the enterprise."""
    return BorrowerDesk(
        products=on.products,
        consents=consents,
        follower=follower,
        devices=devices,
        models=on.models,
        peers=on.peers,
        database=on.database,
        directory=on.directory,
        crier=on.crier,
        campaigns=campaigns,
        clock=on.clock,
        entropy=on.entropy,
        wake=on.relay.wake,
    )


def market_catalogue(on: Ground) -> MarketCatalogue:
    """Where banks tell of the products that they publish."""
    return MarketCatalogue(on.products, on.database, on.clock)


def opinion_desk(on: Ground) -> OpinionDesk | None:
    """What an enterprise reads of itself in the news, where this portal keeps a feed of articles."""
    dataset = next((one for one in on.datasets if one.source == NEWS), None)
    if dataset is None or not on.settings.custodian:
        return None
    kept = on.views[dataset.slug]
    return OpinionDesk(on.settings.org, dataset.name, lambda code: kept.now().told(code))


def counting_desk(on: Ground, campaigns: CampaignBoard) -> CountingDesk:
    """The numbers of this portal's scores, needs and applications, for regulators."""
    counties = read_counties(on.settings.counties_file)
    return CountingDesk(
        enterprises=on.enterprises,
        regulators=lambda: on.peers.orgs("regulator"),
        names=GroupNames(counties, on.directory.name_of, campaigns.name_of),
        database=on.database,
        clock=on.clock,
    )
