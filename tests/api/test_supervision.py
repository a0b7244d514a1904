"""The regulator sees all of the ledger's metadata and none of the data; nobody else has that desk."""

import re
from typing import Any

import pytest

from puhui.consent.mandate_errors import MandateWithdrawn
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.ids import MandateId, OrgId, RequestId
from puhui.ledger.contracts import grants, mandates
from tests.api.house import House, Person

PATHS = [
    "/ledger/entries",
    "/ledger/summary",
    "/ledger/grants/grt_00000000000000000000000000",
    "/ledger/mandates/mnd_00000000000000000000000000",
]


def _auditor(house: House, org: str) -> Person:
    return house.person(house.accounts("auditor", org)[0])


@pytest.mark.parametrize("path", PATHS)
def test_who_asks_for_the_ledger(house: House, path: str) -> None:
    assert house.anonymous("pbc").get(path).status_code == 401
    assert house.person(house.accounts("officer", "bank-a")[0]).get(path).status_code == 403
    elsewhere = _auditor(house, "bank-a").get(path)
    assert (elsewhere.status_code, elsewhere.json()["error"]["code"]) == (404, "not_served_here")


def test_a_grant_that_is_not_there_is_not_found(house: House) -> None:
    for grant in ("grt_00000000000000000000000000", "of", "nonsense"):
        answer = _auditor(house, "pbc").get(f"/ledger/grants/{grant}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "thing_not_found"), grant


def test_a_mandate_that_is_not_there_is_not_found(house: House) -> None:
    for mandate in ("mnd_00000000000000000000000000", "of", "nonsense"):
        answer = _auditor(house, "pbc").get(f"/ledger/mandates/{mandate}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "thing_not_found"), mandate


@pytest.fixture
def mandate(house: House) -> str:
    """A mandate of the tax bureau, used once, withdrawn, and denied once."""
    node = house.nodes["tax"]
    steward = house.person(house.accounts("steward", "tax")[0])
    asked = {"dataset": "tax/tax-arrears", "receiver": "bank-b", "op": "match", "purpose": "statistics", "uses": 3}
    opened: str = steward.post("/mandates", json=asked).json()["mandate"]
    desk = node.computing_desk()._mandates
    question = {
        "mandate": MandateId(opened),
        "receiver": OrgId("bank-b"),
        "purpose": "statistics",
        "program": "match/1",
        "fields": ["uscc"],
    }
    desk.draw(request=RequestId.new(SystemClock(), SystemEntropy()), **question)
    steward.post(f"/mandates/{opened}/withdrawal")
    with pytest.raises(MandateWithdrawn):
        desk.draw(request=RequestId.new(SystemClock(), SystemEntropy()), **question)
    node.relay.deliver_due()
    return opened


def test_a_mandates_numbers_are_complete_and_a_missing_one_is_a_gap(
    house: House, mandate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = _auditor(house, "pbc")
    told = auditor.get(f"/ledger/mandates/{mandate}").json()
    assert (told["custodian"], told["receiver"], told["program"]) == ("tax", "bank-b", "match/1")
    assert (told["uses_allowed"], told["used"], told["denied"]) == (3, 1, 1)
    assert told["withdrawn_at"]
    assert (told["complete"], told["gaps"]) == (True, [])
    assert [(one["seq"], one["kind"], one["n"]) for one in told["numbers"]] == [(1, "use", 1), (2, "denied", None)]
    desk = house.nodes["pbc"].supervision_desk()
    read = desk._ledger.read

    def bent(key: str) -> Any:
        value = read(key)
        return value | {"index": 0} if key == mandates.number_key(mandate, 2) else value

    monkeypatch.setattr(desk._ledger, "read", bent)
    told = auditor.get(f"/ledger/mandates/{mandate}").json()
    assert (told["complete"], told["gaps"]) == (False, [2])


def test_entries_of_a_mandate_name_it(house: House, mandate: str) -> None:
    items, start, auditor = [], 0, _auditor(house, "pbc")
    while page := auditor.get("/ledger/entries", params={"start": start, "limit": 200}).json()["items"]:
        items += page
        start = len(items)
    named = [one["action"] for one in items if one["mandate"] == mandate]
    assert named == ["open", "use", "withdraw", "deny"]
    assert all(one["mandate"] is None for one in items if one["contract"] != "mandates")


def test_every_entry_is_seen_by_its_metadata_and_no_data_with_it(house: House, story: dict[str, Any]) -> None:
    auditor = _auditor(house, "pbc")
    first = auditor.get("/ledger/entries", params={"start": 0, "limit": 5}).json()
    assert [one["index"] for one in first["items"]] == [0, 1, 2, 3, 4]
    genesis = first["items"][0]
    assert (genesis["contract"], genesis["action"], genesis["issuer"]) == ("membership", "genesis", "platform")
    items, start = [], 0
    while start < first["size"]:
        page = auditor.get("/ledger/entries", params={"start": start, "limit": 200})
        items += page.json()["items"]
        start = len(items)
    assert len(items) >= first["size"]
    opened = next(one for one in items if (one["contract"], one["action"]) == ("grants", "open"))
    assert opened["subject"]
    assert opened["fields"]
    assert {opened["custodian"], opened["receiver"]} <= set(house.nodes)
    used = [one for one in items if (one["contract"], one["action"]) == ("grants", "use")]
    assert used
    assert all(one["grant"] and one["purpose"] and one["fields"] for one in used)
    text = str(items)
    assert story["enterprise"]["uscc"] not in text
    assert story["enterprise"]["name"] not in text
    assert auditor.get("/ledger/entries", params={"limit": 201}).status_code == 422


def test_a_grants_numbers_are_complete_and_a_missing_one_is_a_gap(
    house: House, story: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = _auditor(house, "pbc")
    entries = auditor.get("/ledger/entries", params={"limit": 200}).json()["items"]
    grant = next(one["grant"] for one in entries if (one["contract"], one["action"]) == ("grants", "use"))
    told = auditor.get(f"/ledger/grants/{grant}").json()
    assert (told["complete"], told["gaps"]) == (True, [])
    assert [one["seq"] for one in told["numbers"]] == list(range(1, told["used"] + told["denied"] + 1))
    assert told["numbers"][0]["n"] == 1
    desk = house.nodes["pbc"].supervision_desk()
    read = desk._ledger.read

    def forgetful(key: str) -> Any:
        return None if key == grants.number_key(grant, 1) else read(key)

    monkeypatch.setattr(desk._ledger, "read", forgetful)
    told = auditor.get(f"/ledger/grants/{grant}").json()
    assert (told["complete"], told["gaps"]) == (False, [1])


def test_a_number_that_names_another_entry_is_a_gap(
    house: House, story: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = _auditor(house, "pbc")
    entries = auditor.get("/ledger/entries", params={"limit": 200}).json()["items"]
    grant = next(one["grant"] for one in entries if (one["contract"], one["action"]) == ("grants", "use"))
    desk = house.nodes["pbc"].supervision_desk()
    read = desk._ledger.read

    def bent(key: str) -> Any:
        value = read(key)
        return value | {"index": 0} if key == grants.number_key(grant, 1) else value

    monkeypatch.setattr(desk._ledger, "read", bent)
    assert auditor.get(f"/ledger/grants/{grant}").json()["gaps"] == [1]


def test_the_summary_tells_members_eras_and_who_signed_the_newest_head(house: House, story: dict[str, Any]) -> None:
    auditor = _auditor(house, "pbc")
    # Each asking waits a moment for the cosignatures on the newest entry; work beside may have just added one.
    asked = (auditor.get("/ledger/summary").json() for _ in range(15))
    told = next(one for one in asked if one["head"] is not None)
    assert {one["org"] for one in told["members"]} == set(house.nodes)
    assert [one["from_size"] for one in told["eras"]] == [0]
    assert set(told["eras"][0]["witnesses"]) == {one["org"] for one in told["members"] if one["consensus"]}
    assert told["changes"] == []
    assert told["evidence"] == []
    assert len(told["head"]["cosigned_by"]) >= told["head"]["quorum"] == told["eras"][0]["quorum"]
    assert re.fullmatch("[0-9a-f]{64}", told["head"]["root"])
