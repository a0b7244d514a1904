"""A bank's studio over HTTP: who may do what, a version from draft to what decides, a product that reaches the portal.

The rules that are published here say the same as before in other words: tests that share the city see no difference.
"""

import json
from typing import Any

import pytest

from puhui.assembly.databases import existing_database
from puhui.city.wallet import Wallet
from puhui.decisions import DecisionRecord, shipped
from puhui.kernel import SystemEntropy
from puhui.kernel.ids import ApplicationId
from puhui.lending import store as lending
from puhui.lending.application import AssessedApplication
from tests.api.answers import awaited, ok, refused
from tests.api.house import House, Person

BANK = "bank-a"
REWORDED = "wait until the representative is of age, or name another"


@pytest.fixture(scope="module")
def staff(house: House) -> dict[str, Person]:
    return {role: house.person(house.accounts(role, BANK)[0]) for role in ("officer", "approver", "auditor", "steward")}


def backtested(officer: Person, version: dict[str, Any]) -> dict[str, Any]:
    at = f"/studio/versions/{version['id']}"
    tested = ok(officer.post(f"{at}/test", json={"revision": version["revision"]}))
    asked = ok(officer.post(f"{at}/backtest", json={"revision": tested["revision"]}), 202)
    assert asked["backtest"]["state"] in ("waiting", "running", "done")

    def done() -> dict[str, Any] | None:
        found = ok(officer.get(at))
        return found if found["state"] == "backtested" else None

    return dict(awaited(done))


def published(staff: dict[str, Person], version: dict[str, Any]) -> dict[str, Any]:
    tried = backtested(staff["officer"], version)
    at = f"/studio/versions/{version['id']}"
    approved = ok(staff["approver"].post(f"{at}/approval", json={"revision": tried["revision"], "comment": "同意"}))
    return dict(ok(staff["approver"].post(f"{at}/publication", json={"revision": approved["revision"]})))


def test_who_is_not_signed_in_or_of_another_tenant_or_role_comes_to_nothing(
    house: House, staff: dict[str, Person]
) -> None:
    draft = ok(staff["officer"].post("/studio/rules", json={}), 201)
    at, about = f"/studio/versions/{draft['id']}", {"revision": draft["revision"]}
    nobody = house.anonymous(BANK)
    for answer in (nobody.get("/studio/versions"), nobody.get(at), nobody.post("/studio/rules", json={})):
        refused(answer, 401, "sign_in_first")
    stranger = house.person(house.accounts("officer", "bank-b")[0])
    refused(stranger.get(at), 404, "thing_not_found")
    refused(stranger.put(at, json=about), 404, "thing_not_found")
    refused(stranger.get(f"{at}/file"), 404, "thing_not_found")
    refused(staff["steward"].get("/studio/versions"), 403, "role_may_not")
    refused(staff["approver"].put(at, json=about), 403, "role_may_not")
    for step in ("approval", "publication"):
        refused(staff["officer"].post(f"{at}/{step}", json=about), 403, "role_may_not")
    owner = house.person(house.accounts("owner")[0])
    refused(owner.get("/studio/versions"), 403, "role_may_not")
    assert ok(staff["auditor"].get(at))["sheet"]["style"] == "standard"
    gone = staff["officer"].post(f"{at}/deletion", json=about)
    assert gone.status_code == 204
    refused(staff["officer"].get(at), 404, "thing_not_found")


def test_rules_written_by_one_and_published_by_another_decide_the_next_application(
    house: House, staff: dict[str, Person]
) -> None:
    draft = ok(staff["officer"].post("/studio/rules", json={}), 201)
    rule = next(one for one in draft["sheet"]["rules"] if one["evidence"] == "owner_age_y")
    rule["cure_en"] = REWORDED
    at = f"/studio/versions/{draft['id']}"
    saved = ok(staff["officer"].put(at, json={"revision": draft["revision"], "sheet": draft["sheet"]}))
    assert [(one["code"], one["what"]) for one in saved["verdict"]["changes"]] == [(rule["code"], "reworded")]
    late = staff["officer"].put(at, json={"revision": draft["revision"], "sheet": draft["sheet"]})
    refused(late, 409, "version_moved_on")
    early = staff["approver"].post(f"{at}/publication", json={"revision": saved["revision"]})
    refused(early, 409, "step_not_now")
    done = published(staff, saved)
    assert done["id"] in ok(staff["auditor"].get("/studio/versions"))["in_force"]
    assert staff["auditor"].get(f"{at}/file").content.decode().count(REWORDED) == 1
    house.nodes[BANK].flush()
    entry = next(step["entry"] for step in done["steps"] if step["action"] == "published")
    told = ok(staff["auditor"].get(f"/receipts/{entry}/verification"))
    assert (told["kind"], all(one["ok"] for one in told["steps"])) == ("rules.published", True)
    application = _applied(house, staff["officer"])
    assert ok(staff["officer"].post(f"/applications/{application}/assessment"))["outcome"]
    with existing_database(house.nodes[BANK].settings) as books, books.transaction() as connection:
        assessed = lending.application(connection, ApplicationId(application))
        assert isinstance(assessed, AssessedApplication)
        record = DecisionRecord.parse(lending.document(connection, assessed.assessment.record_digest) or b"")
    assert record.rules_version == f"standard {done['name']}"
    declined = {"outcome": "decline", "comment": "另行核实"}
    decision = ok(staff["approver"].post(f"/applications/{application}/decision", json=declined), 201)
    published(staff, ok(staff["officer"].post("/studio/rules", json={}), 201))
    assert ok(staff["auditor"].post(f"/decisions/{decision['id']}/replay"))["identical"] is True


