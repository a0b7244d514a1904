"""Every endpoint: nobody (401), the wrong role (403), another tenant (404), then success."""

from typing import Any

import httpx
import pytest

from tests.api.house import House, Person
from tests.policy import matrix
from tests.policy.matrix import actions, actor, reach

PUBLIC = {"read_node", "read_trust", "read_trust_history", "sign_in", "read_session", "sign_out", "take_up_invitation"}
PUBLIC |= {"list_providers", "leave_for_provider", "return_from_provider"}  # ways to sign in
UNKNOWN = {"{id}": "app_00000000000000000000000000", "{entry}": "00" * 32}
_ROUTES = sorted((method, path.removeprefix("/api/v1"), str(action)) for method, path, action in actions())
_CLOSED = [route for route in _ROUTES if route[2] not in PUBLIC]


def _call(person: httpx.Client, method: str, path: str, **more: Any) -> httpx.Response:
    for name, value in UNKNOWN.items():
        path = path.replace(name, value)
    return person.request(method, path, **more)


def _ids(route: tuple[str, str, str]) -> str:
    return route[2]


@pytest.mark.parametrize("route", _CLOSED, ids=_ids)
def test_nobody_gets_401(house: House, route: tuple[str, str, str]) -> None:
    for org in ("platform", "bank-a"):
        answer = _call(house.anonymous(org), route[0], route[1])
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == "sign_in_first"


@pytest.mark.parametrize("route", _CLOSED, ids=_ids)
def test_a_role_without_the_action_gets_403(house: House, story: dict[str, Any], route: tuple[str, str, str]) -> None:
    people = {
        "owner": "platform",
        "officer": "bank-a",
        "approver": "bank-a",
        "steward": "tax",
        "validator": "bank-a",
        "administrator": "platform",
    }
    for role, org in people.items():
        if reach(role, route[2]) != "-":
            continue
        person = _person(house, role, org)
        assert _call(person, route[0], route[1]).status_code == 403, role


@pytest.mark.parametrize("route", [route for route in _CLOSED if route[0] != "GET"], ids=_ids)
def test_a_write_without_the_client_header_gets_403(house: House, route: tuple[str, str, str]) -> None:
    homes = {
        "owner": "platform",
        "officer": "bank-a",
        "approver": "bank-a",
        "validator": "bank-a",
        "registrar": "registry",
        "steward": "tax",
        "administrator": "platform",
    }
    role = next(role for role in homes if reach(role, route[2]) != "-")
    person = _person(house, role, homes[role])
    bare = house.anonymous(person.org)
    bare.cookies.update(dict(person.cookies))
    del bare.headers["X-Puhui-Client"]
    answer = _call(bare, route[0], route[1])
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "client_header_missing")


def test_a_registrar_hands_out_codes_for_operating_enterprises_only(house: House, story: dict[str, Any]) -> None:
    registrar = _person(house, "registrar", "registry")
    first, second = (
        registrar.post("/activations", json={"uscc": story["enterprise"]["uscc"]}).json() for _ in range(2)
    )
    assert first["name"] == story["enterprise"]["name"]
    assert first["code"] != second["code"]
    unknown = registrar.post("/activations", json={"uscc": "91110000600037341L"})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "not_registered")
    malformed = registrar.post("/activations", json={"uscc": "91110000600037341M"})
    assert (malformed.status_code, malformed.json()["error"]["code"]) == (400, "not_a_uscc")
    officer = _person(house, "officer", "bank-a")
    assert officer.post("/activations", json={"uscc": story["enterprise"]["uscc"]}).status_code == 403


def test_what_another_node_does_is_not_served_here(house: House) -> None:
    officer = _person(house, "officer", "bank-a")
    assert officer.get("/applications").status_code == 200
    auditor = _person(house, "auditor", "pbc")
    answer = auditor.get("/decisions/dec_00000000000000000000000000")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_served_here")


