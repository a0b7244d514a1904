"""An application is added to, refused, appealed against, and decided anew by somebody else.

The enterprise is accounts("owner")[-12], with applications of its own.
"""

from typing import Any

import pytest

from puhui.city.awaiting import awaited
from puhui.exchange.errors import SourceDown
from tests.api.house import House, Person
from tests.api.parties import BANK, Parties, at_once, code_of, ok

PRODUCT = "power-loan"
OLD = {"kind": "business_licence", "digest": "1a" * 32, "issued_on": "2015-03-01", "expires_on": "2020-03-01"}
NEW = OLD | {"digest": "2b" * 32, "issued_on": "2026-03-01", "expires_on": "2046-03-01"}
REQUEST = "req_00000000000000000000000APP"
GROUNDS, WORDS = {"grounds": "订单合同已签，原件可供核对"}, "已核对合同原件"


@pytest.fixture(scope="module")
def parties(house: House) -> Parties:
    return Parties(house, -12)


@pytest.fixture(scope="module")
def second(house: House) -> Person:
    """Another approver of the bank."""
    return house.person(house.accounts("approver", BANK)[1])


@pytest.fixture(scope="module")
def assessed(parties: Parties) -> str:
    """The path of an application that came with a licence which has run out, and was assessed."""
    made = ok(parties.owner.post("/applications", json=parties.request(PRODUCT) | {"papers": [OLD]}))
    path = parties.known_at_bank(made["id"])
    ok(parties.officer.post(f"{path}/assessment"))
    _settle(parties, path)
    return path


@pytest.fixture(scope="module")
def supplemented(parties: Parties, assessed: str) -> str:
    """The same with the licence that took its place, sent twice at once."""
    added = {"request": REQUEST, "note": "执照已换发", "papers": [NEW]}
    first, again = at_once(parties.owner, f"{assessed}/supplements", added, added)
    assert {first.status_code, again.status_code} == {201}, (first.text, again.text)
    return assessed


@pytest.fixture(scope="module")
def declined(parties: Parties, supplemented: str) -> str:
    ok(parties.approver.post(f"{supplemented}/decision", json={"outcome": "decline", "comment": "订单真实性存疑"}))
    _told(parties, supplemented, "declined")
    return supplemented


@pytest.fixture(scope="module")
def appealed(parties: Parties, declined: str) -> str:
    first, again = sorted(
        at_once(parties.owner, f"{declined}/appeal", GROUNDS, GROUNDS), key=lambda one: one.status_code
    )
    assert (first.status_code, first.json()["state"]) == (201, "appealed")
    assert code_of(again) == (409, "wrong_application_state")
    return declined


def _settle(parties: Parties, path: str) -> None:
    for code in ok(parties.officer.get(f"{path}/screening"))["open"]:
        ok(parties.officer.post(f"{path}/screening/steps", json={"code": code, "seen": "已核实"}))


def _told(parties: Parties, path: str, state: str) -> None:
    awaited(lambda: ok(parties.owner.get(path))["state"] == state or None, AssertionError(f"the portal is not {state}"))


def _steps(person: Person, path: str) -> list[str]:
    return [step["state"] for step in ok(person.get(path))["history"]]


def test_a_supplement_is_the_owners_alone(house: House, parties: Parties, assessed: str) -> None:
    path, added = f"{assessed}/supplements", {"papers": [NEW]}
    assert house.anonymous("platform").post(path, json=added).status_code == 401
    assert parties.officer.post(path, json=added).status_code == 403
    assert house.person(house.accounts("owner")[-5]).post(path, json=added).status_code == 404
    for wrong in ({"note": "长" * 301, "papers": [NEW]}, {"papers": [NEW] * 11}, {"request": "req_1"}):
        assert parties.owner.post(path, json=wrong).status_code == 422
    assert code_of(parties.owner.post(path, json={"note": "一句话"})) == (400, "supplement_empty")


def test_what_is_sent_twice_is_added_once_and_the_old_licence_gives_way(parties: Parties, supplemented: str) -> None:
    told = ok(parties.officer.get(supplemented))
    assert [step["state"] for step in told["history"]].count("supplemented") == 1
    assert [(one["note"], one["papers"], one["grants"]) for one in told["supplements"]] == [("执照已换发", 1, 0)]
    papers = ok(parties.officer.get(f"{supplemented}/checks"))["papers"]
    assert [paper["expires_on"] for paper in papers] == [NEW["expires_on"]]
    assert "application_supplemented" in {one["kind"] for one in ok(parties.officer.get("/notifications"))["items"]}


