"""A need walks from draft to contact between portal and banks; each step has its entry, each sees what it may.

The enterprise is accounts("owner")[-6], which needs no key: nothing here is granted.
"""

from typing import Any

import pytest

from puhui.desks.peers import Peers
from puhui.storage.outbox import waiting
from tests.api.answers import awaited, ok
from tests.api.house import House, Person

REGULATOR = "pbc"
ASK = {"amount_fen": 30_000_000, "term_months": 12, "purpose": "working_capital", "guarantees": []}


@pytest.fixture(scope="module")
def account(house: House) -> dict[str, Any]:
    return house.accounts("owner")[-6]


@pytest.fixture(scope="module")
def owner(house: House, account: dict[str, Any]) -> Person:
    return house.person(account)


@pytest.fixture(scope="module")
def officers(house: House) -> dict[str, Person]:
    return {bank: house.person(house.accounts("officer", bank)[0]) for bank in ("bank-a", "bank-b", "bank-c")}


def draft(owner: Person, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = ok(owner.post("/needs", json=ASK | more))
    return found


def publish(owner: Person, need: dict[str, Any], **scope: Any) -> dict[str, Any]:
    asked = {"version": need["version"], "contact": "王女士 100-0000"} | scope
    found: dict[str, Any] = ok(owner.post(f"/needs/{need['id']}/publication", json=asked))
    return found


def on_board(officer: Person, id_: str) -> dict[str, Any] | None:
    return next((one for one in ok(officer.get("/board"))["items"] if one["id"] == id_), None)


def told(officer: Person, id_: str, state: str) -> dict[str, Any]:
    """The need on the board once this bank's answer is in that state."""

    def look() -> dict[str, Any] | None:
        found = on_board(officer, id_)
        return found if found is not None and (found["answer"] or {}).get("state") == state else None

    found: dict[str, Any] = awaited(look)
    return found


def end(owner: Person, id_: str) -> None:
    ok(owner.post(f"/needs/{id_}/withdrawal", json={"reason": "test"}))


PATHS = [
    ("GET", "", None),
    ("PUT", "", {"ask": ASK, "version": 1}),
    ("DELETE", "", None),
    ("POST", "/publication", {"version": 1}),
    ("POST", "/withdrawal", {"reason": ""}),
    ("POST", "/answers/bank-a/agreement", None),
    ("POST", "/answers/bank-a/refusal", None),
]


@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_anonymous_is_401_and_anothers_need_is_404(
    house: House, owner: Person, method: str, path: str, body: Any
) -> None:
    need = draft(owner)
    try:
        address = f"/needs/{need['id']}{path}"
        assert house.anonymous("platform").request(method, address, json=body).status_code == 401
        stranger = house.person(house.accounts("owner")[0])
        theirs = stranger.request(method, address, json=body)
        missing = stranger.request(method, f"/needs/ned_{'0' * 26}{path}", json=body)
        assert (theirs.status_code, missing.status_code) == (404, 404)
        codes = [answer.json()["error"]["code"] for answer in (theirs, missing)]
        assert codes[0] == codes[1], "whether it exists is not told"
    finally:
        ok_or_gone = owner.delete(f"/needs/{need['id']}")
        assert ok_or_gone.status_code == 204


def test_a_draft_is_kept_and_a_stale_page_is_told(owner: Person) -> None:
    prefill = ok(owner.get("/needs/prefill"))
    assert [one["bank"] for one in prefill["banks"]] == ["bank-a", "bank-b", "bank-c"]
    need = draft(owner)
    wanted = ASK | {"amount_fen": 40_000_000, "rate_acceptable": "0.05", "within_days": 5}
    kept = ok(owner.put(f"/needs/{need['id']}", json={"ask": wanted, "version": need["version"]}))
    assert kept["ask"]["amount_fen"] == 40_000_000
    assert kept["history"] == [], "a draft is nobody's business yet"
    stale = owner.put(f"/needs/{need['id']}", json={"ask": wanted, "version": need["version"]})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "need_changed")
    assert ok(owner.get("/needs"))["items"][0] == kept
    assert owner.delete(f"/needs/{need['id']}").status_code == 204


