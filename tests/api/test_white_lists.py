"""A white list between an office and an enterprise: public criteria, an objection, its answer by another person.

The enterprise is accounts("owner")[-6], which needs no key for it.
"""

from datetime import timedelta
from typing import Any

import pytest

from puhui.city.awaiting import awaited
from puhui.kernel import PuhuiError, SystemClock
from tests.api.house import House, Person
from tests.api.parties import code_of, ok

OFFICE, CODE = "pbc", "green-firms"
TODAY = SystemClock().now().date()
DEMANDED = {
    "code": CODE,
    "title_zh": "绿色工厂",
    "title_en": "Green factories",
    "words_zh": "取得市级以上绿色工厂认定且在有效期内",
    "words_en": "Holds a green factory certificate of the city or above that is in force",
}


class Sides:
    def __init__(self, house: House) -> None:
        self.account = house.accounts("owner")[-6]
        self.owner = house.person(self.account)
        self.officer = house.person(house.accounts("officer", OFFICE)[0])
        self.approver = house.person(house.accounts("approver", OFFICE)[0])

    def criteria(self, **more: str) -> dict[str, Any]:
        """The next version, published."""
        made = ok(self.officer.post("/white-lists/criteria", json=DEMANDED | more))
        found: dict[str, Any] = ok(self.approver.post(f"/white-lists/criteria/{made['id']}/publication"))
        return found

    def listed(self, **more: str) -> dict[str, Any]:
        """The enterprise on the list."""
        firm = self.account["enterprise"]
        entry = {"code": CODE, "uscc": firm["uscc"], "name": firm["name"], "reason": "绿色工厂", "source": "工信局"}
        entry |= {"expires_on": (TODAY + timedelta(days=60)).isoformat()}
        made = ok(self.officer.post("/white-lists", json=entry | more))
        found: dict[str, Any] = ok(self.approver.post(f"/white-lists/{made['id']}/confirmation"))
        return found

    def shown(self) -> dict[str, Any]:
        items = ok(self.owner.get("/white-lists/public"))["items"]
        (found,) = [one for one in items if one["code"] == CODE]
        assert isinstance(found, dict)
        return found

    def object(self, shown: dict[str, Any], grounds: str = "证书有效期至明年") -> Any:
        asked = {"office": shown["office"], "code": CODE, "criteria": shown["criteria"], "grounds": grounds}
        return self.owner.post("/white-lists/public/objections", json=asked)


@pytest.fixture(scope="module")
def sides(house: House) -> Sides:
    return Sides(house)


@pytest.fixture(scope="module")
def answered(sides: Sides) -> str:
    """An objection to being taken off, dismissed by a person who neither wrote the criteria nor took it off."""
    early = sides.officer.post(
        "/white-lists",
        json={
            "code": CODE,
            "uscc": sides.account["enterprise"]["uscc"],
            "name": "x",
            "reason": "x",
            "source": "x",
            "expires_on": TODAY.isoformat(),
        },
    )
    assert code_of(early) == (409, "criteria_missing")
    made = ok(sides.officer.post("/white-lists/criteria", json=DEMANDED))
    assert sides.officer.post(f"/white-lists/criteria/{made['id']}/publication").status_code == 403
    assert all(one["code"] != CODE for one in ok(sides.owner.get("/white-lists/public"))["items"]), "a draft"
    news = [one["text"] for one in ok(sides.approver.get("/notifications"))["items"]]
    assert "Green factories: criteria are to be published" in news
    ok(sides.approver.post(f"/white-lists/criteria/{made['id']}/publication"))
    assert (sides.shown()["standing"], sides.shown()["words"]) == ("absent", DEMANDED["words_en"])
    entry = sides.listed()
    assert sides.shown()["standing"] == "listed"
    assert code_of(sides.object(sides.shown())) == (409, "nothing_to_object")
    ok(sides.officer.post(f"/white-lists/{entry['id']}/removal", json={"reason": "证书到期未续"}))
    shown = sides.shown()
    assert (shown["standing"], shown["reason"], shown["may_object"]) == ("removed", "证书到期未续", True)
    (mine,) = next(one["objections"] for one in ok(sides.object(shown))["items"] if one["code"] == CODE)
    assert code_of(sides.object(shown)) == (409, "objection_used")
    assert "list_objected" in {one["kind"] for one in ok(sides.approver.get("/notifications"))["items"]}
    path = f"/white-lists/objections/{mine['id']}/answer"
    answer = {"outcome": "dismissed", "reason": "续期申请仍在审查"}
    assert code_of(sides.officer.post(path, json=answer)) == (409, "answered_by_another")
    told = ok(sides.approver.post(path, json=answer))
    assert (told["state"], told["removed_because"]) == ("dismissed", "证书到期未续")
    return str(mine["id"])


