"""An officer's morning: what screening found of an application, what is verified, what other banks have together."""

from typing import Any

import pytest

from puhui.city.wallet import Wallet
from puhui.credit.limit import ExposureSource
from puhui.kernel import SystemClock, SystemEntropy, yuan
from tests.api.answers import awaited, ok, refused
from tests.api.house import House, Person

BANK = "bank-a"


@pytest.fixture(scope="module")
def account(house: House) -> dict[str, Any]:
    """An enterprise that is nobody else's."""
    return house.accounts("owner")[-4]


@pytest.fixture(scope="module")
def wallet(house: House, account: dict[str, Any]) -> Wallet:
    suite = house.nodes["platform"].trust.current().suite
    return Wallet(house.folder / "wallets", account["enterprise"]["uscc"], SystemEntropy(), suite)


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
def officer(house: House) -> Person:
    return house.person(house.accounts("officer", BANK)[0])


@pytest.fixture(scope="module")
def approver(house: House) -> Person:
    return house.person(house.accounts("approver", BANK)[0])


@pytest.fixture(scope="module")
def product(owner: Person) -> dict[str, Any]:
    """One of the bank's that is assessed by indicators."""
    found = ok(owner.get("/products"))["items"]
    return next(one for one in found if one["lender"] == BANK and one["evidence"]["shown"] == "indicators")


def applied(
    owner: Person, wallet: Wallet, officer: Person, product: dict[str, Any], *, without: str = "", **more: Any
) -> str:
    """Apply; the application's id, once the bank has it. The dataset `without` is not granted."""
    asked: dict[str, Any] = {"purpose": "application", "product": product["code"]}
    draft = ok(owner.post("/consents/drafts", json=asked))
    if without:
        kept = [one["dataset"] for one in draft["items"] if one["dataset"] != without]
        assert len(kept) == len(draft["items"]) - 1
        draft = ok(owner.post("/consents/drafts", json=asked | {"datasets": kept}))
    body = {
        "product": product["code"],
        "amount_fen": product["amount_min_fen"],
        "term_months": product["term_min_months"],
        "repayment": product["repayment"][0],
        "purpose": "采购",
        "draft": draft["draft"],
        "signature": wallet.signature(draft["challenge"]),
    }
    made: str = ok(owner.post("/applications", json=body | more))["id"]
    awaited(lambda: officer.get(f"/applications/{made}").status_code == 200)
    return made


def exposure(recommended: dict[str, Any]) -> str:
    """How the limit says what is out elsewhere."""
    return next(str(term["formula"]) for term in recommended["limit"]["terms"] if term["name"] == "exposure")


def test_a_sign_is_verified_by_an_officer_before_an_approver_can_approve(
    house: House, owner: Person, wallet: Wallet, officer: Person, approver: Person, product: dict[str, Any]
) -> None:
    path = f"/applications/{applied(owner, wallet, officer, product, opened_at=SystemClock().now().isoformat())}"
    assert officer.get(f"{path}/screening").status_code == 404, "nobody has assessed it yet"
    recommended = ok(officer.post(f"{path}/assessment"))
    assert "SCREENING_OPEN" in {rule["code"] for rule in recommended["rules"]}
    seen = ok(officer.get(f"{path}/screening"))
    assert seen == ok(approver.get(path))["screening"]
    assert (seen["outcome"], seen["standing"], seen["proposed"]) == ("verify", "to_verify", None)
    fast = next(one for one in seen["reasons"] if one["code"] == "FILLED_IN_TOO_FAST")
    assert fast["how"] == "call back, and ask whether they want it"
    assert (fast["evidence"][0]["label"], fast["step"]) == ("minutes taken to fill in", None)
    assert fast["evidence"][0]["value"] < 0.5
    assert "DEVICE_SHARED" in {one["code"] for one in seen["not_looked_at"]}, "nobody said: held against nobody"
    signs = {one["code"] for one in seen["reasons"]}
    assert not signs & {"ENTERPRISE_CHECK_DIFFERS", "ENTERPRISE_GONE"}, "the registry has answered for both"

    amount, rate = product["amount_min_fen"], product["rate_max"]
    terms = {"outcome": "approve", "amount_fen": amount, "annual_rate": rate, "comment": "材料齐全，同意"}
    step, review = {"seen": "电话回访：确系本人申请"}, {"upheld": True, "grounds": "x"}
    refused(approver.post(f"{path}/decision", json=terms), 409, "screening_not_settled")
    refused(officer.post(f"{path}/screening/steps", json=step | {"code": "SHELL"}), 409, "nothing_to_verify")
    refused(approver.post(f"{path}/screening/review", json=review), 409, "not_to_be_reviewed")
    for code in seen["open"]:
        seen = ok(officer.post(f"{path}/screening/steps", json=step | {"code": code}))
    assert (seen["standing"], seen["open"]) == ("verified", [])
    fast = next(one for one in seen["reasons"] if one["code"] == "FILLED_IN_TOO_FAST")
    assert (fast["step"]["seen"], fast["step"]["by"]) == (step["seen"], house.accounts("officer", BANK)[0]["name"])
    decision = ok(approver.post(f"{path}/decision", json=terms))
    assert ok(approver.post(f"/decisions/{decision['id']}/replay"))["identical"] is True
    steps = awaited(lambda: (mine := ok(owner.get(path)))["state"] == "approved" and mine)
    assert [one["state"] for one in steps["history"]][:3] == ["submitted", "screened", "assessed"]
    assert "verified" in {one["state"] for one in steps["history"]}
    assert steps["screening"] is None, "what was found is the bank's"