def test_a_decision_on_a_page_from_before_the_supplement_is_refused(parties: Parties, supplemented: str) -> None:
    seen = _steps(parties.approver, supplemented).index("supplemented")
    late = {"outcome": "decline", "comment": "不符合", "seen_steps": seen}
    assert code_of(parties.approver.post(f"{supplemented}/decision", json=late)) == (409, "changed_meanwhile")
    assert ok(parties.approver.get(supplemented))["state"] == "assessed"


def test_grants_that_were_taken_back_are_given_anew(parties: Parties) -> None:
    path = parties.known_at_bank(ok(parties.owner.post("/applications", json=parties.request(PRODUCT)))["id"])
    active = [one for one in ok(parties.owner.get("/grants"))["items"] if one["state"] == "active"]
    for grant in [one for one in active if one["receiver"] == BANK]:
        options = ok(parties.owner.post(f"/grants/{grant['id']}/revocation/options"))
        signed = {"at": options["at"], "signature": parties.wallet.signature(options["challenge"])}
        ok(parties.owner.post(f"/grants/{grant['id']}/revocation", json=signed))
    assert ok(parties.officer.post(f"{path}/assessment"))["score"]["score"] is None
    draft = ok(parties.owner.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
    ok(parties.owner.post(f"{path}/supplements", json={"note": "重新授权", "grants": [parties.signed(draft)]}))
    told = ok(parties.officer.post(f"{path}/assessment"))
    assert told["score"]["score"] is not None
    elsewhere = ok(parties.owner.post("/consents/drafts", json={"purpose": "score"}))
    refused = parties.owner.post(f"{path}/supplements", json={"grants": [parties.signed(elsewhere)]})
    assert code_of(refused) == (400, "no_grant_for_application")
    ok(parties.owner.post(f"{path}/withdrawal", json={"reason": "已从他处融资"}))
    assert code_of(parties.owner.post(f"{path}/supplements", json={"papers": [NEW]})) == (
        409,
        "wrong_application_state",
    )


def test_grants_that_were_signed_reach_a_bank_that_does_not_answer_now(
    house: House, parties: Parties, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parties.known_at_bank(ok(parties.owner.post("/applications", json=parties.request(PRODUCT)))["id"])
    peers = type(house.nodes["platform"].borrower_desk()._peers)
    post = peers.post

    def silent(self: Any, org: str, at: str, body: bytes) -> bytes:
        if at.endswith("/supplements"):
            raise SourceDown(dataset=org, reason="outage", stage="tests")
        return post(self, org, at, body)

    draft = ok(parties.owner.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
    with monkeypatch.context() as outage:
        outage.setattr(peers, "post", silent)
        told = parties.owner.post(f"{path}/supplements", json={"papers": [NEW]})
        assert told.status_code == 503, "papers alone may be sent again"
        ok(parties.owner.post(f"{path}/supplements", json={"grants": [parties.signed(draft)]}))
        assert "supplemented" not in _steps(parties.officer, path)
    awaited(lambda: "supplemented" in _steps(parties.officer, path) or None, AssertionError("the grants are lost"))
    assert ok(parties.officer.get(path))["supplements"][0]["grants"] > 0
    ok(parties.owner.post(f"{path}/withdrawal", json={"reason": "已从他处融资"}))


def test_an_appeal_is_the_owners_alone_and_says_why(house: House, parties: Parties, declined: str) -> None:
    told = ok(parties.owner.get(declined))
    assert told["appeal"] is None
    assert told["appeal_until"] > told["decision"]["decided_at"]
    path = f"{declined}/appeal"
    assert house.anonymous("platform").post(path, json=GROUNDS).status_code == 401
    assert parties.officer.post(path, json=GROUNDS).status_code == 403
    assert house.person(house.accounts("owner")[-5]).post(path, json=GROUNDS).status_code == 404
    for wrong in ("", "长" * 1001):
        assert parties.owner.post(path, json={"grounds": wrong}).status_code == 422
    assert code_of(parties.owner.post(path, json={"grounds": "  "})) == (400, "appeal_without_words")
    assert "appealed" not in _steps(parties.owner, declined)


def test_an_appeal_has_a_clock_that_both_sides_see(parties: Parties, appealed: str) -> None:
    for person in (parties.owner, parties.officer):
        told = ok(person.get(appealed))
        assert (told["state"], told["appeal"]["outcome"]) == ("appealed", None)
        assert told["appeal"]["answer_by"] == told["decide_by"]
        assert told["appeal_until"] is None
    assert ok(parties.owner.post(f"{appealed}/supplements", json={"papers": [NEW | {"digest": "3c" * 32}]}))
    assert "application_appealed" in {one["kind"] for one in ok(parties.approver.get("/notifications"))["items"]}


def test_an_answer_is_another_approvers(house: House, parties: Parties, second: Person, appealed: str) -> None:
    path, given = f"{appealed}/appeal/answer", {"outcome": "reopened", "words": WORDS}
    assert house.anonymous(BANK).post(path, json=given).status_code == 401
    assert parties.owner.post(path, json=given).status_code == 403
    assert parties.officer.post(path, json=given).status_code == 403
    stranger = house.person(house.accounts("approver", "bank-b")[0])
    assert stranger.post(path, json=given).status_code == 404
    assert code_of(parties.approver.post(path, json=given)) == (403, "own_decline_to_review")
    assert second.post(path, json=given | {"outcome": "forgotten"}).status_code == 422
    assert second.post(path, json=given | {"words": ""}).status_code == 422
    assert ok(parties.officer.get(appealed))["state"] == "appealed"


def test_what_is_reopened_is_approved_by_another_and_the_old_decision_still_replays(
    parties: Parties, second: Person, appealed: str
) -> None:
    before = ok(parties.officer.get(appealed))["decision"]
    given = {"outcome": "reopened", "words": WORDS}
    told = sorted(at_once(second, f"{appealed}/appeal/answer", given, given), key=lambda one: one.status_code)
    assert [one.status_code for one in told] == [201, 409]
    _told(parties, appealed, "assessed")
    seen = ok(parties.owner.get(appealed))
    assert (seen["decision"], seen["appeal"]["words"], seen["appeal"]["outcome"]) == (None, WORDS, "reopened")
    assert "application_reopened" in {one["kind"] for one in ok(parties.owner.get("/notifications"))["items"]}
    assert ok(parties.officer.get(f"/decisions/{before['id']}")) == before, "the set-aside decline can be looked at"
    assert ok(parties.officer.post(f"/decisions/{before['id']}/replay"))["identical"]
    ok(parties.officer.post(f"{appealed}/assessment"))
    _settle(parties, appealed)
    terms = {"amount_fen": 5_000_000, "annual_rate": "0.05", "term_months": 12, "repayment": "equal_instalments"}
    approval = {"outcome": "approve", "comment": "合同属实", **terms}
    assert code_of(parties.approver.post(f"{appealed}/decision", json=approval)) == (403, "own_decline_to_review")
    after = ok(second.post(f"{appealed}/decision", json=approval))
    assert after["id"] != before["id"]
    assert ok(parties.officer.get(f"/decisions/{before['id']}"))["outcome"] == "decline"
    assert ok(parties.officer.get(f"/decisions/{after['id']}"))["outcome"] == "approve"
    _told(parties, appealed, "approved")
    table = parties.officer.get("/exports/decisions", params={"format": "csv"}).text.splitlines()
    mine = [row.rsplit(",", 1)[1] for row in table if appealed.removeprefix("/applications/") in row]
    assert sorted(mine) == ["no", "yes"], "of two decisions one was set aside"
    assert [one for one in _steps(parties.owner, appealed) if one not in ("screened", "assessed", "verified")] == [
        "submitted",
        "supplemented",
        "declined",
        "appealed",
        "supplemented",
        "reopened",
        "approved",
    ]
    ok(parties.owner.post(f"{appealed}/withdrawal", json={"reason": "已从他处融资"}))


def test_what_is_upheld_is_final_at_this_bank(parties: Parties, second: Person) -> None:
    path = parties.known_at_bank(ok(parties.owner.post("/applications", json=parties.request(PRODUCT)))["id"])
    ok(parties.officer.post(f"{path}/assessment"))
    ok(parties.approver.post(f"{path}/decision", json={"outcome": "decline", "comment": "订单真实性存疑"}))
    _told(parties, path, "declined")
    ok(parties.owner.post(f"{path}/appeal", json=GROUNDS))
    ok(second.post(f"{path}/appeal/answer", json={"outcome": "upheld", "words": "合同与发票不符"}))
    awaited(
        lambda: (ok(parties.owner.get(path))["appeal"] or {}).get("outcome"), AssertionError("the portal is not told")
    )
    told = ok(parties.owner.get(path))
    assert (told["state"], told["appeal"]["words"], told["appeal_until"]) == ("declined", "合同与发票不符", None)
    assert "appeal_upheld" in {one["kind"] for one in ok(parties.owner.get("/notifications"))["items"]}
    assert code_of(parties.owner.post(f"{path}/appeal", json=GROUNDS)) == (409, "appeal_used")
