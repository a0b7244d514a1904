"""A loan that is assessed by a score alone: what the consent sheet says, the computation between the nodes, the
assessment and its record, and what becomes of a score when a party is down or the bank's node goes down."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from puhui.assembly.wiring import simulated_warehouse
from puhui.city.wallet import Wallet
from puhui.desks.cards import joint_card
from puhui.exchange import datasets_of
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.identifiers import uscc
from puhui.lending import store
from puhui.privacy.cards import card_digest
from tests.api.answers import awaited, ok
from tests.api.house import House, Person

PRODUCT, BANK = "score-only", "bank-a"
SOURCES = {"tax": "vat-invoices", "registry": "registration", "social": "social-insurance"}
SOURCES |= {"power": "power-consumption", "court": "court-cases"}

Apply = Callable[[], str]


@pytest.fixture(scope="module")
def account(house: House) -> dict[str, Any]:
    """An enterprise that is nobody else's: stories take the first ones, a newcomer the last."""
    return house.accounts("owner")[-2]


@pytest.fixture(scope="module")
def owner(house: House, account: dict[str, Any], wallet: Wallet) -> Person:
    """Its owner, who has enrolled a key."""
    person, code = house.signed_in(account), account["enterprise"]["uscc"]
    if not ok(person.get("/enterprise"))["enrolled"]:
        challenge = ok(person.post("/enrolment/options"))["challenge"]
        asked = {"kind": "software", "key": wallet.key, "proof": wallet.sign(challenge)}
        ok(person.post("/enrolment", json=asked | {"activation": wallet.activation(account["activation"], code)}))
    return person


@pytest.fixture(scope="module")
def wallet(house: House, account: dict[str, Any]) -> Wallet:
    suite = house.nodes["platform"].trust.current().suite
    return Wallet(house.folder / "wallets", account["enterprise"]["uscc"], SystemEntropy(), suite)


@pytest.fixture(scope="module")
def officer(house: House) -> Person:
    return house.person(house.accounts("officer", BANK)[0])


@pytest.fixture(scope="module")
def approver(house: House) -> Person:
    return house.person(house.accounts("approver", BANK)[0])