def test_another_bank_and_the_enterprise_see_nothing_of_a_screening(
    house: House, owner: Person, officer: Person
) -> None:
    made = ok(officer.get("/applications"))["items"][0]["id"]
    stranger, above = (house.person(house.accounts(role, "bank-b")[0]) for role in ("officer", "approver"))
    step, review = {"code": "X", "seen": "x"}, {"upheld": True, "grounds": "x"}
    for person, method, part, body in (
        (stranger, "GET", "screening", None),
        (stranger, "POST", "screening/steps", step),
        (above, "POST", "screening/review", review),
        (stranger, "GET", "elsewhere", None),
        (stranger, "POST", "elsewhere", None),
    ):
        answer = person.request(method, f"/applications/{made}/{part}", json=body)
        assert answer.status_code == 404, (part, answer.text)
    for method, part in (("GET", "screening"), ("GET", "elsewhere"), ("POST", "elsewhere")):
        assert owner.request(method, f"/applications/{made}/{part}").status_code == 403


def test_with_fewer_than_three_banks_nothing_is_computed_and_the_limit_says_so(
    owner: Person, wallet: Wallet, officer: Person, product: dict[str, Any]
) -> None:
    path = f"/applications/{applied(owner, wallet, officer, product, without='bank-c/lending-record')}"
    assert ok(officer.get(f"{path}/elsewhere"))["state"] == "waiting"
    told = ok(officer.post(f"{path}/elsewhere"))
    assert (told["state"], told["problem"]["code"], told["computation"]) == ("failed", "too_few_banks", None)
    assert (told["figures"]["holders"], told["figures"]["outstanding_fen"]) == (1, None)
    recommended = ok(officer.post(f"{path}/assessment"))
    assert ExposureSource.TOO_FEW.text.en in exposure(recommended)


@pytest.mark.spu
def test_three_banks_add_up_what_the_enterprise_has_elsewhere_and_nobody_sees_a_part(
    house: House, owner: Person, wallet: Wallet, officer: Person, product: dict[str, Any], account: dict[str, Any]
) -> None:
    path, code = f"/applications/{applied(owner, wallet, officer, product)}", account["enterprise"]["uscc"]
    before = ok(officer.post(f"{path}/assessment"))
    assert ExposureSource.UNKNOWN.text.en in exposure(before)
    ok(officer.post(f"{path}/elsewhere"))
    told = awaited(lambda: (now := ok(officer.get(f"{path}/elsewhere")))["state"] != "running" and now)
    assert told["state"] == "done", told["problem"]

    records = {org: house.nodes[org].elsewhere_desk()._figures(code) for org in ("bank-a", "bank-b", "bank-c")}
    figures, others = told["figures"], [records["bank-b"], records["bank-c"]]
    assert figures["holders"] == 3
    assert figures["outstanding_fen"] == sum(one["outstanding_fen"] for one in others)
    assert figures["lends_now"] == sum(one["lends_now"] for one in others)
    assert figures["applications_7d"] == sum(one["applications_7d"] for one in records.values()) == 3
    assert {use["shown"] for use in ok(owner.get("/uses"))["items"]} >= {"sum", "indicators"}

    after = ok(officer.post(f"{path}/assessment"))
    assert f"− {yuan(figures['outstanding_fen'])} (secure sum {figures['job'][:16]}" in exposure(after)
    seen = ok(officer.get(f"{path}/screening"))
    at_once = next(one for one in seen["reasons"] if one["code"] == "APPLICATIONS_AT_ONCE")
    joint = next(line for line in at_once["evidence"] if line["kind"] == "joint")
    assert joint["text"] == f"over 3 institutions, by the private computation {figures['job'][:12]}"


def test_a_banks_record_is_asked_for_sums_over_banks_alone(owner: Person, product: dict[str, Any]) -> None:
    draft = ok(owner.post("/consents/drafts", json={"purpose": "application", "product": product["code"]}))
    joint = [one for one in draft["items"] if one["dataset"].endswith("/lending-record")]
    assert [one["custodian"] for one in joint] == ["bank-b", "bank-c"]
    assert all(one["separate"] and "no bank's own figure" in one["notice"] for one in joint)
    scored = ok(owner.post("/consents/drafts", json={"purpose": "score"}))
    assert not [one for one in scored["items"] if one["dataset"].endswith("/lending-record")]
    granted = {one["dataset"]: one["shown"] for one in ok(owner.get("/grants"))["items"]}
    assert {granted["bank-b/lending-record"], granted["bank-b/account-flows"]} == {"sum", "indicators"}
