"""What the market learns from loans: a need follows its application, and so does the list that led to it; what its
bank decides is noted for the likelihoods of approval."""

from datetime import timedelta

from sqlalchemy.engine import Connection

from puhui.desks.known import known_facts
from puhui.desks.likelihoods import Likelihoods
from puhui.desks.needs.door import NeedDoor
from puhui.desks.statistics.counting import NOTED, note_of
from puhui.desks.store import put_document
from puhui.kernel import Clock
from puhui.kernel.ids import OrgId
from puhui.market import Need, Product
from puhui.market.choices import Act, lists, record_act, record_choice
from puhui.parties import Enterprise

_LED_BY_WITHIN = timedelta(days=30)
_ACTS = {
    "approved": (Act.APPROVED,),
    "contracted": (Act.APPROVED,),
    "disbursed": (Act.APPROVED, Act.DRAWN),
}


class MarketFollower:
    """Called in the transaction that keeps an application or what a bank told of it; again it changes nothing."""

    def __init__(self, door: NeedDoor, likelihoods: Likelihoods, clock: Clock) -> None:
        self._door = door
        self._likelihoods = likelihoods
        self._clock = clock

    def applied(
        self,
        connection: Connection,
        enterprise: Enterprise,
        product: Product,
        asked: Need,
        application: str,
        *,
        campaign: str = "",
    ) -> None:
        """An enterprise applied for a product, and asked for a campaign's subsidy where one is named."""
        uscc, now = str(enterprise.uscc), self._clock.now()
        led = (one for one in lists(connection, uscc, now - _LED_BY_WITHIN) if one.position(product.code) is not None)
        shown = next(led, None)
        if shown is not None:
            record_choice(connection, shown, product.code, Act.APPLIED, now, application=application)
        facts = known_facts(connection, uscc, enterprise.segment, now.date())
        put_document(connection, NOTED, application, note_of(facts, campaign), uscc=uscc, at=now)
        self._likelihoods.applied(connection, uscc, application, need=asked, product=product, facts=facts)
        self._door.applied(connection, uscc, OrgId(product.lender), application)

    def followed(self, connection: Connection, uscc: str, bank: str, application: str, state: str) -> None:
        """A bank told what became of an application."""
        for act in _ACTS.get(state, ()):
            record_act(connection, application, act, self._clock.now())
        self._likelihoods.followed(connection, uscc, application, state)
        self._door.followed(connection, uscc, OrgId(bank), application, state)
