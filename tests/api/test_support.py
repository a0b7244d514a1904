"""A guaranteed and subsidised loan between nodes: asked with the application, promised by two people, bound, claimed.

The enterprise is accounts("owner")[2].
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from puhui.city.awaiting import awaited
from puhui.city.errors import StoryStuck
from puhui.city.wallet import Wallet
from puhui.desks.support.calls import ClaimTold, LoanTold
from puhui.kernel import PuhuiError, SystemClock, SystemEntropy
from tests.api.house import House, Person

BANK, OFFICE, PRODUCT = "bank-a", "pbc", "guaranteed"
TODAY = SystemClock().now().date()
LOAN_FEN = 30_000_000


def ok(answer: Any) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def until(look: Callable[[], Any]) -> Any:
    return awaited(lambda: look() or None, StoryStuck(step="test", reason="it never came", advice="", stage="tests"))


def terms(**more: Any) -> dict[str, Any]:
    return {
        "name_zh": "春雨行动",
        "name_en": "Spring Rain",
        "about_zh": "支持小微企业春耕备货",
        "funder_zh": "市财政局",
        "funder_en": "Finance Bureau",
        "opens_on": (TODAY - timedelta(days=1)).isoformat(),
        "ends_on": (TODAY + timedelta(days=60)).isoformat(),
        "subsidy_rate": "0.01",
        "budget_fen": 10_000_000,
        "client_most_fen": 5_000_000,
        "quota": 3,
        "products": [f"{BANK}/{PRODUCT}"],
        "listed": "key-firms",
    } | more


class Staff:
    """The officer and the approver of an organisation."""

    def __init__(self, house: House, org: str) -> None:
        self.officer: Person = house.person(house.accounts("officer", org)[0])
        self.approver: Person = house.person(house.accounts("approver", org)[0])


class Walk:
    """The enterprise with its key, and what it does about its application."""

    def __init__(self, house: House) -> None:
        account = house.accounts("owner")[2]
        self.code: str = account["enterprise"]["uscc"]
        self.name: str = account["enterprise"]["name"]
        self.person = house.person(account)
        suite = house.nodes["platform"].trust.current().suite
        self._wallet = Wallet(house.folder / "wallets", self.code, SystemEntropy(), suite)
        if not ok(self.person.get("/enterprise"))["enrolled"]:
            challenge = ok(self.person.post("/enrolment/options"))["challenge"]
            asked = {"kind": "software", "key": self._wallet.key, "proof": self._wallet.sign(challenge)}
            activation = self._wallet.activation(account["activation"], self.code)
            ok(self.person.post("/enrolment", json=asked | {"activation": activation}))

    def apply(self, campaign: str) -> str:
        asked = {"purpose": "application", "product": PRODUCT}
        draft = ok(self.person.post("/consents/drafts", json=asked))
        body = {
            "product": PRODUCT,
            "amount_fen": LOAN_FEN,
            "term_months": 12,
            "repayment": "equal_principal",
            "purpose": "采购",
            "support": {"campaign": campaign, "lists": True},
        }
        return str(ok(self.person.post("/applications", json=body | self._signed(draft)))["id"])

    def sign(self, application: str) -> Any:
        options = ok(self.person.post(f"/applications/{application}/contract/options"))
        return ok(self.person.post(f"/applications/{application}/contract", json=self._signed(options)))

    def _signed(self, draft: dict[str, Any]) -> dict[str, Any]:
        return {"draft": draft["draft"], "signature": self._wallet.signature(draft["challenge"])}


@pytest.fixture(scope="module")
def office(house: House) -> Staff:
    return Staff(house, OFFICE)


@pytest.fixture(scope="module")
def bank(house: House) -> Staff:
    return Staff(house, BANK)


@pytest.fixture(scope="module")
def walk(house: House) -> Walk:
    return Walk(house)


@pytest.fixture(scope="module")
def campaign(office: Staff, walk: Walk) -> dict[str, Any]:
    """A campaign for key firms, of which the enterprise is one."""
    demanded = {"code": "key-firms", "title_zh": "重点企业", "title_en": "Key firms"}
    demanded |= {"words_zh": "县域龙头企业", "words_en": "A leading firm of its county"}
    criteria = ok(office.officer.post("/white-lists/criteria", json=demanded))
    ok(office.approver.post(f"/white-lists/criteria/{criteria['id']}/publication"))
    entry = {
        "code": "key-firms",
        "uscc": walk.code,
        "name": walk.name,
        "reason": "县域龙头",
        "source": "工信局 2026 年第 3 号",
        "expires_on": (TODAY + timedelta(days=90)).isoformat(),
    }
    listed = ok(office.officer.post("/white-lists", json=entry))
    ok(office.approver.post(f"/white-lists/{listed['id']}/confirmation"))
    made = ok(office.officer.post("/campaigns", json=terms()))
    found: dict[str, Any] = ok(
        office.approver.post(f"/campaigns/{made['id']}/publication", json={"version": made["version"]})
    )
    return found


@pytest.fixture(scope="module")
def application(walk: Walk, campaign: dict[str, Any], bank: Staff) -> str:
    until(lambda: any(one["id"] == campaign["id"] for one in ok(walk.person.get("/campaigns/fitting"))["items"]))
    id_ = walk.apply(campaign["id"])
    until(lambda: bank.officer.get(f"/applications/{id_}").status_code == 200)
    return id_


def supported(person: Person, application: str) -> dict[str, Any]:
    return ok(person.get(f"/applications/{application}"))["support"] or {}


def turns(person: Person, about: str, what: str) -> int:
    """How often the person was told that it is their turn."""
    items = ok(person.get("/notifications"))["items"]
    return sum(one["kind"] == "support_waits" and about in one["text"] and what in one["text"] for one in items)


def asked_of(office: Staff, application: str) -> dict[str, Any] | None:
    items = ok(office.officer.get("/guarantees"))["items"]
    return next((one for one in items if one["application"] == application), None)


@pytest.fixture(scope="module")
def reopened(house: House, walk: Walk, application: str, bank: Staff) -> str:
    """The application, after a refusal that was set aside on appeal."""
    path = f"/applications/{application}"
    until(lambda: supported(bank.officer, application).get("subsidy"))
    ok(bank.officer.post(f"{path}/assessment"))
    ok(bank.approver.post(f"{path}/decision", json={"outcome": "decline", "comment": "订单真实性存疑"}))
    until(lambda: supported(bank.officer, application)["guarantee"]["state"] == "lapsed")
    assert supported(bank.officer, application)["subsidy"]["state"] == "lapsed"
    until(lambda: ok(walk.person.get(path))["state"] == "declined")
    ok(walk.person.post(f"{path}/appeal", json={"grounds": "订单合同已签"}))
    second = house.person(house.accounts("approver", BANK)[1])
    ok(second.post(f"{path}/appeal/answer", json={"outcome": "reopened", "words": "已核对合同"}))
    until(lambda: supported(bank.officer, application)["guarantee"]["state"] == "asked")
    return application


def test_a_campaign_needs_two_people_and_a_stale_page_is_told(house: House, office: Staff) -> None:
    made = ok(office.officer.post("/campaigns", json=terms(name_en="Draft", listed="")))
    path = f"/campaigns/{made['id']}"
    assert office.officer.post(f"{path}/publication", json={"version": made["version"]}).status_code == 403
    assert turns(office.approver, "Draft", "published") == 1
    changed = ok(office.officer.put(path, json={"terms": terms(quota=9), "version": made["version"]}))
    stale = office.approver.post(f"{path}/publication", json={"version": made["version"]})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "support_changed")
    assert turns(office.approver, "Draft", "published") == 1, "a draft that is rewritten is no news"
    unsound = office.officer.put(path, json={"terms": terms(budget_fen=1), "version": changed["version"]})
    assert (unsound.status_code, unsound.json()["error"]["code"]) == (400, "campaign_unsound")
    assert ok(office.officer.post(f"{path}/discard"))["state"] == "discarded"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/guarantees", None),
        ("GET", "/guarantees/book", None),
        ("GET", "/guarantees/gua_0", None),
        ("POST", "/guarantees/gua_0/proposal", {}),
        ("POST", "/guarantees/gua_0/claim/check", {}),
        ("GET", "/campaigns", None),
        ("POST", "/campaigns/cmp_0/discard", None),
        ("GET", "/white-lists", None),
        ("POST", "/white-lists/wls_0/removal", {"reason": "x"}),
    ],
)
def test_nobody_else_has_the_desk(house: House, bank: Staff, walk: Walk, method: str, path: str, body: Any) -> None:
    assert house.anonymous(OFFICE).request(method, path, json=body).status_code == 401
    assert walk.person.request(method, path, json=body).status_code == 403
    assert bank.officer.request(method, path, json=body).status_code == 404
    if "_0" in path:
        office = house.person(house.accounts("officer", OFFICE)[0])
        assert office.request(method, path, json=body).status_code == 404


def test_what_the_enterprise_is_shown_of_a_campaign(walk: Walk, campaign: dict[str, Any], application: str) -> None:
    items = ok(walk.person.get("/campaigns/fitting"))["items"]
    (mine,) = [one for one in items if one["id"] == campaign["id"]]
    assert mine["verdict"] == "ask", "which product and which list are known when it applies"
    assert {one["code"]: one["state"] for one in mine["conditions"]} == {
        "OPEN": "pass",
        "PRODUCT": "ask",
        "LISTED": "ask",
    }


def test_a_loan_with_a_guarantor_from_question_to_claim(
    house: House, office: Staff, bank: Staff, walk: Walk, campaign: dict[str, Any], reopened: str
) -> None:
    application, path = reopened, f"/applications/{reopened}"
    # The office answers the subsidy by its terms; the guarantee waits for people; the list is shown.
    until(lambda: supported(bank.officer, application).get("subsidy"))
    told = supported(bank.officer, application)
    assert (told["subsidy"]["state"], told["subsidy"]["rate"]) == ("promised", "0.01")
    assert (told["guarantee"]["state"], told["guarantee"]["covered_share"]) == ("asked", "0.8")
    assert [one["reason"] for one in told["lists"]] == ["县域龙头"]
    # The bank decides, and cannot contract without the letter.
    ok(bank.officer.post(f"{path}/assessment"))
    screening = ok(bank.officer.get(f"{path}/screening"))
    for code in screening["open"]:
        ok(bank.officer.post(f"{path}/screening/steps", json={"code": code, "seen": "已核对"}))
    approval = {"outcome": "approve", "amount_fen": LOAN_FEN, "annual_rate": "0.0450", "term_months": 12}
    approval |= {"repayment": "equal_principal", "comment": "有担保机构分担风险"}
    ok(house.person(house.accounts("approver", BANK)[1]).post(f"{path}/decision", json=approval))
    until(lambda: ok(walk.person.get(path))["state"] == "approved")
    early = walk.person.post(f"{path}/contract/options")
    assert (early.status_code, early.json()["error"]["code"]) == (409, "guarantee_missing")
    # Two people promise.
    one = asked_of(office, application)
    assert one is not None
    assert turns(office.officer, walk.name, "asked for") == 2, "and again after the appeal"
    assert (one["name"], one["wanted_fen"], one["binding"]) == (walk.name, LOAN_FEN * 8 // 10, "one_client")
    controls = office.officer.post(f"/guarantees/{one['id']}/proposal", json={"controls_guarantor": True})
    assert (controls.status_code, controls.json()["error"]["code"]) == (409, "beyond_capacity")
    ok(office.officer.post(f"/guarantees/{one['id']}/proposal", json={"group": walk.code, "comment": "同意"}))
    assert (turns(office.approver, walk.name, "letter"), turns(office.officer, walk.name, "letter")) == (1, 0)
    assert office.officer.post(f"/guarantees/{one['id']}/promise").status_code == 403
    promised = ok(office.approver.post(f"/guarantees/{one['id']}/promise"))
    assert (promised["state"], promised["liability_fen"]) == ("promised", LOAN_FEN * 8 // 10)
    until(lambda: supported(walk.person, application)["guarantee"]["letter"])
    letter = supported(walk.person, application)["guarantee"]
    assert letter["letter"] == promised["letter"]
    # The contract is bound to it; the loan puts it in force.
    assert walk.sign(application)["state"] == "contracted"
    loan = ok(bank.approver.post(f"{path}/disbursement"))
    begun = until(lambda: (asked_of(office, application) or {}).get("state") == "in_force")
    assert begun
    statement = ok(bank.officer.get(f"/loans/{loan['id']}/statement"))
    assert statement["support"]["guarantee"]["letter"] == promised["letter"]
    receipt = until(lambda: walk.person.get(f"/receipts/{letter['entry']}").status_code == 200)
    assert receipt, "the guarantor's own entry"
    # A repayment lowers what the guarantor answers for and starts what the subsidy earns.
    first = loan["schedule"][0]
    ok(bank.officer.post(f"/loans/{loan['id']}/repayments", json={"amount_fen": first["total_fen"]}))
    left = (LOAN_FEN - first["principal_fen"]) * 8 // 10
    until(lambda: abs((asked_of(office, application) or {})["liability_fen"] - left) <= 1)
    (effect,) = [each for each in ok(office.officer.get("/campaigns"))["items"] if each["id"] == campaign["id"]]
    assert (effect["loans"], effect["left_fen"]) == (1, 10_000_000 - effect["promised_fen"])
    assert effect["counties"][0]["loans"] is None, "one enterprise is too few to be told"
    # It is not late, so it cannot be claimed.
    early = bank.officer.post(f"{path}/guarantee/claim")
    assert (early.status_code, early.json()["error"]["code"]) == (400, "claim_unsound")
    _claimed(house, office, application, loan)
    until(lambda: supported(walk.person, application)["guarantee"]["state"] == "compensated")
    paid = {one["party"]: one["pays_fen"] for one in supported(walk.person, application)["guarantee"]["shares"]}
    assert paid == {"guarantor": 4_000_000, "re-guarantor": 3_000_000, "bank-a": 2_000_000, "government": 1_000_000}
    (pool,) = [one for one in ok(office.officer.get("/guarantees/book"))["pools"] if one["bank"] == BANK]
    assert pool["stopped"], "a third of what was ever in force was paid"


def _claimed(house: House, office: Staff, application: str, loan: dict[str, Any]) -> None:
    """The claim as the bank's node tells it of a loan that is late; checked and paid by two people."""
    now = LoanTold(
        kind="loan",
        number=10**9,
        loan=loan["id"],
        principal_fen=LOAN_FEN,
        owed_fen=10_000_000,
        days_past_due=61,
        settled=False,
        on=TODAY,
        disbursed_on=TODAY,
    )
    call = ClaimTold(kind="claim", loss_fen=10_000_000, request="req_late", loan=now).model_dump_json().encode()
    door = house.nodes[OFFICE].support_door_desk()
    for caller in ("bank-b", "tax"):
        with pytest.raises(PuhuiError) as refused:
            door.receive(caller, application, call)
        assert refused.value.code == "support_unknown", "another's application"
    door.receive(BANK, application, call)
    door.receive(BANK, application, call)  # told again
    one = asked_of(office, application)
    assert one is not None
    assert (one["state"], one["loss_fen"]) == ("claimed", 10_000_000)
    assert turns(office.officer, one["name"], "claims its loss") == 1, "told again, it is no news"
    assert office.approver.post(f"/guarantees/{one['id']}/claim/payment").status_code == 409
    ok(office.officer.post(f"/guarantees/{one['id']}/claim/check", json={"comment": "材料齐全"}))
    assert turns(office.approver, one["name"], "to be paid") == 1
    ok(office.approver.post(f"/guarantees/{one['id']}/claim/payment"))


def test_what_no_bank_says_is_refused(house: House, application: str) -> None:
    door = house.nodes[OFFICE].support_door_desk()
    for body in (b"", b"{}", b'{"kind": "ended", "more": 1}', b'{"kind": "question", "loan_fen": -1}'):
        with pytest.raises(PuhuiError) as refused:
            door.receive(BANK, application, body)
        assert refused.value.code == "call_malformed"
