"""What the portal owes when a need changes: its sheet to every bank in the scope, escalations to the regulator."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import orjson
from sqlalchemy.engine import Connection

from puhui.desks.destinations import peer_destination
from puhui.desks.known import known_facts
from puhui.desks.likelihoods import Likelihoods
from puhui.desks.store import expect_entry
from puhui.kernel.ids import OrgId
from puhui.market import Product, State, match
from puhui.market.needs import Escalation, FinancingNeed, MarketHouse
from puhui.market.needs import store as needs
from puhui.market.needs.sheet import sheet
from puhui.storage import put


class NeedTeller:
    """Sheets and escalations, owed in the caller's transaction."""

    def __init__(
        self,
        *,
        house: MarketHouse,
        products: Sequence[Product],
        likelihoods: Likelihoods,
        banks: Callable[[], Sequence[str]],
        regulators: Callable[[], Sequence[str]],
    ) -> None:
        self._house = house
        self._likelihoods = likelihoods
        self._products: Mapping[str, list[Product]] = _by_lender(products)
        self.banks = banks
        self._regulators = regulators

    def sheet(self, connection: Connection, need: FinancingNeed, bank: str) -> bytes:
        """What that bank sees of the need now."""
        today = self._house.now().date()
        facts = known_facts(connection, need.asker.uscc, need.asker.segment, today)
        offered = [one for one in self._products.get(bank, []) if one.on_offer(today)]
        approval = self._likelihoods.served(connection).approval
        return orjson.dumps(sheet(need, bank, facts, offered, on=today, approval=approval))

    def tell(self, connection: Connection, need: FinancingNeed) -> None:
        """Owe every bank in the scope its sheet; news overtaken by later news is told by its version."""
        for step in needs.events(connection, need.id):
            expect_entry(connection, step.entry, uscc=need.asker.uscc, at=self._house.now())
        for bank in self.banks():
            if need.scope.admits(bank):
                put(
                    connection,
                    self._house.clock,
                    destination=peer_destination(bank, f"/needs/{need.id}/sheet"),
                    key=f"{need.id}:{need.version}",
                    payload=self.sheet(connection, need, bank),
                )

    def escalate(self, connection: Connection, found: Iterable[Escalation]) -> None:
        """Owe every regulator's node the escalations: pseudonyms of needs, names of banks, nothing of an enterprise."""
        for one in found:
            body = orjson.dumps(
                {
                    "need": one.need,
                    "bank": str(one.bank),
                    "due_at": one.due_at.isoformat(),
                    "at": one.at.isoformat(),
                    "to": None if one.to is None else str(one.to),
                }
            )
            for regulator in self._regulators():
                put(
                    connection,
                    self._house.clock,
                    destination=peer_destination(regulator, f"/needs/{one.need}/escalation"),
                    key=f"{one.need}:{one.bank}:{one.due_at.isoformat()}",
                    payload=body,
                )

    def degrees(self, connection: Connection, need: FinancingNeed) -> dict[str, float]:
        """Of the banks that may see the need and have not answered it, those with a product that fits: the greatest
        degree of each, best bank first."""
        today = self._house.now().date()
        there = [bank for bank in self.banks() if need.scope.admits(bank) and need.answer_of(bank) is None]
        offered = [one for bank in there for one in self._products.get(bank, []) if one.on_offer(today)]
        facts = known_facts(connection, need.asker.uscc, need.asker.segment, today)
        approval = self._likelihoods.served(connection).approval
        found: dict[str, float] = {}
        for one in match(need.ask, offered, facts, on=today, approval=approval):
            if one.verdict is not State.FAIL:
                found.setdefault(str(one.product.lender), one.degree)
        return found

    def next_bank(self, connection: Connection, need: FinancingNeed) -> OrgId | None:
        """The bank that the need fits best among those it could still go to."""
        best = next(iter(self.degrees(connection, need)), None)
        return None if best is None else OrgId(best)


def _by_lender(products: Sequence[Product]) -> dict[str, list[Product]]:
    found: dict[str, list[Product]] = {}
    for product in products:
        found.setdefault(str(product.lender), []).append(product)
    return found
