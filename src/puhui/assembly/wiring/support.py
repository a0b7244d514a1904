"""The desks of support: a guarantor's and an office's at a regulator's node, what the portal tells of campaigns."""

from puhui.assembly.files import read_file
from puhui.assembly.wiring.ground import Ground
from puhui.desks.support.campaigns import CampaignDesk
from puhui.desks.support.door import SupportDoor
from puhui.desks.support.guarantees import GuaranteeDesk
from puhui.desks.support.objections import ObjectionDesk
from puhui.desks.support.portal import CampaignBoard
from puhui.desks.support.public_lists import PublicLists
from puhui.desks.support.telling import SupportTeller
from puhui.support import Institution, SupportHouse


class SupportParts:
    """A node that gives support; what its desks share is made once."""

    def __init__(self, on: Ground) -> None:
        self._on = on
        self._house = SupportHouse(on.org, on.signer, on.clock, on.entropy)
        self._teller = SupportTeller(house=self._house, portals=lambda: [on.settings.operator])

    def door(self) -> SupportDoor:
        """What banks ask and tell."""
        on = self._on
        return SupportDoor(
            house=self._house,
            teller=self._teller,
            banks=lambda: on.peers.orgs("bank"),
            database=on.database,
            crier=on.crier,
            wake=on.relay.wake,
        )

    def guarantees(self) -> GuaranteeDesk:
        """The guarantee institution, where one sits here."""
        on, file = self._on, self._on.settings.guarantor_file
        return GuaranteeDesk(
            house=self._house,
            institution=Institution.parse(read_file(file)) if file.exists() else None,
            teller=self._teller,
            database=on.database,
            directory=on.directory,
            crier=on.crier,
            wake=on.relay.wake,
        )

    def campaigns(self) -> CampaignDesk:
        """Campaigns and white lists."""
        on = self._on
        return CampaignDesk(
            house=self._house, teller=self._teller, database=on.database, crier=on.crier, wake=on.relay.wake
        )

    def objections(self) -> ObjectionDesk:
        """What the lists demand, and objections."""
        on = self._on
        return ObjectionDesk(
            house=self._house,
            portal=lambda: on.settings.operator,
            database=on.database,
            crier=on.crier,
            wake=on.relay.wake,
        )


def public_lists(on: Ground) -> PublicLists:
    """White lists as enterprises see them."""
    return PublicLists(
        offices=lambda: on.peers.orgs("regulator"),
        peers=on.peers,
        database=on.database,
        directory=on.directory,
        crier=on.crier,
        clock=on.clock,
    )


def campaign_board(on: Ground) -> CampaignBoard:
    """Campaigns as enterprises see them."""
    return CampaignBoard(
        regulators=lambda: on.peers.orgs("regulator"),
        database=on.database,
        directory=on.directory,
        clock=on.clock,
    )
