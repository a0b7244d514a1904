"""What goes wrong before a portal: double clicks, two at once, pages that are old, and bodies that nobody should send.

The enterprise is accounts("owner")[-12], with a wallet, an application and a loan of its own.
"""

import json
from typing import Any

import pytest

from puhui.api.limits import FORM_BYTES_MAX, HEARD_BYTES_MAX
from puhui.city.awaiting import awaited
from tests.api.house import House
from tests.api.parties import BANK, Parties, at_once, code_of, ok

SEEN = "已电话回访，情况属实"


@pytest.fixture(scope="module")
def parties(house: House) -> Parties:
    return Parties(house, -12)


@pytest.fixture(scope="module")
def assessed(parties: Parties) -> str:
    """The path of an application whose one form was sent twice at once, assessed and cleared."""
    request, before = parties.request("tax-credit"), _sent(parties)
    first, second = sorted(at_once(parties.owner, "/applications", request, request), key=lambda one: one.status_code)
    assert first.status_code == 201, first.text
    assert code_of(second) == (409, "draft_gone")
    assert _sent(parties) - before == {first.json()["id"]}
    path = parties.known_at_bank(first.json()["id"])
    ok(parties.officer.post(f"{path}/assessment"))
    screening = ok(parties.officer.get(f"{path}/screening"))
    for reason in screening["open"]:
        ok(parties.officer.post(f"{path}/screening/steps", json={"code": reason, "seen": SEEN}))
    return path


def _sent(parties: Parties) -> set[str]:
    return {one["id"] for one in ok(parties.owner.get("/applications"))["items"]}


@pytest.fixture(scope="module")
def loan(parties: Parties, assessed: str) -> str:
    """The path of the loan that comes of it."""
    terms = {"amount_fen": 5_000_000, "annual_rate": "0.05", "term_months": 12, "repayment": "equal_instalments"}
    approval = {"outcome": "approve", "comment": "同意", **terms}
    told = at_once(parties.approver, f"{assessed}/decision", approval, approval)
    first, second = sorted(told, key=lambda one: one.status_code)
    assert first.status_code == 201, first.text
    assert code_of(second) == (409, "application_already_decided")
    steps = [step["state"] for step in ok(parties.officer.get(assessed))["history"]]
    assert steps.count("approved") == 1
    awaited(
        lambda: ok(parties.owner.get(assessed))["state"] == "approved" or None, AssertionError("the portal is not told")
    )
    signed = parties.signed(ok(parties.owner.post(f"{assessed}/contract/options")))
    ok(parties.owner.post(f"{assessed}/contract", json=signed))
    (made,) = {ok(one)["id"] for one in at_once(parties.approver, f"{assessed}/disbursement", None, None)}
    steps = [step["state"] for step in ok(parties.officer.get(assessed))["history"]]
    assert steps.count("disbursed") == 1
    awaited(
        lambda: parties.owner.get(f"/loans/{made}").is_success or None, AssertionError("the portal has no such loan")
    )
    return f"/loans/{made}"


def test_a_decision_on_an_old_page_is_refused_and_says_so(parties: Parties, assessed: str) -> None:
    looked_at = ok(parties.approver.get(assessed))["recommendation"]["score"]["id"]
    ok(parties.officer.post(f"{assessed}/assessment"))
    for reason in ok(parties.officer.get(f"{assessed}/screening"))["open"]:
        ok(parties.officer.post(f"{assessed}/screening/steps", json={"code": reason, "seen": SEEN}))
    late = {"outcome": "decline", "comment": "不符合", "seen_score": looked_at}
    refused = parties.approver.post(f"{assessed}/decision", json=late)
    assert code_of(refused) == (409, "changed_meanwhile")
    assert "reload" in refused.json()["error"]["remedy"]
    assert ok(parties.approver.get(assessed))["state"] == "assessed"


def test_two_payments_of_one_bill_are_one(parties: Parties, loan: str) -> None:
    quote = ok(parties.owner.get(f"{loan}/quote"))
    bill = {"amount_fen": quote["bill_fen"], "request": quote["request"]}
    first, second = at_once(parties.owner, f"{loan}/repayments", bill, bill)
    paid = {ok(one)["outstanding_fen"] for one in (first, second)}
    assert paid == {ok(parties.owner.get(loan))["outstanding_fen"]}
    assert [one["kind"] for one in ok(parties.owner.get(f"{loan}/statement"))["movements"]].count("repaid") == 1
    other = parties.owner.post(f"{loan}/repayments", json=bill | {"amount_fen": bill["amount_fen"] + 1})
    assert code_of(other) == (409, "request_reused")
    after = ok(parties.owner.get(f"{loan}/quote"))
    assert after["request"] != quote["request"], "the next bill is another payment"
    assert ok(parties.officer.get(f"{loan}/quote"))["request"] == after["request"], "both sides look at one state"


