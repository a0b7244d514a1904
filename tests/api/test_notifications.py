"""Notifications over HTTP: who is told what of a loan, read by whom, and live within two seconds."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import httpx
import uvicorn

from puhui.api import create_app
from puhui.kernel import ManualClock
from puhui.notifications import Audience, Kind, Notice, put_place
from tests.api.house import CLIENT, House, Person


def _person(house: House, role: str, org: str) -> Person:
    return house.person(house.accounts(role, org)[0])


def _owner(house: House, uscc: str) -> Person:
    return house.person(next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == uscc))


def _kinds(person: Person) -> list[str]:
    return [one["kind"] for one in person.get("/notifications").json()["items"]]


def _tell(house: House, org: str, *notices: Notice) -> None:
    node = house.nodes[org]
    with node.notifications._database.transaction() as connection:
        for notice in notices:
            node.notifications.crier.tell(connection, notice)


def test_a_loans_steps_are_told_to_those_who_wait_for_them(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story["enterprise"]["uscc"])
    application = owner.get("/applications").json()["items"][0]
    bank = application["product"]["lender"]
    mine = [one for one in owner.get("/notifications").json()["items"] if "/applications" in one["page"]]
    assert [one["kind"] for one in mine if one["page"].endswith(application["id"])].count("application_approved") == 1
    assert {"loan_disbursed", "repayment_received"} <= set(_kinds(owner))
    page = f"/applications/{application['id']}"
    for role, kinds in (
        ("officer", {"application_received"}),
        ("approver", {"application_assessed", "contract_signed"}),
    ):
        told = _person(house, role, bank).get("/notifications").json()["items"]
        assert {one["kind"] for one in told if one["page"] == page} - {"message_received"} == kinds, role
        assert all(story["enterprise"]["name"] in one["text"] for one in told if one["page"] == page)
    assert set(_kinds(_person(house, "auditor", bank))) <= {"new_device"}


def test_what_nobody_does_is_told_all_the_same_and_once(house: House, story: dict[str, Any]) -> None:
    """A clock that runs out, an instalment that falls due, data that a bank used; looked at twice."""
    owner = _owner(house, story["enterprise"]["uscc"])
    loan = owner.get("/loans").json()["items"][-1]
    page = f"/loans/{loan['id']}"
    bill = next(one for one in loan["schedule"] if one["paid_fen"] < one["total_fen"])
    duties = house.nodes["platform"].reminding._duties
    look = {duty.name: duty.do for duty in duties}
    instalments, uses = look["instalments"].__self__, look["uses"].__self__
    due = datetime.fromisoformat(f"{bill['due_on']}T00:00:00+08:00")

    def told_of_the_loan() -> list[str]:
        told = owner.get("/notifications").json()["items"]
        return [one["text"] for one in told if (one["kind"], one["page"]) == ("instalment_due", page)]

    with _at(instalments, due - timedelta(days=4)):
        instalments.instalments()  # other loans may fall due
    assert told_of_the_loan() == []
    with _at(instalments, due - timedelta(days=2)):
        assert (instalments.instalments() > 0, instalments.instalments()) == (True, 0)
    (told,) = told_of_the_loan()
    assert bill["due_on"] in told
    for _ in range(2):  # from the ledger's beginning; the node itself may have looked before
        before = _kinds(owner).count("grant_used")
        with uses._database.transaction() as connection:
            put_place(connection, "uses", 0)
        again = uses.uses()
    assert (before > 0, again) == (True, 0)


@contextmanager
def _at(reminders: Any, moment: datetime) -> Iterator[None]:
    """The same reminders at another time."""
    clock, reminders._clock = reminders._clock, ManualClock(moment)
    yield
    reminders._clock = clock


def test_what_is_anothers_is_not_there(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story["enterprise"]["uscc"])
    first = owner.get("/notifications").json()["items"][0]
    stranger = house.person(house.accounts("owner")[-5])
    assert first["id"] not in {one["id"] for one in stranger.get("/notifications").json()["items"]}
    answer = stranger.post(f"/notifications/{first['id']}/read")
    assert answer.status_code == 404
    gone = stranger.post("/notifications/ntf_00000000000000000000000000/read")
    assert gone.json()["error"]["code"] == answer.json()["error"]["code"] == "thing_not_found"


def test_reading_counts_down_for_the_reader_alone(house: House) -> None:
    account = house.accounts("validator", "bank-b")[0]
    validator = house.person(account)
    notices = [
        Notice(Kind.MESSAGE_RECEIVED, Audience.of_role("validator"), key=f"read:{n}", page="/", values={"party": "x"})
        for n in range(3)
    ]
    _tell(house, "bank-b", *notices, *notices)
    before = validator.get("/notifications").json()
    assert (before["unread"], len(before["items"])) == (3, 3)
    first = before["items"][0]["id"]
    for _ in range(2):
        assert validator.post(f"/notifications/{first}/read").status_code == 204
    assert validator.get("/notifications").json()["unread"] == 2
    assert validator.post("/notifications/read").status_code == 204
    assert validator.get("/notifications").json()["unread"] == 0


def test_a_name_with_script_in_it_is_told_as_text(house: House) -> None:
    name = "<script>alert(1)</script>"
    values = {"party": name}
    _tell(
        house, "bank-b", Notice(Kind.MESSAGE_RECEIVED, Audience.of_role("steward"), key="xss", page="/", values=values)
    )
    answer = _person(house, "steward", "bank-b").get("/notifications")
    assert answer.headers["content-type"] == "application/json"
    assert any(name in one["text"] for one in answer.json()["items"])


def test_wishes_name_the_ways_that_the_node_has_and_no_other(house: House) -> None:
    officer = _person(house, "officer", "bank-b")
    wishes = officer.get("/notifications/wishes").json()
    assert {one["kind"] for one in wishes["kinds"]} == {kind.value for kind in Kind}
    for asked, code in (
        ({"addresses": {"fax": "1"}}, 422),
        ({"kinds": [{"kind": "no_such_kind", "media": []}]}, 422),
        ({"addresses": {"email": "x" * 300}}, 422),
    ):
        assert officer.put("/notifications/wishes", json=asked).status_code == code


@contextmanager
def _served(house: House, org: str) -> Iterator[str]:
    """The node's app on a real socket: what is streamed cannot be seen through a client that reads to the end."""
    app = create_app(house.nodes[org])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    waiting = threading.Event()
    while not server.started:
        assert thread.is_alive()
        waiting.wait(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/v1"
    server.should_exit = True
    thread.join()


def _events(answer: httpx.Response) -> Iterator[dict[str, str]]:
    event: dict[str, str] = {}
    for line in answer.iter_lines():
        name, colon, value = line.partition(": ")
        if colon and name:
            event[name] = value
        elif not line and event:
            yield event
            event = {}


def test_news_come_within_two_seconds_and_go_on_where_a_lost_connection_ended(house: House) -> None:
    officer = house.signed_in(house.accounts("officer", "bank-b")[0])
    with _served(house, "bank-b") as url:
        listening = httpx.Client(base_url=url, headers=CLIENT, cookies=dict(officer.cookies), timeout=20)
        with listening.stream("GET", "/notifications/stream") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            events = _events(answer)
            assert next(events)["event"] == "unread"
            told_at = time.monotonic()
            _tell(house, "bank-b", _received("live:1"))
            first = next(events)
            assert time.monotonic() - told_at < 2
            assert (first["event"], json.loads(first["data"])["kind"]) == ("notification", "application_received")
            assert next(events)["event"] == "unread"
        _tell(house, "bank-b", _received("live:2"), _received("live:3"))
        with listening.stream("GET", "/notifications/stream", headers={"Last-Event-ID": first["id"]}) as answer:
            missed = [event for event, _ in zip(_events(answer), range(2), strict=False)]
            assert [json.loads(one["data"])["text"] for one in missed] == [
                "live:2 applied for a loan",
                "live:3 applied for a loan",
            ]
        assert listening.get("/notifications/stream", headers={"Last-Event-ID": "-1"}).status_code == 422
        anonymous = httpx.get(f"{url}/notifications/stream", headers=CLIENT)
        assert anonymous.status_code == 401


def _received(key: str) -> Notice:
    return Notice(Kind.APPLICATION_RECEIVED, Audience.of_role("officer"), key=key, page="/", values={"enterprise": key})
