"""The portal's own duties: clocks hand a need over and tell the regulator; what nobody picks up is assigned; no pay."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from puhui.desks.likelihoods import Likelihoods
from puhui.desks.needs.door import NeedDoor
from puhui.desks.needs.telling import NeedTeller
from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, encode, suite
from puhui.kernel.ids import OrgId
from puhui.market import Need, Product, shipped_products
from puhui.market.needs import (
    Asker,
    FinancingNeed,
    MarketHouse,
    NeedUnknown,
    Scope,
    Shows,
    answering,
    need_settings,
    publishing,
    store,
)
from puhui.storage import Database

BANKS = ["bank-a", "bank-b", "bank-c"]
WHO = Asker("91110000600037341L", "青禾机械", "small_micro")
ASK = Need(amount_fen=10_000_000, term_months=12, purpose="working_capital", guarantees=frozenset())


class Portal:
    """The market's side of a portal over rows in memory, with a clock that moves when told."""

    def __init__(self) -> None:
        self.clock = ManualClock(datetime(2026, 7, 1, 2, tzinfo=UTC))
        self.database = Database.in_memory()
        self.database.create()
        signer = SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes(32))
        self.house = MarketHouse(OrgId("platform"), signer, self.clock, SeededEntropy(1))
        self.teller = NeedTeller(
            house=self.house,
            products=shipped_products(),
            likelihoods=Likelihoods(self.database, self.clock),
            banks=lambda: BANKS,
            regulators=lambda: ["pbc"],
        )
        self.door = NeedDoor(house=self.house, teller=self.teller, database=self.database, wake=lambda: None)

    def do(self, step: Any, *args: Any, **more: Any) -> Any:
        with self.database.transaction() as connection:
            return step(connection, *args, **more)

    def published(self, shows: frozenset[Shows] = frozenset(), banks: tuple[OrgId, ...] = ()) -> FinancingNeed:
        made = self.do(publishing.draft, self.house, WHO, ASK)
        terms: dict[str, Any] = {"version": made.version, "contact": "100", "days": None, "banks": BANKS}
        found: FinancingNeed = self.do(publishing.publish, self.house, made.id, Scope(banks, shows), **terms)
        return found

    def owed(self, path: str) -> list[tuple[str, dict[str, Any]]]:
        """Whom the outbox owes calls that end so, and what they say."""
        with self.database.transaction() as connection:
            rows = connection.execute(sa.text("SELECT destination, payload FROM outbox ORDER BY id")).all()
        return [(row[0].split(":")[1], orjson.loads(row[1])) for row in rows if row[0].endswith(path)]


@pytest.fixture
def portal() -> Portal:
    return Portal()


def test_a_bank_that_does_not_make_contact_loses_the_need_to_the_next_and_the_regulator_is_told(portal: Portal) -> None:
    need = portal.published()
    portal.do(answering.pick_up, portal.house, need.id, OrgId("bank-a"))
    portal.do(answering.agree, portal.house, need.id, OrgId("bank-a"))
    assert portal.door.run_out() == 0, "there is time left"
    portal.clock.advance(timedelta(days=3))
    assert portal.door.run_out() == 1
    ((to, told),) = portal.owed("/escalation")
    assert (to, told["need"], told["bank"]) == ("pbc", need.id, "bank-a")
    assert told["to"] in ("bank-b", "bank-c")
    assert WHO.uscc not in str(told)
    after = portal.do(store.find, need.id)
    assert {one.bank: one.state.value for one in after.answers} == {"bank-a": "lapsed", told["to"]: "invited"}
    assert portal.door.run_out() == 0, "done again it changes nothing"
    assert len(portal.owed("/escalation")) == 1


def test_what_nobody_picked_up_for_a_day_is_assigned_within_its_scope(portal: Portal) -> None:
    wide, narrow = portal.published(), portal.published(banks=(OrgId("bank-b"),))
    assert portal.door.assign() == 0, "banks have a day to pick up by themselves"
    portal.clock.advance(timedelta(hours=need_settings().invite_after_hours, seconds=1))
    made = portal.door.assign()
    assert made == len(portal.do(store.find, wide.id).answers) + len(portal.do(store.find, narrow.id).answers)
    assert {one.bank for one in portal.do(store.find, narrow.id).answers} == {"bank-b"}
    assert len(portal.do(store.find, wide.id).answers) <= need_settings().banks_max
    assert portal.door.assign() == 0


def test_every_bank_of_the_scope_is_told_its_own_sheet_and_no_other_bank_anything(portal: Portal) -> None:
    need = portal.published(frozenset(Shows), (OrgId("bank-a"), OrgId("bank-b")))
    with portal.database.transaction() as connection:
        portal.teller.tell(connection, need)
    told = dict(portal.owed("/sheet"))
    assert set(told) == {"bank-a", "bank-b"}
    own = {lender: {one.code for one in shipped_products() if one.lender == lender} for lender in BANKS}
    for bank, sheet in told.items():
        assert {fit["product"] for fit in sheet["fits"]} == own[bank], "how others' products fit is not its business"
        assert not any(word in str(sheet) for word in (WHO.uscc, WHO.name, need.contact + "x"))
        assert sheet["enterprise"] is None


def test_who_is_no_bank_here_finds_no_need(portal: Portal) -> None:
    need = portal.published()
    body = encode({"step": "pick_up", "banker": "", "phone": "", "message": "", "reason": ""})
    for stranger in ("tax", "pbc", "bank-x"):
        with pytest.raises(NeedUnknown):
            portal.door.step(stranger, need.id, body)
    assert orjson.loads(portal.door.step("bank-a", need.id, body))["answer"]["state"] == "picked_up"


def test_nothing_that_a_lender_pays_can_enter() -> None:
    """No field of a product is about pay, an unknown key is refused, and the needs' and degrees' settings name none."""
    words = ("pay", "bid", "sponsor", "promot", "advert", "commission", "boost")
    names = [field.name for field in fields(Product)]
    assert not [name for name in names if any(word in name for word in words) and name != "repayment"]
    from puhui.market import ProductRefused, product_document, settings

    paid = product_document(shipped_products()[0]) | {"boost": 1}
    with pytest.raises(ProductRefused):
        Product.parse(paid)
    assert not [
        name for name in {**settings().of, **settings().points} if any(w in name for w in words) and name != "repayment"
    ]


def test_a_better_paid_lender_is_ranked_by_its_terms_alone(portal: Portal) -> None:
    """Two products that differ by lender only have the same degree: who lends does not count."""
    from puhui.market import build_facts, match

    one = shipped_products()[0]
    other = replace(one, lender=OrgId("bank-z"), code="z")
    facts = build_facts([], own={"segment": "small_micro", "age_m": 40, "pd": 0.02})
    first, second = match(ASK, [other, one], facts, on=portal.clock.now().date())
    assert first.degree == second.degree
    assert [first.product.lender, second.product.lender] == ["bank-a", "bank-z"], "equal ones by name"