def test_an_enterprise_reads_the_answer_and_is_told_of_it(sides: Sides, answered: str) -> None:
    (mine,) = sides.shown()["objections"]
    assert (mine["id"], mine["state"], mine["reason"]) == (answered, "dismissed", "续期申请仍在审查")
    assert [one["kind"] for one in mine["history"]] == ["objection.raised", "objection.dismissed"]
    awaited(
        lambda: "objection_answered" in {one["kind"] for one in ok(sides.owner.get("/notifications"))["items"]} or None,
        AssertionError("the enterprise is not told"),
    )
    for step in mine["history"]:
        path = f"/receipts/{step['entry']}"
        awaited(lambda path=path: sides.owner.get(path).is_success or None, AssertionError(path))
    assert sides.object(sides.shown()).status_code == 409, "about the same there is one objection"


def test_new_criteria_may_be_objected_to_and_an_upheld_objection_ends_in_an_entry(sides: Sides, answered: str) -> None:
    old = sides.shown()
    second = sides.criteria(words_zh="取得绿色工厂认定，或续期申请已获受理")
    assert second["number"] == old["number"] + 1
    assert code_of(sides.object(old)) == (409, "support_changed")
    told = ok(sides.object(sides.shown(), "续期已获受理"))
    mine = next(one for one in told["items"] if one["code"] == CODE)["objections"][-1]
    path = f"/white-lists/objections/{mine['id']}/answer"
    assert ok(sides.approver.post(path, json={"outcome": "upheld", "reason": "符合第二版标准"}))["to_list"]
    assert sides.shown()["standing"] == "removed", "the name is proposed and confirmed like any other"
    sides.listed(objection=mine["id"])
    assert sides.shown()["standing"] == "listed"
    known = ok(sides.officer.get("/white-lists/objections"))["items"]
    assert [one["to_list"] for one in known if one["id"] == mine["id"]] == [False]
    versions = ok(sides.officer.get("/white-lists/criteria"))["items"]
    assert [one["state"] for one in versions if one["code"] == CODE] == ["published", "superseded"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/white-lists/criteria", None),
        ("POST", "/white-lists/criteria", DEMANDED),
        ("POST", "/white-lists/criteria/crt_0/discard", None),
        ("GET", "/white-lists/objections", None),
        ("POST", "/white-lists/objections/obj_0/answer", {"outcome": "upheld", "reason": "x"}),
    ],
)
def test_nobody_else_has_the_offices_side(house: House, sides: Sides, method: str, path: str, body: Any) -> None:
    bank: Person = house.person(house.accounts("officer", "bank-a")[0])
    assert house.anonymous(OFFICE).request(method, path, json=body).status_code == 401
    assert sides.owner.request(method, path, json=body).status_code == 403
    assert bank.request(method, path, json=body).status_code == 404
    if "_0" in path:
        assert sides.officer.request(method, path, json=body).status_code == 404


def test_publishing_is_an_approvers_and_of_what_is_there(house: House, sides: Sides) -> None:
    path = "/white-lists/criteria/crt_0/publication"
    assert house.anonymous(OFFICE).post(path).status_code == 401
    assert sides.officer.post(path).status_code == 403
    assert sides.approver.post(path).status_code == 404


def test_an_enterprises_side_is_its_own(house: House, sides: Sides, answered: str) -> None:
    asked = {"office": OFFICE, "code": CODE, "criteria": sides.shown()["criteria"], "grounds": "x"}
    for method, path, body in (
        ("GET", "/white-lists/public", None),
        ("POST", "/white-lists/public/objections", asked),
    ):
        assert house.anonymous("platform").request(method, path, json=body).status_code == 401
        assert sides.officer.request(method, path, json=body).status_code == 403
    for wrong in ({"office": "tax"}, {"code": "no-such-list"}):
        assert sides.owner.post("/white-lists/public/objections", json=asked | wrong).status_code == 404
    other = house.person(house.accounts("owner")[-5])
    (theirs,) = [one for one in ok(other.get("/white-lists/public"))["items"] if one["code"] == CODE]
    assert (theirs["standing"], theirs["objections"]) == ("absent", []), "of another's objection nothing is told"


def test_what_another_node_says_is_not_taken_for_the_portals(house: House, sides: Sides, answered: str) -> None:
    office, portal = house.nodes[OFFICE].objection_desk(), house.nodes["platform"].public_lists_desk()
    for call in (office.standing, office.receive):
        with pytest.raises(PuhuiError) as refused:
            call("bank-a", b"{}")
        assert refused.value.code == "support_unknown"
        with pytest.raises(PuhuiError) as refused:
            call("platform", b'{"uscc": 1}')
        assert refused.value.code == "call_malformed"
    with pytest.raises(PuhuiError) as refused:
        portal.receive("bank-a", b"{}")
    assert refused.value.category.name == "NOT_FOUND"
    with pytest.raises(PuhuiError) as refused:
        portal.receive(OFFICE, b"{}")
    assert refused.value.code == "call_malformed"