def test_a_hostile_file_and_an_oversized_one_become_no_draft(staff: dict[str, Person]) -> None:
    document = json.loads(shipped("standard"))
    document["nodes"].append({"id": "f", "type": "functionNode", "name": "f", "content": {"source": "while(1){}"}})
    for file in (json.dumps(document), "[" * 200_000):
        refused(staff["officer"].post("/studio/rules", json={"file": file}), 400, "rules_refused")
    oversized = staff["officer"].post("/studio/rules", json={"file": " " * 1_000_001})
    assert oversized.status_code == 422
    mine = ok(staff["officer"].post("/studio/rules", json={"file": shipped("cautious").decode()}), 201)
    assert mine["sheet"]["style"] == "cautious"
    gone = staff["officer"].post(f"/studio/versions/{mine['id']}/deletion", json={"revision": mine["revision"]})
    assert gone.status_code == 204


def test_a_new_product_reaches_the_portal_and_leaves_it(house: House, staff: dict[str, Person]) -> None:
    listed = ok(staff["officer"].get("/studio/versions"))
    based = next(one for one in listed["items"] if one["subject"] == "tax-credit" and one["id"] in listed["in_force"])
    terms = ok(staff["officer"].get(f"/studio/versions/{based['id']}"))["product"]
    fresh = terms | {"code": "spring-rain", "name": {"zh": "春雨贷", "en": "Spring rain"}}
    draft = ok(staff["officer"].post("/studio/products", json={"product": fresh}), 201)
    assert (draft["verdict"]["sound"], draft["subject"]) == (True, "spring-rain")
    assert float(draft["offered"]["all_in_rate_min"]) > 0
    owner = house.person(house.accounts("owner")[0])

    def offered() -> bool:
        house.nodes[BANK].flush()
        return any(one["code"] == "spring-rain" for one in ok(owner.get("/products"))["items"])

    assert not offered()
    done = published(staff, draft)
    assert done["backtest"]["report"]["matches"]["old"] is None
    assert awaited(offered)
    assert "Spring rain" in {one["name"] for one in ok(staff["officer"].get("/products"))["items"]}
    at = f"/studio/versions/{done['id']}/withdrawal"
    gone = ok(staff["approver"].post(at, json={"revision": done["revision"], "reason": "额度用完"}))
    assert gone["state"] == "offline"
    assert awaited(lambda: not offered())


def test_the_facts_to_pick_from_have_both_names_a_unit_and_a_source(staff: dict[str, Person]) -> None:
    facts = {one["name"]: one for one in ok(staff["officer"].get("/studio/facts"))["items"]}
    assert facts["rev12_fen"] == {
        "name": "rev12_fen",
        "kind": "number",
        "zh": "近12个月开票销售额",
        "en": "invoiced sales, 12 months",
        "unit": "fen",
        "source": "tax",
        "products": True,
    }
    assert all(one["zh"] and one["en"] and one["source"] for one in facts.values())
    declared = ok(staff["officer"].post("/studio/rules", json={}), 201)["sheet"]["facts"]
    assert {one["name"] for one in declared} <= set(facts)


def _applied(house: House, officer: Person) -> str:
    """An application of an enterprise that is nobody else's, once the bank has it."""
    account = house.accounts("owner")[-6]
    owner, code = house.signed_in(account), account["enterprise"]["uscc"]
    suite = house.nodes["platform"].trust.current().suite
    wallet = Wallet(house.folder / "wallets", code, SystemEntropy(), suite)
    if not ok(owner.get("/enterprise"))["enrolled"]:
        challenge = ok(owner.post("/enrolment/options"))["challenge"]
        key = {"kind": "software", "key": wallet.key, "proof": wallet.sign(challenge)}
        ok(owner.post("/enrolment", json=key | {"activation": wallet.activation(account["activation"], code)}))
    products = ok(owner.get("/products"))["items"]
    product = next(one for one in products if one["lender"] == BANK and one["evidence"]["shown"] == "indicators")
    draft = ok(owner.post("/consents/drafts", json={"purpose": "application", "product": product["code"]}))
    terms = {"amount_fen": 10_000_000, "term_months": 12, "repayment": product["repayment"][0], "purpose": "采购"}
    signed = {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
    made = ok(owner.post("/applications", json={"product": product["code"], **terms, **signed}), 201)
    house.nodes["platform"].flush()
    assert officer.get(f"/applications/{made['id']}").status_code == 200
    return str(made["id"])
