"""The thread of an application: both sides, each told at once, nothing twice, nobody else."""

from typing import Any

import pytest

from puhui.kernel import encode
from tests.api.house import House, Person


@pytest.fixture
def sides(house: House, story: dict[str, Any]) -> tuple[Person, Person, str, str]:
    """The enterprise, the officer who assessed it, the application, and its bank."""
    uscc = story["enterprise"]["uscc"]
    owner = house.person(next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc))
    application = owner.get("/applications").json()["items"][0]
    bank = application["product"]["lender"]
    return owner, house.person(house.accounts("officer", bank)[0]), application["id"], bank


def _write(person: Person, application: str, text: str, request: str) -> Any:
    return person.post(f"/applications/{application}/messages", json={"text": text, "request": request})


def test_what_one_side_writes_the_other_reads_and_is_told(house: House, sides: tuple[Person, Person, str, str]) -> None:
    owner, officer, id_, bank = sides
    written = _write(owner, id_, "请问还需要补充材料吗？\n<b>谢谢</b>", "request-1")
    assert (written.status_code, written.json()["ours"]) == (201, True)
    house.nodes["platform"].flush()
    (read,) = officer.get(f"/applications/{id_}/messages").json()["items"]
    assert (read["ours"], read["text"]) == (False, "请问还需要补充材料吗？\n<b>谢谢</b>")
    told = next(one for one in officer.get("/notifications").json()["items"] if one["kind"] == "message_received")
    assert told["page"] == f"/applications/{id_}"
    assert "请问" not in told["text"]
    _write(officer, id_, "请提供近三个月的订单。", "request-2")
    house.nodes[bank].flush()
    thread = owner.get(f"/applications/{id_}/messages").json()
    assert [one["ours"] for one in thread["items"]] == [True, False]
    assert thread["banker"] == thread["items"][1]["name"]
    assert "message_received" in {one["kind"] for one in owner.get("/notifications").json()["items"]}


def test_a_double_click_is_one_message_on_both_sides(house: House, sides: tuple[Person, Person, str, str]) -> None:
    owner, officer, id_, _ = sides
    before = len(officer.get(f"/applications/{id_}/messages").json()["items"])
    first, second = (_write(owner, id_, "只说一次", "request-twice").json() for _ in range(2))
    assert first == second
    house.nodes["platform"].flush()
    desk = house.nodes[sides[3]].message_desk()
    again = {"id": first["id"], "person": "psn_x", "name": "x", "text": "又一次", "at": 1}
    assert desk.receive("platform", id_, encode(again)) == encode({})
    assert len(officer.get(f"/applications/{id_}/messages").json()["items"]) == before + 1


def test_it_is_nobody_elses(house: House, sides: tuple[Person, Person, str, str]) -> None:
    _, _, id_, bank = sides
    stranger = house.person(house.accounts("owner")[-5])
    elsewhere = house.person(house.accounts("officer", {"bank-a": "bank-b", "bank-b": "bank-a"}[bank])[0])
    auditor = house.person(house.accounts("auditor", bank)[0])
    for person, status in ((stranger, 404), (elsewhere, 404), (auditor, 403), (house.anonymous(bank), 401)):
        assert person.get(f"/applications/{id_}/messages").status_code == status
        assert _write(person, id_, "x", "request-3").status_code == status


@pytest.mark.parametrize(
    "bad",
    [
        {"text": "", "request": "request-4"},
        {"text": "   \n ", "request": "request-4"},
        {"text": "x" * 2001, "request": "request-4"},
        {"text": "a\x00b", "request": "request-4"},
        {"text": "x", "request": "short"},
        {"text": "x"},
    ],
)
def test_what_is_no_message_is_refused(sides: tuple[Person, Person, str, str], bad: dict[str, str]) -> None:
    owner, _, id_, _ = sides
    assert owner.post(f"/applications/{id_}/messages", json=bad).status_code == 422


def test_a_bank_takes_in_messages_of_its_portal_alone(house: House, sides: tuple[Person, Person, str, str]) -> None:
    _, _, id_, bank = sides
    desk = house.nodes[bank].message_desk()
    told = {"id": "msg_00000000000000000000000000", "person": "psn_x", "name": "x", "text": "x", "at": 1}
    for caller, body, application, error in (
        ("tax", told, id_, "thing_not_found"),
        ("platform", told, "app_00000000000000000000000000", "application_not_here_yet"),
        ("platform", told | {"text": "x" * 3000}, id_, "call_malformed"),
        ("platform", told | {"at": 2**60}, id_, "call_malformed"),
        ("platform", told | {"more": 1}, id_, "call_malformed"),
    ):
        with pytest.raises(Exception) as refused:  # noqa: PT011 - which one is looked at below
            desk.receive(caller, application, encode(body))
        assert refused.value.code == error