def test_another_tenants_things_are_not_there(house: House, story: dict[str, Any]) -> None:
    """What is another's answers with the very words of what does not exist."""
    owner = _owner(house, story)
    bank = _bank_of(owner)
    application, loan = owner.get("/applications").json()["items"][0], owner.get("/loans").json()["items"][0]
    grant = owner.get("/grants").json()["items"][0]
    entry = application["history"][0]["entry"]
    stranger = next(
        house.person(one) for one in house.accounts("owner") if one["enterprise"]["uscc"] != story["enterprise"]["uscc"]
    )
    body = {"draft": "x", "signature": {"kind": "software", "signature": "AAAA"}}
    for method, path, sent in (
        ("GET", f"/applications/{application['id']}", None),
        ("POST", f"/applications/{application['id']}/contract/options", None),
        ("POST", f"/applications/{application['id']}/contract", body),
        ("GET", f"/loans/{loan['id']}", None),
        ("POST", f"/loans/{loan['id']}/repayments", {"amount_fen": 100}),
        ("POST", f"/grants/{grant['id']}/revocation/options", None),
        ("GET", f"/receipts/{entry}", None),
        ("GET", f"/receipts/{entry}/verification", None),
    ):
        answer = stranger.request(method, path, json=sent)
        assert answer.status_code == 404, (path, answer.text)
    other_bank = {"bank-a": "bank-b", "bank-b": "bank-a"}[bank]
    officer, approver = _person(house, "officer", other_bank), _person(house, "approver", other_bank)
    for person, method, path in (
        (officer, "GET", f"/applications/{application['id']}"),
        (officer, "GET", f"/applications/{application['id']}/portrait"),
        (officer, "GET", f"/applications/{application['id']}/portrait.pdf"),
        (officer, "POST", f"/applications/{application['id']}/assessment"),
        (officer, "GET", f"/applications/{application['id']}/screening"),
        (approver, "POST", f"/applications/{application['id']}/disbursement"),
        (officer, "GET", f"/loans/{loan['id']}"),
        (officer, "GET", f"/decisions/{application['decision']['id']}"),
        (officer, "GET", f"/receipts/{entry}"),
    ):
        assert person.request(method, path).status_code == 404, path


