"""Data that an enterprise shows by choice: what the consent sheet offers, what is signed for by itself, what a bank
then sees, and that what is left out, or does not answer, costs nothing."""

from typing import Any

import httpx
import pytest

from puhui.city.awaiting import awaited
from puhui.city.errors import StoryStuck
from puhui.city.wallet import Wallet
from puhui.credit.expert import names, shipped
from puhui.desks.cards import city_card
from puhui.kernel import SystemEntropy, suite
from tests.api.answers import ok
from tests.api.house import House, Person

PRODUCT, BANK = "tax-credit", "bank-a"
APPLICATION = {"purpose": "application", "receiver": BANK, "product": PRODUCT}
OWN, COURT = "pbc/owner-credit", "court/representative-cases"
ALONE = {OWN, COURT}
WELCOME = {"data-bureau/penalties", "pbc/credit-register", *ALONE}
MONTHS = {"tax/monthly-trade", "power/monthly-power", "bank-b/monthly-flows", "bank-c/monthly-flows"}
WELCOME |= MONTHS  # account flows of the other banks: its own the lender has


@pytest.fixture(scope="module")
def account(house: House) -> dict[str, Any]:
    """An enterprise that is nobody else's."""
    return house.accounts("owner")[-3]


@pytest.fixture(scope="module")
def wallet(house: House, account: dict[str, Any]) -> Wallet:
    return Wallet(house.folder / "wallets", account["enterprise"]["uscc"], SystemEntropy(), suite("ed25519-sha256"))


@pytest.fixture(scope="module")
def owner(house: House, account: dict[str, Any], wallet: Wallet) -> Person:
    """Its owner, who has enrolled a key."""
    person, code = house.signed_in(account), account["enterprise"]["uscc"]
    if not ok(person.get("/enterprise"))["enrolled"]:
        challenge = ok(person.post("/enrolment/options"))["challenge"]
        asked = {"kind": "software", "key": wallet.key, "proof": wallet.sign(challenge)}
        ok(person.post("/enrolment", json=asked | {"activation": wallet.activation(account["activation"], code)}))
    return person


def drafted(owner: Person, **asked: Any) -> dict[str, Any]:
    made: dict[str, Any] = ok(owner.post("/consents/drafts", json=APPLICATION | asked))
    return made


def named(items: list[dict[str, Any]]) -> set[str]:
    return {one["dataset"] for one in items}


def test_only_what_is_always_asked_for_is_drafted_and_the_rest_is_offered(owner: Person) -> None:
    sheet = drafted(owner)
    assert named(sheet["also"]) == WELCOME
    assert not named(sheet["items"]) & WELCOME
    assert "registry/encumbrances" in named(sheet["items"])
    assert {one["dataset"]: (one["separate"], one["alone"]) for one in sheet["also"]} == {
        "data-bureau/penalties": (False, False), "pbc/credit-register": (True, False), OWN: (True, True),
        COURT: (True, True),
        "tax/monthly-trade": (False, False), "power/monthly-power": (False, False),
        "bank-b/monthly-flows": (True, False), "bank-c/monthly-flows": (True, False),
    }  # fmt: skip
    more = drafted(owner, also=["data-bureau/penalties"])
    assert named(more["items"]) == named(sheet["items"]) | {"data-bureau/penalties"}
    assert named(more["also"]) == WELCOME - {"data-bureau/penalties"}


def test_what_the_product_has_no_use_for_is_not_drafted_for_its_bank(owner: Person) -> None:
    assert "data-bureau/customs-trade" not in named(drafted(owner, also=["data-bureau/customs-trade"])["items"])
    own_score = ok(owner.post("/consents/drafts", json={"purpose": "score"}))
    assert {"data-bureau/customs-trade", "data-bureau/telecom-usage", "tax/invoice-patterns"} <= named(
        own_score["also"]
    )