@pytest.fixture
def apply(house: House, owner: Person, wallet: Wallet, officer: Person) -> Apply:
    """Apply for the product that shows a score alone; the application's id, once the bank has it."""

    def applying() -> str:
        draft = ok(owner.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
        asked = {"product": PRODUCT, "amount_fen": 10_000_000, "term_months": 12, "repayment": "equal_instalments"}
        signed = {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
        made: str = ok(owner.post("/applications", json={**asked, "purpose": "采购", **signed}))["id"]
        awaited(lambda: officer.get(f"/applications/{made}").status_code == 200)
        return made

    return applying


@pytest.fixture
def down(house: House) -> Iterator[Callable[[str], None]]:
    """Stop nodes; they are up again afterwards."""
    stopped: list[str] = []

    def stop(org: str) -> None:
        house.stop(org)
        stopped.append(org)

    yield stop
    for org in stopped:
        house.start(org)


def over(person: Person, application: str) -> dict[str, Any]:
    """The secret score once it is over."""

    def look() -> dict[str, Any] | None:
        told: dict[str, Any] = ok(person.get(f"/applications/{application}/scoring"))
        return None if told["state"] == "running" else told

    found: dict[str, Any] = awaited(look)
    return found


def in_the_open(house: House, code: str) -> Any:
    """The same enterprise by the same card, over the custodians' own tables."""
    row: dict[str, Any] = {}
    for org, slug in SOURCES.items():
        node = house.nodes[org].settings
        dataset = next(one for one in datasets_of(node.role) if one.slug == slug)
        found = simulated_warehouse(node.data, SystemClock()).indicators(dataset, [uscc(code)])[uscc(code)]
        row |= {name: one.value for name, one in found.items()}
    values = [(one.name, row[one.name]) for one in joint_card().attributes]
    return joint_card().explain({name: None if value is None else float(value) for name, value in values})


def test_the_sheet_says_that_the_bank_gets_a_score_and_signs_the_model(house: House, owner: Person) -> None:
    draft = ok(owner.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
    digest = card_digest(joint_card(), house.nodes["platform"].trust.current().suite)
    assert draft["model"]["digest"] == digest
    sources = {f"{org}/{slug}" for org, slug in SOURCES.items()}
    scored = [item for item in draft["items"] if item["dataset"] in sources]
    assert {item["dataset"] for item in scored} == sources
    taken = {field["name"] for item in scored for field in item["fields"]}
    assert taken == {attribute.name for attribute in joint_card().attributes}, "and not one field more"
    beside = {item["dataset"].partition("/")[2] for item in draft["items"] if item not in scored}
    assert beside == {"identity-checks", "session-device", "lending-record"}, "of no score"
    for item in scored:
        assert "none of the\n   figures" in item["notice"]
        assert digest in item["notice"]
        assert "at most 3" in item["notice"]
    asked, chinese = {"purpose": "application", "product": PRODUCT}, {"Accept-Language": "zh-CN"}
    zh = ok(owner.post("/consents/drafts", json=asked, headers=chinese))
    assert all("得不到下列任何一项数据" in item["notice"] for item in zh["items"] if item["dataset"] in sources)


def test_too_few_bureaus_cannot_hide_behind_each_other(owner: Person) -> None:
    asked = {"purpose": "application", "product": PRODUCT, "datasets": ["tax/vat-invoices"]}
    refused = owner.post("/consents/drafts", json=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "card_not_computable")


def test_nobody_but_the_banks_own_people_may_ask_or_look(house: House, owner: Person, apply: Apply) -> None:
    application = apply()
    path = f"/applications/{application}/scoring"
    assert house.anonymous(BANK).get(path).status_code == 401
    assert house.anonymous(BANK).post(path).status_code == 401
    approver = house.person(house.accounts("approver", BANK)[0])
    assert approver.post(path).status_code == 403
    assert ok(approver.get(path))["state"] == "waiting"
    other = house.person(house.accounts("officer", "bank-b")[0])
    assert other.post(path).status_code == other.get(path).status_code == 404
    officer = house.person(house.accounts("officer", BANK)[0])
    assert officer.get("/applications/app_00000000000000000000000000/scoring").status_code == 404
    refused = officer.post(f"/applications/{application}/assessment")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "by_score_only")


def test_a_draft_for_a_score_serves_no_product_that_shows_indicators(owner: Person, wallet: Wallet) -> None:
    draft = ok(owner.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
    signed = {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
    asked = {"product": "tax-credit", "amount_fen": 10_000_000, "term_months": 12, "repayment": "equal_instalments"}
    refused = owner.post("/applications", json={**asked, "purpose": "采购", **signed})
    assert refused.json()["error"]["code"] == "no_grant_for_application"


def test_a_bureau_that_is_down_is_a_clear_failure_and_the_score_can_be_asked_for_again(
    officer: Person, apply: Apply, down: Callable[[str], None]
) -> None:
    application = apply()
    down("social")
    ok(officer.post(f"/applications/{application}/scoring"))
    told = over(officer, application)
    assert (told["state"], told["problem"]["party"]) == ("failed", "social")
    assert told["problem"]["remedy"]
    assert told["recommendation"] is None
    assert ok(officer.get(f"/applications/{application}"))["state"] == "submitted", "nothing is half done"
    assert officer.post(f"/applications/{application}/scoring").status_code == 202
    assert over(officer, application)["computation"]["job"] != told["computation"]["job"]


def test_a_revoked_grant_stops_the_score_before_any_use(
    owner: Person, officer: Person, wallet: Wallet, apply: Apply
) -> None:
    application = apply()
    grants = [
        one for one in ok(owner.get("/grants"))["items"] if one["shown"] == "score" and one["custodian"] == "power"
    ]
    revoking = f"/grants/{grants[0]['id']}/revocation"
    options = ok(owner.post(f"{revoking}/options"))
    ok(owner.post(revoking, json={"at": options["at"], "signature": wallet.signature(options["challenge"])}))
    before = len(ok(owner.get("/uses"))["items"])
    refused = officer.post(f"/applications/{application}/scoring")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "score_not_granted")
    assert len(ok(owner.get("/uses"))["items"]) == before


@pytest.mark.spu
def test_the_bank_lends_by_the_score_that_the_bureaus_compute_and_sees_no_figure(
    house: House, owner: Person, officer: Person, approver: Person, account: dict[str, Any], apply: Apply
) -> None:
    application = apply()
    begun = ok(officer.post(f"/applications/{application}/scoring"))
    assert begun["state"] == "running"
    again = ok(officer.post(f"/applications/{application}/scoring"))
    assert again["computation"]["job"] == begun["computation"]["job"], "asking twice is one computation"
    told = over(officer, application)
    assert told["state"] == "done", told["problem"]

    score, openly = told["recommendation"]["score"], in_the_open(house, account["enterprise"]["uscc"])
    assert openly.score is not None
    assert score["score"] == pytest.approx(openly.score, abs=0.005)
    assert (score["grade"], score["coverage"]) == (openly.grade, pytest.approx(openly.coverage, abs=1e-4))
    assert {one["org"] for one in score["secret"]["custodians"]} == set(SOURCES)
    assert score["radar"] == score["reasons"] == score["sources"] == []

    rules = told["recommendation"]["rules"]
    unseen = {one["code"] for one in rules if one["evidence"]["cause"] == "not_shown"}
    assert {"AGE_TOO_YOUNG", "TAX_ARREARS", "DISHONEST_DEBTOR"} <= unseen
    assert {one["severity"] for one in rules if one["code"] in unseen} == {"ASK"}, "open, and never bad"
    assert "invoice" in [one["name"] for one in told["recommendation"]["unsized"]]

    seen = ok(officer.get(f"/applications/{application}"))
    assert seen["state"] == "assessed"
    signs = {one["code"] for one in seen["screening"]["reasons"]}
    assert not signs & {"ENTERPRISE_GONE", "ENTERPRISE_CHECK_DIFFERS"}, "the registry answers, nobody looks it up"
    assert ok(officer.get(f"/applications/{application}/checks"))["registry"]["result"] == 1
    portrait = ok(officer.get(f"/applications/{application}/portrait"))
    assert portrait["indicators"] == [], "the score, and no figure"
    assert all(axis["value"] is None for axis in portrait["radar"]["axes"])
    with house.nodes[BANK].bank_desk()._database.transaction() as connection:
        found = store.application(connection, application)
        record = store.document(connection, found.assessment.record_digest)
    for held in (score["secret"]["job"], score["secret"]["model_digest"]):
        assert held.encode() in record

    def ended() -> list[dict[str, Any]] | None:
        """The newest uses, once each custodian has told how its part ended."""
        uses = [one for one in ok(owner.get("/uses"))["items"] if one["shown"] == "score"][: len(SOURCES)]
        return None if "pending" in {one["outcome"] for one in uses} else uses

    assert {(one["custodian_name"], one["outcome"]) for one in awaited(ended)} == {
        (one["name"], "answered") for one in score["secret"]["custodians"]
    }

    decision = ok(
        approver.post(f"/applications/{application}/decision", json={"outcome": "decline", "comment": "另行核实"})
    )
    assert ok(approver.post(f"/decisions/{decision['id']}/replay"))["identical"] is True
    assert officer.post(f"/applications/{application}/scoring").status_code == 409, "it is decided"


@pytest.mark.spu
def test_a_bank_that_goes_down_while_the_score_is_computed_says_so_and_asks_again(
    house: House, officer: Person, apply: Apply
) -> None:
    application = apply()
    job = ok(officer.post(f"/applications/{application}/scoring"))["computation"]["job"]
    house.stop(BANK)
    house.start(BANK)
    told = over(officer, application)
    assert (told["state"], told["computation"]["job"]) == ("failed", job)
    assert told["problem"]["code"] == "node_restarted"
    assert ok(officer.get(f"/applications/{application}"))["state"] == "submitted"
    ok(officer.post(f"/applications/{application}/scoring"))
    assert over(officer, application)["state"] == "done"
