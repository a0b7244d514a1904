"""The desks of the market: needs at the portal, a bank's board, the regulator's escalations, and what loans teach."""

from puhui.assembly.wiring.ground import Ground
from puhui.desks.following import MarketFollower
from puhui.desks.likelihoods import Likelihoods
from puhui.desks.matching import MatchingDesk
from puhui.desks.needs.board import BoardDesk
from puhui.desks.needs.door import NeedDoor
from puhui.desks.needs.escalations import EscalationDesk
from puhui.desks.needs.owner import NeedDesk
from puhui.desks.needs.telling import NeedTeller
from puhui.market.needs import MarketHouse


class PortalMarket:
    """The portal's side of the market; what its desks share is made once."""

    def __init__(self, on: Ground) -> None:
        self._on = on
        self._house = _house(on)
        self.likelihoods = Likelihoods(on.database, on.clock)
        self._teller = NeedTeller(
            house=self._house,
            products=on.products,
            likelihoods=self.likelihoods,
            banks=lambda: on.peers.orgs("bank"),
            regulators=lambda: on.peers.orgs("regulator"),
        )
        self.door = NeedDoor(house=self._house, teller=self._teller, database=on.database, wake=on.relay.wake)
        self.follower = MarketFollower(self.door, self.likelihoods, on.clock)

    def needs(self) -> NeedDesk:
        """What enterprises need."""
        on = self._on
        return NeedDesk(
            house=self._house, teller=self._teller, database=on.database, directory=on.directory, wake=on.relay.wake
        )

    def matching(self) -> MatchingDesk:
        """What they are matched with, and what they open of it."""
        on = self._on
        return MatchingDesk(
            products=on.products,
            likelihoods=self.likelihoods,
            database=on.database,
            directory=on.directory,
            clock=on.clock,
            entropy=on.entropy,
        )


def board_desk(on: Ground) -> BoardDesk:
    """The needs that this bank may answer."""
    return BoardDesk(
        house=_house(on), portal=on.settings.operator, peers=on.peers, database=on.database, wake=on.relay.wake
    )


def escalation_desk(on: Ground) -> EscalationDesk:
    """The needs that waited too long."""
    return EscalationDesk(portal=on.settings.operator, database=on.database, directory=on.directory, clock=on.clock)


def _house(on: Ground) -> MarketHouse:
    return MarketHouse(on.org, on.signer, on.clock, on.entropy)