def test_a_persons_own_data_are_signed_for_by_themselves(owner: Person) -> None:
    refused = owner.post("/consents/drafts", json=APPLICATION | {"also": [OWN]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "consent_of_its_own")
    (item,) = drafted(owner, datasets=[OWN])["items"]
    assert item["separate"]
    assert any("29" in law for law in item["law"])
    assert {field["name"] for field in item["fields"]} >= {"owner_age_y", "owner_dpd_max24"}


@pytest.fixture(scope="module")
def assessed(house: House, owner: Person, wallet: Wallet) -> dict[str, Any]:
    """An application to whose bank everything was shown, assessed while the data bureau was down."""

    def signed(sheet: dict[str, Any]) -> dict[str, Any]:
        return {"draft": sheet["draft"], "signature": wallet.signature(sheet["challenge"])}

    sheet = drafted(owner, also=sorted(WELCOME - ALONE))
    alone = [drafted(owner, datasets=[one]) for one in sorted(ALONE)]
    need = {"product": PRODUCT, "amount_fen": 20_000_000, "term_months": 12, "repayment": "equal_instalments"}
    asked = need | {"purpose": "采购", **signed(sheet), "separate": [signed(own) for own in alone]}
    path = f"/applications/{ok(owner.post('/applications', json=asked))['id']}"
    officer = house.person(house.accounts("officer", BANK)[0])
    stuck = StoryStuck(step="intake", reason="it never came", advice="", stage="tests")
    awaited(lambda: officer.get(path).status_code == httpx.codes.OK or None, stuck)
    house.stop("data-bureau")
    try:
        ok(officer.post(f"{path}/assessment"))
    finally:
        house.start("data-bureau")
    found: dict[str, Any] = ok(officer.get(path))
    return found | {"portrait": ok(officer.get(f"{path}/portrait"))}


def test_the_bank_sees_each_source_with_its_freshness_and_what_did_not_answer(assessed: dict[str, Any]) -> None:
    sources = {one["source"]: one for one in assessed["portrait"]["sources"]}
    assert (sources["penalties"]["cause"], sources["penalties"]["coverage"]) == ("source_down", 0)
    assert sources["finance"]["cause"] in ("granted", "no_record")
    assert {"owner", "encumbrances", "registry", "representative"} <= set(sources)
    down = [one for one in assessed["portrait"]["indicators"] if one["source"] == "penalties"]
    assert {(one["value"], one["cause"]) for one in down} == {(None, "source_down")}
    assert all(one["origin"] == sources["penalties"]["label"] for one in down)


def test_the_representatives_court_record_answers_what_the_rules_ask(assessed: dict[str, Any]) -> None:
    told = {one["name"]: one for one in assessed["portrait"]["indicators"] if one["source"] == "representative"}
    assert {one["cause"] for one in told.values()} == {"granted"}
    assert {name: one["value"] for name, one in told.items()} == {
        "lr_dishonest_now": 0.0, "lr_limit_consume_now": 0.0, "lr_exec_open_cnt": 0.0,
    }  # fmt: skip


def test_a_chosen_source_that_is_down_costs_no_points_and_never_a_cap(assessed: dict[str, Any]) -> None:
    known = {one["source"] for one in assessed["portrait"]["sources"] if one["cause"] == "granted"}
    cards = {card.name: card for card in (city_card(), *map(shipped, names()))}
    served = cards[assessed["recommendation"]["score"]["model"]["name"]]
    weights = {one.source: one.weight for one in served.sources}
    whole = sum(weight for source, weight in weights.items() if source in known) / sum(weights.values())
    assert "penalties" in weights
    assert "penalties" not in known
    score = assessed["portrait"]["score"]
    assert 0.7 <= score["coverage"] <= whole < 1  # what it weighs is open, and nothing else follows from it
    assert not [one for one in score["reasons"] if "penalty" in one["code"]]
    fired = assessed["recommendation"]["rules"]
    assert not [one for one in fired if one["evidence"].get("source") == "penalties"]
    assert not [one for one in fired if one["evidence"]["name"].startswith("penalty_")]


def test_the_owner_sees_who_was_shown_what_and_one_signature_more(owner: Person, assessed: dict[str, Any]) -> None:
    grants = [one for one in ok(owner.get("/grants"))["items"] if one["receiver"] == BANK]
    assert named(grants) >= WELCOME
    (own,) = [one for one in grants if one["dataset"] == OWN]
    assert own["used"] == 1
    assert ok(owner.get("/uses"))["complete"]


def test_a_separate_draft_for_another_receiver_opens_nothing(owner: Person, wallet: Wallet) -> None:
    sheet, other = drafted(owner), ok(owner.post("/consents/drafts", json={"purpose": "score", "datasets": [OWN]}))
    signed = [{"draft": one["draft"], "signature": wallet.signature(one["challenge"])} for one in (sheet, other)]
    need = {"product": PRODUCT, "amount_fen": 20_000_000, "term_months": 12, "repayment": "equal_instalments"}
    before = len(ok(owner.get("/grants"))["items"])
    refused = owner.post("/applications", json=need | {"purpose": "采购", **signed[0], "separate": signed[1:]})
    assert refused.json()["error"]["code"] == "no_grant_for_application"
    assert len(ok(owner.get("/grants"))["items"]) == before


def test_months_come_under_grants_of_their_own_and_agree_with_the_year(assessed: dict[str, Any]) -> None:
    section = assessed["portrait"]["sections"]["months"]
    told = {one["code"]: one for one in section["items"]}
    assert section["state"] == "given"
    assert {"TRADE_MONTHS", "POWER_MONTHS"} <= set(told)
    trade = told["TRADE_MONTHS"]
    assert (trade["custodian"], trade["as_of"]) == ("tax", max(one["as_of"] for one in section["items"]))
    year = next(one["value"] for one in assessed["portrait"]["indicators"] if one["name"] == "rev12_fen")
    assert sum(one["values"][0] for one in trade["months"][-12:]) == pytest.approx(year)
    sources = {one["source"]: one for one in assessed["portrait"]["sources"]}
    assert (sources["trade_months"]["cause"], sources["trade_months"]["coverage"]) == ("granted", 1.0)
    assert "trade_months" not in {one["name"] for one in assessed["portrait"]["indicators"]}


def test_a_register_that_was_down_is_not_told_as_clean(assessed: dict[str, Any]) -> None:
    records = assessed["portrait"]["sections"]["records"]
    assert records["state"] == "given"
    assert "penalties" not in {one["source"] for one in records["items"]}