def test_a_need_without_an_amount_or_with_too_much_is_refused(owner: Person) -> None:
    for wrong in ({"amount_fen": 0}, {"term_months": 361}, {"rate_acceptable": "2"}, {"guarantees": ["gold"]}):
        assert owner.post("/needs", json=ASK | wrong).status_code in (400, 422)


def test_a_bank_sees_only_what_the_scope_shows_until_the_enterprise_agrees(
    house: House, owner: Person, account: dict[str, Any], officers: dict[str, Person]
) -> None:
    need = publish(owner, draft(owner), banks=["bank-a", "bank-b"], shows=["fit"])
    seen = awaited(lambda: on_board(officers["bank-a"], need["id"]))
    awaited(lambda: on_board(officers["bank-b"], need["id"]))
    assert seen["ask"]["amount_fen"] == ASK["amount_fen"]
    assert seen["enterprise"] is None
    assert set(seen["about"].values()) == {None}
    hidden = (account["enterprise"]["uscc"], account["enterprise"]["name"], "100-0000")
    assert not any(word in str(seen) for word in hidden)
    assert seen["fits"], "how its own products fit is shown, as the scope says"
    assert {one["product"] for one in seen["fits"]} <= {
        one["code"] for one in ok(officers["bank-a"].get("/products"))["items"]
    }
    for fit in seen["fits"]:
        assert not {"rate", "approval"} & {part["name"] for part in fit["parts"]}, "they would tell its risk"
    assert on_board(officers["bank-c"], need["id"]) is None
    assert officers["bank-c"].get(f"/board/{need['id']}").status_code == 404
    assert officers["bank-c"].post(f"/board/{need['id']}/pickup").status_code == 404

    picked = ok(officers["bank-a"].post(f"/board/{need['id']}/pickup"))
    assert (picked["answer"]["state"], picked["enterprise"], picked["seats"]) == ("picked_up", None, 2)
    early = officers["bank-a"].post(f"/board/{need['id']}/contact", json={"banker": "x", "phone": "1000"})
    assert (early.status_code, early.json()["error"]["code"]) == (409, "need_step_refused")
    agreed = ok(owner.post(f"/needs/{need['id']}/answers/bank-a/agreement"))
    assert agreed["answers"][0]["due_at"] is not None, "the bank's clock runs"
    known = told(officers["bank-a"], need["id"], "agreed")
    assert known["enterprise"]["uscc"] == account["enterprise"]["uscc"]
    said = {"banker": "李经理", "phone": "1000", "message": "明天到访"}
    ok(officers["bank-a"].post(f"/board/{need['id']}/contact", json=said))
    mine = ok(owner.get(f"/needs/{need['id']}"))
    assert (mine["answers"][0]["banker"], mine["answers"][0]["due_at"]) == ("李经理", None)
    assert on_board(officers["bank-b"], need["id"])["enterprise"] is None  # type: ignore[index]
    end(owner, need["id"])
    awaited(lambda: on_board(officers["bank-b"], need["id"]) is None or None)
    assert officers["bank-b"].get(f"/board/{need['id']}").status_code == 404, "it had no part in it: nothing is kept"


def test_each_step_has_an_entry_that_verifies_for_the_owner_and_for_nobody_else(
    house: House, owner: Person, officers: dict[str, Person]
) -> None:
    need = publish(owner, draft(owner))
    awaited(lambda: on_board(officers["bank-c"], need["id"]))
    ok(officers["bank-c"].post(f"/board/{need['id']}/pickup"))
    end(owner, need["id"])
    steps = ok(owner.get(f"/needs/{need['id']}"))["history"]
    assert [step["kind"] for step in steps] == ["need.published", "answer.picked_up", "need.withdrawn"]
    for step in steps:
        proof = awaited(lambda entry=step["entry"]: _verified(owner, entry))
        assert (proof["kind"], proof["stream"]) == (step["kind"], need["id"])
        assert all(one["ok"] for one in proof["steps"])
        assert house.person(house.accounts("owner")[0]).get(f"/receipts/{step['entry']}").status_code == 404
    auditor = house.person(house.accounts("auditor", REGULATOR)[0])
    size = ok(auditor.get("/ledger/entries"))["size"]
    last = ok(auditor.get(f"/ledger/entries?limit=200&start={max(0, size - 100)}"))
    own = [one for one in last["items"] if one["issuer"] == "bank-c" and one["kind"] == "answer.picked_up"]
    assert own, "the bank says itself what it did"


