"""A batch over grants is one entry: the enterprise whose grant is in it sees it among its uses, and its receipt."""

from typing import Any

import pytest

from puhui.kernel import SeededEntropy, SystemClock
from puhui.kernel.ids import GrantId, OrgId, RequestId
from puhui.ledger import entry_id
from puhui.ledger.contracts import grants
from tests.api.house import House, Person


def _owner(house: House, uscc: str, *, other: bool = False) -> Person:
    accounts = [one for one in house.accounts("owner") if (one["enterprise"]["uscc"] == uscc) is not other]
    return house.person(accounts[0])


@pytest.fixture(scope="module")
def batch(house: House, story: dict[str, Any]) -> dict[str, Any]:
    """One use of a grant of the story's enterprise, counted by a batch at the custodian."""
    held = _owner(house, story["enterprise"]["uscc"]).get("/grants").json()["items"]
    grant = next(one for one in held if one["uses"] - one["used"] >= 2)  # it stays active for the other tests
    node = house.nodes[grant["custodian"]]
    terms = node.ledger.read(grants.grant_key(grant["id"]))["terms"]
    permits = node.custodian_desk()._permits
    drawn = permits.draw_batch(
        request=RequestId.new(SystemClock(), SeededEntropy(5)),
        grants=[GrantId(grant["id"])],
        receiver=OrgId(terms["receiver"]),
        purpose=terms["purpose"],
        program=terms["program"],
        fields=terms["fields"],
    )
    (permit,) = drawn.permits
    return {"grant": grant["id"], "n": permit.n, "entry": str(permit.entry), "index": permit.index}


def test_the_enterprise_sees_the_use_and_its_receipt(
    house: House, story: dict[str, Any], batch: dict[str, Any]
) -> None:
    owner = _owner(house, story["enterprise"]["uscc"])
    told = owner.get("/uses").json()
    assert told["complete"] is True
    use = next(one for one in told["items"] if one["entry"] == batch["entry"])
    assert (use["grant"], use["n"]) == (batch["grant"], batch["n"])
    proved = owner.get(f"/receipts/{batch['entry']}/verification").json()
    assert (proved["contract"], proved["action"]) == ("grants", "use_many")


def test_another_enterprise_does_not(house: House, story: dict[str, Any], batch: dict[str, Any]) -> None:
    other = _owner(house, story["enterprise"]["uscc"], other=True)
    assert other.get(f"/receipts/{batch['entry']}").status_code == 404


def test_the_regulator_sees_the_numbers_complete_and_the_entry_by_its_metadata(
    house: House, story: dict[str, Any], batch: dict[str, Any]
) -> None:
    auditor = house.person(house.accounts("auditor", "pbc")[0])
    told = auditor.get(f"/ledger/grants/{batch['grant']}").json()
    assert (told["complete"], told["gaps"]) == (True, [])
    number = next(one for one in told["numbers"] if one["entry"] == batch["entry"])
    assert (number["kind"], number["n"]) == ("use", batch["n"])
    (entry,) = auditor.get("/ledger/entries", params={"start": batch["index"], "limit": 1}).json()["items"]
    assert (entry["action"], entry["entry"]) == ("use_many", batch["entry"])
    assert entry["purpose"]
    assert entry["fields"]
    raw = house.nodes["pbc"].ledger.entries(batch["index"], 1)[0]
    assert entry_id(raw) == batch["entry"]
