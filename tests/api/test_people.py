"""People and roles over HTTP: two administrators for power, sessions that end at once, a trail on the ledger."""

import base64
import json
import subprocess
import sys
from typing import Any

import httpx
import pytest

from puhui.cli.output import EXIT_CANNOT
from puhui.kernel.one_time_codes import code_at
from puhui.parties import FOR_DRAWN
from tests.api.house import House, Person

PASSWORD = "chosen by its owner"
BANK = "bank-b"


@pytest.fixture(autouse=True)
def cheap_passwords(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What argon2 costs is measured elsewhere."""
    monkeypatch.setattr(house.nodes[BANK].people._door, "_hasher", FOR_DRAWN)


def _administrators(house: House) -> tuple[Person, Person]:
    first, second = (house.person(one) for one in house.accounts("administrator", BANK))
    return first, second


def _sign_in(house: House, login: str, password: str = PASSWORD, **more: str) -> tuple[Person, httpx.Response]:
    person = house.anonymous(BANK)
    return person, person.post("/session", json={"login": login, "password": password, **more})


def _invite(house: House, login: str, role: str = "officer") -> dict[str, Any]:
    first, second = _administrators(house)
    answer = first.post("/people", json={"login": login, "name": "新同事", "role": role})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    if told["change"]["state"] == "waiting":
        told = second.post(f"/people/changes/{told['change']['id']}/confirmation").json()
    return told


def _joined(house: House, login: str, role: str = "officer") -> Person:
    code = _invite(house, login, role)["code"]
    stranger = house.anonymous(BANK)
    taken = stranger.post("/invitations", json={"code": code, "password": PASSWORD})
    assert (taken.status_code, taken.json()) == (201, {"login": login})
    person, answer = _sign_in(house, login)
    assert answer.status_code == 200
    return person


def _id_of(house: House, login: str) -> str:
    items = _administrators(house)[0].get("/people").json()["items"]
    return str(next(one["id"] for one in items if one["login"] == login))


def test_power_takes_a_second_administrator_who_is_told(house: House) -> None:
    first, second = _administrators(house)
    proposed = first.post("/people", json={"login": "powerful", "name": "新审批人", "role": "approver"}).json()
    assert (proposed["change"]["state"], proposed["code"]) == ("waiting", None)
    told = second.get("/notifications").json()["items"][0]
    assert (told["kind"], told["page"]) == ("people_change_proposed", "/people")
    path = f"/people/changes/{proposed['change']['id']}/confirmation"
    own = first.post(path)
    assert (own.status_code, own.json()["error"]["code"]) == (403, "second_administrator_needed")
    confirmed = second.post(path).json()
    assert confirmed["change"]["state"] == "open"
    again = second.post(path)
    assert (again.status_code, again.json()["error"]["code"]) == (409, "change_closed")
    code = confirmed["code"]
    weak = house.anonymous(BANK).post("/invitations", json={"code": code, "password": "short"})
    assert weak.json()["error"]["code"] == "password_too_weak"
    assert house.anonymous(BANK).post("/invitations", json={"code": code, "password": PASSWORD}).status_code == 201
    used = house.anonymous(BANK).post("/invitations", json={"code": code, "password": PASSWORD})
    assert (used.status_code, used.json()["error"]["code"]) == (401, "invitation_refused")
    assert _sign_in(house, "powerful")[1].json()["person"]["role"] == "approver"


def test_going_is_at_once_and_for_all_sessions(house: House) -> None:
    leaver = _joined(house, "leaver")
    first, _ = _administrators(house)
    id_ = _id_of(house, "leaver")
    assert leaver.get("/applications").status_code == 200
    gone = first.post(f"/people/{id_}/changes", json={"action": "disable"})
    assert (gone.status_code, gone.json()["change"]["state"]) == (201, "done")
    assert leaver.get("/applications").status_code == 401
    assert _sign_in(house, "leaver")[1].json()["error"]["code"] == "sign_in_refused"
    twice = first.post(f"/people/{id_}/changes", json={"action": "disable"})
    assert (twice.status_code, twice.json()["error"]["code"]) == (409, "nothing_to_change")


def test_another_role_is_another_desk(house: House) -> None:
    mover = _joined(house, "mover")
    first, _ = _administrators(house)
    changed = first.post(f"/people/{_id_of(house, 'mover')}/changes", json={"action": "change_role", "role": "steward"})
    assert changed.json()["change"]["state"] == "done"
    assert mover.get("/session").status_code == 401
    steward, _ = _sign_in(house, "mover")
    assert steward.get("/mandates").status_code == 200
    assert steward.get("/applications").status_code == 403
    assert steward.get("/notifications").json()["items"][0]["kind"] == "role_changed"


def test_every_step_stands_in_the_trail_and_on_the_ledger(house: House) -> None:
    _joined(house, "traced", "validator")
    auditor = house.person(house.accounts("auditor", BANK)[0])
    steps = [one for one in auditor.get("/people/trail").json()["items"] if one["login"] == "traced"]
    assert [one["what"] for one in steps] == ["taken_up", "confirmed", "proposed"]
    numbers = [one["seq"] for one in auditor.get("/people/trail").json()["items"]]
    assert numbers == list(range(len(numbers), 0, -1))
    house.nodes[BANK].flush()
    assert auditor.get(f"/receipts/{steps[0]['entry']}/verification").json()["stream"] == "people"


def test_administrators_of_one_house_are_nobody_in_another(house: House) -> None:
    first, _ = _administrators(house)
    elsewhere = house.anonymous("bank-a")
    elsewhere.cookies.update({"puhui_session_bank-a": dict(first.cookies)[f"puhui_session_{BANK}"]})
    assert elsewhere.get("/people").status_code == 401
    other = house.person(house.accounts("administrator", "bank-a")[0])
    for id_ in (_id_of(house, "officer"), "psn_00000000000000000000000000"):
        answer = other.post(f"/people/{id_}/changes", json={"action": "disable"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "person_unknown")


def test_bad_names_and_roles_are_refused_before_anything_is_written(house: House) -> None:
    first, _ = _administrators(house)
    for bad in (
        {"login": "x'; DROP TABLE people", "name": "x", "role": "officer"},
        {"login": "script", "name": "<script>alert(1)</script>", "role": "officer"},
        {"login": "owner-like", "name": "x", "role": "owner"},
        {"login": "x" * 80, "name": "x", "role": "officer"},
        {"login": "twice", "name": "x", "role": "officer", "org": "bank-a"},
    ):
        assert first.post("/people", json=bad).status_code == 422, bad
    taken = first.post("/people", json={"login": "officer", "name": "x", "role": "officer"})
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "login_taken")


def test_what_matters_needs_a_password_that_is_fresh(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = _administrators(house)
    door = house.nodes[BANK].people._door
    monkeypatch.setattr(type(door), "is_fresh", lambda _self, _at: False)
    stale = first.post("/people", json={"login": "stale", "name": "x", "role": "officer"})
    assert (stale.status_code, stale.json()["error"]["code"]) == (403, "confirm_first")
    approver = house.person(house.accounts("approver", BANK)[0])
    path = "/applications/app_00000000000000000000000000/decision"
    assert approver.post(path, json={"outcome": "decline"}).json()["error"]["code"] == "confirm_first"


def test_a_second_factor_from_enrolment_to_recovery(house: House) -> None:
    person = _joined(house, "careful")
    assert person.get("/session/factor").json() == {"since": None, "recovery_left": 0}
    enrolment = person.post("/session/factor").json()
    assert enrolment["uri"].startswith("otpauth://totp/")
    secret = base64.b32decode(enrolment["secret"] + "=" * (-len(enrolment["secret"]) % 8))
    wrong = person.post("/session/factor/confirmation", json={"code": "12345a"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "code_refused")
    now = int(house.nodes[BANK].people._door._clock.now().timestamp()) // 30
    codes = person.post("/session/factor/confirmation", json={"code": code_at(secret, now)}).json()["codes"]
    assert len(codes) == 10
    assert _sign_in(house, "careful")[1].json()["error"]["code"] == "second_factor_needed"
    replayed = _sign_in(house, "careful", code=code_at(secret, now))[1]
    assert (replayed.status_code, replayed.json()["error"]["code"]) == (401, "code_refused")
    assert _sign_in(house, "careful", code=codes[0])[1].status_code == 200
    assert _sign_in(house, "careful", code=codes[0])[1].json()["error"]["code"] == "code_refused"
    confirmed = person.post("/session/confirmation", json={"password": PASSWORD, "code": codes[1]})
    assert confirmed.status_code == 204
    assert person.delete("/session/factor").status_code == 204
    assert _sign_in(house, "careful")[1].status_code == 200


def test_a_person_sees_and_ends_their_own_sessions(house: House) -> None:
    here = _joined(house, "roaming")
    there, _ = _sign_in(house, "roaming")
    listed = here.get("/sessions").json()["items"]
    assert sorted(one["here"] for one in listed) == [False, True]
    other = next(one["id"] for one in listed if not one["here"])
    stranger = house.person(house.accounts("steward", BANK)[0])
    assert stranger.delete(f"/sessions/{other}").status_code == 404
    assert there.get("/session").status_code == 200
    assert here.delete(f"/sessions/{other}").status_code == 204
    assert there.get("/session").status_code == 401
    kinds = [one["kind"] for one in here.get("/notifications").json()["items"]]
    assert "new_device" in kinds


def test_a_new_password_ends_every_session(house: House) -> None:
    here = _joined(house, "changing")
    there, _ = _sign_in(house, "changing")
    asked = {"password": "not the password", "wanted": "another long password"}
    assert here.put("/session/password", json=asked).status_code == 401
    assert here.put("/session/password", json=asked | {"password": PASSWORD}).status_code == 204
    assert (here.get("/session").status_code, there.get("/session").status_code) == (401, 401)
    assert _sign_in(house, "changing", "another long password")[1].status_code == 200


def test_the_nodes_operator_lets_the_first_administrator_in_while_the_node_rests(house: House) -> None:
    org, folder = "power", str(house.folder / "nodes" / "power")
    invite = ["node", "invite", folder, "first", "--name", "第一位", "--json"]
    assert _run("node", "invite", folder, "First!", "--name", "x").returncode == EXIT_CANNOT
    house.stop(org)
    try:
        code = json.loads(_run(*invite).stdout)["code"]
        assert _run(*invite).returncode == EXIT_CANNOT, "the login is promised"
    finally:
        house.start(org)
    taken = house.anonymous(org).post("/invitations", json={"code": code, "password": PASSWORD})
    assert taken.json() == {"login": "first"}
    first = house.signed_in({"org": org, "login": "first", "password": PASSWORD})
    assert [one["by_name"] for one in first.get("/people/trail").json()["items"]] == [None, None]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "puhui.cli", *arguments], capture_output=True, text=True, check=False)