def _verified(owner: Person, entry: str) -> Any:
    answer = owner.get(f"/receipts/{entry}/verification")
    return answer.json() if answer.status_code == 200 else None


def test_the_last_place_is_given_once(owner: Person, officers: dict[str, Person]) -> None:
    need = publish(owner, draft(owner))
    for officer in officers.values():
        awaited(lambda officer=officer: on_board(officer, need["id"]))
        ok(officer.post(f"/board/{need['id']}/pickup"))
    full = ok(owner.get(f"/needs/{need['id']}"))
    assert len(full["answers"]) == 3
    again = ok(officers["bank-a"].post(f"/board/{need['id']}/pickup"))
    assert again["seats"] == 0, "a double click takes no second place"
    ok(owner.post(f"/needs/{need['id']}/answers/bank-b/refusal"))
    gone = officers["bank-b"].post(f"/board/{need['id']}/pickup")
    assert (gone.status_code, gone.json()["error"]["code"]) == (409, "need_step_refused")
    end(owner, need["id"])


def test_an_officer_picks_up_and_an_approver_looks_on(house: House) -> None:
    approver = house.person(house.accounts("approver", "bank-a")[0])
    assert approver.get("/board").status_code == 200
    assert approver.post(f"/board/ned_{'0' * 26}/pickup").status_code == 403
    assert house.anonymous("bank-a").get("/board").status_code == 401
    officer = house.person(house.accounts("officer", "bank-a")[0])
    assert officer.get(f"/board/ned_{'0' * 26}").status_code == 404


class _Heard:
    """Peers, and which paths were called."""

    def __init__(self, peers: Peers, calls: list[str]) -> None:
        self._peers, self._calls = peers, calls

    def __contains__(self, org: str) -> bool:
        return org in self._peers

    def post(self, org: str, path: str, body: bytes) -> bytes:
        self._calls.append(path)
        return self._peers.post(org, path, body)


def test_looking_at_matches_asks_no_bank_and_writes_nothing(house: House, owner: Person) -> None:
    """A pre-check is no credit enquiry: no call leaves the portal, no entry is made, no bank's database grows."""
    awaited(lambda: not any(waiting(node.notifications._database) for node in house.nodes.values()))  # others' entries
    ledger = house.nodes["platform"].receipts
    size = ledger.ledger_size()
    calls: list[str] = []
    portal = house.nodes["platform"].borrower_desk()
    peers = portal._peers
    portal._peers = _Heard(peers, calls)  # this desk's alone: cosigning and news of other needs go on beside
    try:
        found = ok(owner.get("/matches", params={"amount_fen": 30_000_000, "term_months": 12, "purpose": "x"}))
        assert found["items"]
        need = {
            "amount_fen": 30_000_000,
            "term_months": 12,
            "purpose": "x",
            "product": found["items"][0]["product"]["code"],
        }
        chosen = ok(owner.post("/matches/choices", json=need))
    finally:
        portal._peers = peers
    assert (chosen["position"], chosen["propensity"]) == (1, 1.0)
    assert calls == []
    assert ledger.ledger_size() == size


def test_a_product_that_is_not_there_was_not_opened(owner: Person) -> None:
    need = {"amount_fen": 30_000_000, "term_months": 12, "purpose": "x", "product": "no-such-product"}
    assert owner.post("/matches/choices", json=need).status_code == 404


def test_the_regulators_auditor_reads_escalations(house: House, owner: Person) -> None:
    assert ok(house.person(house.accounts("auditor", REGULATOR)[0]).get("/ledger/escalations"))["items"] == []
    assert owner.get("/ledger/escalations").status_code == 403