def test_grants_taken_back_in_mid_application_leave_the_bank_without_a_figure(parties: Parties) -> None:
    made = ok(parties.owner.post("/applications", json=parties.request("power-loan")))
    path = parties.known_at_bank(made["id"])
    active = [one for one in ok(parties.owner.get("/grants"))["items"] if one["state"] == "active"]
    for grant in [one for one in active if one["receiver"] == BANK]:
        options = ok(parties.owner.post(f"/grants/{grant['id']}/revocation/options"))
        signed = {"at": options["at"], "signature": parties.wallet.signature(options["challenge"])}
        ok(parties.owner.post(f"/grants/{grant['id']}/revocation", json=signed))
    told = ok(parties.officer.post(f"{path}/assessment"))
    assert told["score"]["score"] is None
    assert {source["cause"] for source in told["score"]["sources"]} == {"not_granted"}
    assert told["outcome"] != "approve"


def test_an_application_is_taken_back_once_and_by_its_enterprise_alone(house: House, parties: Parties) -> None:
    made = ok(parties.owner.post("/applications", json=parties.request("power-loan")))
    path = parties.known_at_bank(made["id"])
    back, asked = f"{path}/withdrawal", {"reason": "已从他处融资"}
    assert house.anonymous("platform").post(back, json=asked).status_code == 401
    assert parties.officer.post(back, json=asked).status_code == 403
    assert house.person(house.accounts("owner")[-5]).post(back, json=asked).status_code == 404
    assert parties.owner.post(back, json={"reason": ""}).status_code == 422
    first, second = sorted(at_once(parties.owner, back, asked, asked), key=lambda one: one.status_code)
    assert (first.status_code, ok(first)["state"]) == (201, "withdrawn")
    assert second.status_code == 409
    told = ok(parties.officer.get(path))
    assert [step["state"] for step in told["history"]] == ["submitted", "withdrawn"]
    assert "application_withdrawn" in {one["kind"] for one in ok(parties.officer.get("/notifications"))["items"]}
    assert parties.officer.post(f"{path}/assessment").status_code == 409
    assert parties.approver.post(f"{path}/decision", json={"outcome": "decline", "comment": "x"}).status_code == 409


def test_a_contract_that_is_signed_is_not_taken_back(parties: Parties, assessed: str, loan: str) -> None:
    refused = parties.owner.post(f"{assessed}/withdrawal", json={"reason": "不需要了"})
    assert code_of(refused) == (409, "wrong_application_state")
    assert ok(parties.owner.get(assessed))["loan"] == loan.rsplit("/", 1)[1]


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "超过"), ("en", "more than")])
def test_a_form_that_is_too_large_is_told_so(parties: Parties, language: str, said: str) -> None:
    body = json.dumps({"text": "长" * FORM_BYTES_MAX, "request": "r"}, ensure_ascii=False).encode()
    answer = parties.owner.post("/needs", content=body, headers={"Accept-Language": language})
    assert code_of(answer) == (413, "request_too_large")
    assert said in answer.json()["error"]["cause"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_bound_holds_without_a_length_and_before_anybody_signs_in(house: House) -> None:
    pieces = (b" " * 100_000 for _ in range(11))
    assert code_of(house.anonymous("platform").post("/session", content=pieces)) == (413, "request_too_large")
    headers = {"Content-Length": str(HEARD_BYTES_MAX + 1)}
    told = house.clients["platform"].post("/api/v1/session", content=b"{}", headers=headers)
    assert told.status_code == 413, "nobody listens to that much"


HOSTILE = {
    "deep": b"[" * 200_000,
    "deep and closed": b"[" * 5_000 + b"]" * 5_000,
    "not utf-8": b'{"use": "\xff\xfe"}',
    "lone surrogate": b'{"use": "all", "file": "\\ud800"}',
    "not a number": b'{"use": NaN}',
    "a very long number": b'{"use": ' + b"9" * 100_000 + b"}",
    "zero bytes": b"\x00" * 1000,
    "a zip": b"PK\x03\x04" + b"\x00" * 100,
    "a card of deep lists": json.dumps({"use": "all", "file": "[" * 100_000}).encode(),
    "a card of nothing": json.dumps({"use": "all", "file": "{}"}).encode(),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_upload_is_refused_and_never_a_fault_of_ours(house: House, body: bytes) -> None:
    steward = house.person(house.accounts("steward", BANK)[0])
    answer = steward.post("/models", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["error"]["cause"]


def test_no_address_tells_a_stranger_of_anothers_things(house: House, story: dict[str, Any]) -> None:
    """Every address that reads a thing by its id, asked with ids that exist."""
    uscc = story["enterprise"]["uscc"]
    account = next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)
    owner, stranger = house.person(account), house.person(house.accounts("owner")[-12])
    application, made = ok(owner.get("/applications"))["items"][0], ok(owner.get("/loans"))["items"][-1]
    elsewhere = next(bank for bank in ("bank-a", "bank-b", "bank-c") if bank != made["lender"])
    officer = house.person(house.accounts("officer", elsewhere)[0])
    ids = {"/applications/{id}": application["id"], "/loans/{id}": made["id"], "/grants/{id}": application["id"]}
    paths = house.clients["platform"].get("/api/v1/openapi.json").json()["paths"]
    reads = [path.removeprefix("/api/v1") for path, named in paths.items() if "get" in named]
    asked = [(path, begin) for path in reads for begin in ids if path.startswith(begin) and path.count("{") == 1]
    assert len(asked) > 10
    for path, begin in asked:
        for person in (stranger, officer):
            status = person.get(path.replace("{id}", ids[begin])).status_code
            assert status in {403, 404}, (person.org, path, status)
