"""Signing in by the bank's own identity provider, over HTTP on both sides."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from puhui.kernel import Text
from puhui.parties import FOR_DRAWN
from puhui.parties.federation import Provider
from tests.api.house import House, Person
from tests.identity_provider import IdentityProvider, User

BANK = "bank-b"
PASSWORD = "chosen by its owner"
AT = "/session/providers/bank"


@pytest.fixture(scope="module")
def server() -> Iterator[IdentityProvider]:
    with IdentityProvider() as made:
        yield made


@pytest.fixture(autouse=True)
def provider(house: House, server: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bank has an identity provider; what argon2 costs is measured elsewhere."""
    node = house.nodes[BANK]
    address = f"{node.settings.public_url}/sign-in/bank"
    server.redirect_uris = {address}
    label = Text(zh="乙银行统一认证", en="Bank B's sign-on")
    secret = server.client_secret
    made = Provider("bank", label, server.issuer, "puhui", address, secret, amr=frozenset({"otp"}))
    monkeypatch.setitem(node.providers._at._providers, "bank", made)
    monkeypatch.setattr(node.people._door, "_hasher", FOR_DRAWN)


def _administrator(house: House) -> Person:
    return house.person(house.accounts("administrator", BANK)[0])


def _invited(house: House, login: str) -> str:
    answer = _administrator(house).post("/people", json={"login": login, "name": "新同事", "role": "officer"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


def _visit(departure: httpx.Response) -> dict[str, str]:
    """What the provider sends the browser back with."""
    assert departure.status_code == 201, departure.text
    answer = httpx.get(departure.json()["url"])
    assert answer.status_code == 302, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def _go(person: Person, path: str, back: dict[str, str] | None = None, **body: str) -> httpx.Response:
    returned = _visit(person.post(AT + path, json=body)) | (back or {})
    return person.post(f"{AT}/return", json=returned)


def _taken_up(house: House, server: IdentityProvider, login: str) -> Person:
    """Somebody who was invited and came by the provider, whose subject there is the login."""
    person = house.anonymous(BANK)
    server.user = User(subject=login)
    answer = _go(person, "", {"invitation": _invited(house, login)}, purpose="take_up")
    assert answer.status_code == 200, answer.text
    assert answer.json()["session"]["person"]["role"] == "officer"
    return person


def _member(house: House, login: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in _administrator(house).get("/people").json()["items"] if one["login"] == login
    )
    return found


def _code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_who_may_ask_what(house: House) -> None:
    stranger, owner = house.anonymous(BANK), house.person(house.accounts("owner")[0])
    assert _code(stranger.post(f"{AT}/link")) == (401, "sign_in_first")
    assert _code(stranger.post(f"{AT}/confirmation")) == (401, "sign_in_first")
    assert _code(stranger.get("/session/identities")) == (401, "sign_in_first")
    assert _code(owner.post(f"{AT}/link")) == (403, "role_may_not")
    assert _code(stranger.post("/session/providers/elsewhere", json={})) == (404, "provider_unknown")
    assert owner.get("/session/providers").json() == {"items": []}  # the platform's owners sign in by password
    (listed,) = stranger.get("/session/providers").json()["items"]
    assert listed == {"name": "bank", "label_zh": "乙银行统一认证", "label_en": "Bank B's sign-on"}


def test_an_invitation_is_taken_up_without_a_password(house: House, server: IdentityProvider) -> None:
    _taken_up(house, server, "comes-by-sso")
    again = house.anonymous(BANK)
    answer = _go(again, "")
    assert (answer.status_code, answer.json()["purpose"]) == (200, "sign_in")
    assert again.get("/applications").status_code == 200
    (linked,) = again.get("/session/identities").json()["items"]
    assert (linked["provider"], linked["used_at"] is None) == ("bank", False)
    assert _member(house, "comes-by-sso")["providers"] == ["bank"]
    again.delete("/session")
    assert again.get("/session").status_code == 401
    steps = _administrator(house).get("/people/trail").json()["items"]
    told = [(one["action"], one["what"]) for one in steps if one["login"] == "comes-by-sso"]
    assert told == [("link", "done"), ("invite", "taken_up"), ("invite", "opened")]


def test_a_used_or_made_up_invitation_makes_nobody(house: House, server: IdentityProvider) -> None:
    server.user = User(subject="nobody-yet")
    before = len(_administrator(house).get("/people").json()["items"])
    answer = _go(house.anonymous(BANK), "", {"invitation": "MADE-UP"}, purpose="take_up")
    assert _code(answer) == (401, "invitation_refused")
    assert len(_administrator(house).get("/people").json()["items"]) == before


def test_who_is_unknown_or_was_removed_is_not_let_in(house: House, server: IdentityProvider) -> None:
    server.user = User(subject="a stranger at the bank")
    assert _code(_go(house.anonymous(BANK), "")) == (403, "identity_not_linked")
    person = _taken_up(house, server, "removed-sso")
    id_ = _member(house, "removed-sso")["id"]
    assert _administrator(house).post(f"/people/{id_}/changes", json={"action": "disable"}).status_code == 201
    assert person.get("/session").status_code == 401
    assert _code(_go(house.anonymous(BANK), "")) == (403, "identity_not_linked")


def test_one_links_ones_own_and_an_administrator_unlinks(house: House, server: IdentityProvider) -> None:
    person = house.anonymous(BANK)
    person.post("/invitations", json={"code": _invited(house, "links-sso"), "password": PASSWORD})
    assert person.post("/session", json={"login": "links-sso", "password": PASSWORD}).status_code == 200
    server.user = User(subject="links-sso", amr=("pwd",))  # they showed this node's own door who they are
    assert _go(person, "/link").json() == {"purpose": "link", "session": None}
    server.user = User(subject="links-sso")
    assert _go(house.anonymous(BANK), "").status_code == 200
    second = _go(person, "/link")
    assert _code(second) == (409, "identity_taken")
    id_ = _member(house, "links-sso")["id"]
    gone = _administrator(house).post(f"/people/{id_}/changes", json={"action": "unlink"})
    assert (gone.status_code, gone.json()["change"]["state"]) == (201, "done")
    assert _member(house, "links-sso")["providers"] == []
    assert _code(_go(house.anonymous(BANK), "")) == (403, "identity_not_linked")
    assert person.get("/session").status_code == 401


def test_a_return_serves_the_session_that_left_and_no_other(house: House, server: IdentityProvider) -> None:
    person = _taken_up(house, server, "leaves-sso")
    server.user = User(subject="another identity")
    back = _visit(person.post(f"{AT}/link"))
    server.user = User(subject="leaves-sso")
    assert _go(person, "").status_code == 200  # signed in anew meanwhile
    returned = person.post(f"{AT}/return", json=back)
    assert _code(returned) == (401, "trip_over")


def test_a_second_factor_is_asked_of_the_provider(house: House, server: IdentityProvider) -> None:
    _taken_up(house, server, "one-factor-sso")
    server.user = User(subject="one-factor-sso", amr=("pwd",))
    assert _code(_go(house.anonymous(BANK), "")) == (403, "factor_not_attested")


def test_what_needs_it_fresh_is_confirmed_at_the_provider(house: House, server: IdentityProvider) -> None:
    _taken_up(house, server, "fresh-sso")
    person = house.anonymous(BANK)
    server.user = User(subject="fresh-sso", seconds_ago=3600)  # signed in there an hour ago, and not asked again
    assert _go(person, "").status_code == 200
    assert _code(person.post("/session/factor")) == (403, "confirm_first")
    assert _code(_go(person, "/confirmation")) == (401, "authenticated_long_ago")
    server.user = User(subject="a stranger at the bank")
    assert _code(_go(person, "/confirmation")) == (403, "identity_not_linked")
    server.user = User(subject="fresh-sso", seconds_ago=30)
    assert _go(person, "/confirmation").json()["purpose"] == "confirm"
    assert person.post("/session/factor").status_code == 201


def test_another_persons_identity_confirms_nothing(house: House, server: IdentityProvider) -> None:
    _taken_up(house, server, "lends-sso")
    person = _taken_up(house, server, "borrows-sso")
    server.user = User(subject="lends-sso")
    assert _code(_go(person, "/confirmation")) == (403, "identity_differs")


def test_a_return_without_its_browser_or_header_is_refused(house: House, server: IdentityProvider) -> None:
    person = _taken_up(house, server, "stays-sso")
    back = _visit(person.post(AT, json={}))
    assert _code(house.anonymous(BANK).post(f"{AT}/return", json=back)) == (401, "trip_over")
    bare = {name: value for name, value in person.headers.items() if name != "x-puhui-client"}
    with httpx.Client(base_url=person.base_url, transport=house.transport(BANK), headers=bare) as client:
        assert _code(client.post(f"{AT}/return", json=back)) == (403, "client_header_missing")
    assert person.post(f"{AT}/return", json=back).status_code == 200