def test_the_owner_sees_her_own(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    enterprise = owner.get("/enterprise").json()
    assert (enterprise["uscc"], enterprise["enrolled"]) == (story["enterprise"]["uscc"], True)
    grants = owner.get("/grants").json()["items"]
    assert {grant["state"] for grant in grants} == {"active"}
    uses = owner.get("/uses").json()
    assert uses["complete"] is True
    assert uses["gaps"] == []
    assert sum(use["n"] is not None for use in uses["items"]) == sum(grant["used"] for grant in grants)
    score = owner.get("/scores/latest").json()
    assert score == owner.get("/scores").json()["items"][0]
    assert score["low"] <= score["score"] <= score["high"]
    assert len(score["radar"]) == 7
    assert all(axis["value"] is None or 0 <= axis["value"] <= 100 for axis in score["radar"])
    need = {"amount_fen": 30_000_000, "term_months": 12, "purpose": "stock"}
    matches = owner.get("/matches", params=need).json()["items"]
    assert [one["product"]["code"] for one in matches]
    assert owner.get("/matches", params={**need, "amount_fen": 0}).status_code == 422
    products = {one["code"] for one in owner.get("/products").json()["items"]}
    assert products == {one["product"]["code"] for one in matches}
    loan = owner.get("/loans").json()["items"][-1]  # the story's: others may have lent since
    assert loan["schedule"][0]["state"] == "paid"
    assert sum(bill["principal_fen"] for bill in loan["schedule"]) == loan["principal_fen"]
    assert [step["state"] for step in loan["history"]][:2] == ["disbursed", "repaid"]


def test_the_bank_sees_what_it_was_granted(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    mine = owner.get("/applications").json()["items"][0]
    officer = _person(house, "officer", _bank_of(owner))
    seen = officer.get(f"/applications/{mine['id']}").json()
    portrait = officer.get(f"/applications/{mine['id']}/portrait").json()
    assert portrait["score"]["coverage"] > 0.4
    judged = {one["code"]: one["state"] for one in portrait["sections"]["contradictions"]["items"]}
    assert judged["DECLARED_ABOVE_INVOICED"] in {"contradiction", "consistent"}
    assert "STATED_ABOVE_INVOICED" not in judged  # nobody was asked for statements
    assert seen["recommendation"]["limit"]["binding"]
    assert seen["screening"]["standing"] in {"passed", "verified"}
    assert officer.get(f"/applications/{mine['id']}/screening").json() == seen["screening"]
    assert mine["recommendation"] is None
    assert mine["screening"] is None
    assert [step["state"] for step in mine["history"]] == [
        "submitted", "screened", "assessed", "approved", "contracted", "disbursed",
    ]  # fmt: skip
    decision = officer.get(f"/decisions/{mine['decision']['id']}").json()
    assert decision == mine["decision"]
    assert officer.post(f"/decisions/{mine['decision']['id']}/replay").json()["identical"] is True


def test_lists_are_read_a_page_at_a_time_and_searched(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    mine = owner.get("/applications").json()["items"][0]
    officer = _person(house, "officer", _bank_of(owner))
    for path in ("/applications", "/loans"):
        whole = officer.get(path, params={"limit": 500}).json()
        shown, after = [], ""
        while after is not None:
            page = officer.get(path, params={"limit": 1, "after": after}).json()
            shown, after = shown + [one["id"] for one in page["items"]], page["next"]
        assert shown == [one["id"] for one in whole["items"]]
        assert whole["total"] == len(shown)
        found = officer.get(path, params={"q": mine["enterprise"]["name"][:4]}).json()["items"]
        assert mine["enterprise"]["uscc"] in {one["enterprise"]["uscc"] for one in found}
        assert owner.get(path, params={"q": "没有这家企业"}).json() == {"items": [], "total": 0, "next": None}
        assert {one["state"] for one in owner.get(path, params={"state": "settled"}).json()["items"]} <= {"settled"}
        for wrong in ({"limit": 0}, {"limit": 501}, {"q": "x" * 65}, {"page": 2}):
            assert officer.get(path, params=wrong).status_code == 422, wrong


def test_a_receipt_is_shown_step_by_step(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    for step in story["steps"][:3]:
        told = owner.get(f"/receipts/{step['entry']}/verification").json()
        assert [one["ok"] for one in told["steps"]] == [True] * 8
        assert len(told["cosigned_by"]) >= told["quorum"]
        assert owner.get(f"/receipts/{step['entry']}").headers["content-type"].startswith("text/plain")


def test_signing_in_at_the_bank_leaves_the_enterprise_signed_in(house: House, story: dict[str, Any]) -> None:
    """One browser, one host, two ports: the cookies are shared, so their names must differ."""
    owner = _owner(house, story)
    officer = _person(house, "officer", "bank-a")
    jar = {**dict(owner.cookies), **dict(officer.cookies)}
    assert len(jar) == 4, "a session each, and the mark by which each door knows the browser"
    for org in ("platform", "bank-a"):
        both = house.anonymous(org)
        both.cookies.update(jar)
        assert both.get("/session").json()["person"]["org"] == org


def test_a_session_ends(house: House) -> None:
    person = house.signed_in(house.accounts("officer", "bank-b")[0])
    assert person.get("/session").status_code == 200
    token = dict(person.cookies)
    assert person.delete("/session").status_code == 204
    again = house.anonymous("bank-b")
    again.cookies.update(token)
    assert again.get("/session").status_code == 401
    assert again.get("/applications").status_code == 401


def test_a_wrong_password_and_an_unknown_login_are_told_alike(house: House) -> None:
    told = []
    for login in ("steward", "nobody-here"):
        answer = house.anonymous("court").post("/session", json={"login": login, "password": "not the password"})
        assert answer.status_code == 401
        told.append(answer.json())
    assert told[0] == told[1]


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(house: House) -> None:
    account = house.accounts("officer", "bank-a")[0]
    answer = house.anonymous("bank-a").post(
        "/session", json={"login": account["login"], "password": account["password"]}
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("puhui_session_bank-a=")
    assert all(mark in cookie for mark in ("HttpOnly", "SameSite=strict", "Path=/api/"))


def test_the_actors_of_the_matrix_are_the_people_of_the_city(house: House) -> None:
    for role in (one for one in matrix.ROLES if one != "anonymous"):
        assert house.accounts(role), role
        assert actor(role).role == role


def _owner(house: House, story: dict[str, Any]) -> Person:
    uscc = story["enterprise"]["uscc"]
    account = next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc)
    return house.person(account)


def _bank_of(owner: httpx.Client) -> str:
    return str(owner.get("/applications").json()["items"][0]["product"]["lender"])


def _person(house: House, role: str, org: str) -> Person:
    return house.person(house.accounts(role, org)[0])
