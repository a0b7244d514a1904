"""What people read is whole and in their language: labels, formulas, names, costs, and what a receipt proves."""

import re
from decimal import Decimal
from typing import Any

import pytest

from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.storage import Database
from tests.api.house import House, Person

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODE = re.compile(r"^[a-z]+(_[a-z0-9]+)+$")


def _owner(house: House, story: dict[str, Any]) -> Person:
    return house.person(
        next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == story["enterprise"]["uscc"])
    )


def _lender(owner: Person) -> str:
    return str(owner.get("/applications").json()["items"][0]["product"]["lender"])


def _officer(house: House, org: str) -> Person:
    return house.person(house.accounts("officer", org)[0])


def _read(person: Person, path: str, language: str) -> Any:
    return person.get(path, headers={"Accept-Language": language}).json()


@pytest.mark.parametrize(("language", "chinese"), [("zh-CN", True), ("en", False)])
def test_the_fields_of_a_grant_are_named_in_the_readers_language(
    house: House, story: dict[str, Any], language: str, chinese: bool
) -> None:
    labels = {
        field["label"]
        for grant in _read(_owner(house, story), "/grants", language)["items"]
        for field in grant["fields"]
    }
    assert len(labels) > 20
    assert not any(CODE.match(label) for label in labels)
    assert any(CHINESE.search(label) for label in labels) is chinese


@pytest.mark.parametrize(("language", "chinese"), [("zh-CN", True), ("en", False)])
def test_a_recommendation_is_told_in_the_readers_language(
    house: House, story: dict[str, Any], language: str, chinese: bool
) -> None:
    owner = _owner(house, story)
    mine = owner.get("/applications").json()["items"][0]
    seen = _read(_officer(house, mine["product"]["lender"]), f"/applications/{mine['id']}", language)
    found = seen["recommendation"]
    assert {one["name"] for one in found["own_data"]} >= {"own_exposure_fen", "own_late_count24"}
    assert {one["unit"] for one in found["own_data"]} == {"flag", "fen", "count", "days"}
    told = [one["label"] for one in found["own_data"]]
    for term in [*found["limit"]["terms"], *found["price"]["terms"], *seen["decision"]["terms"]]:
        told += [term["label"], term["formula"]]
    told = [
        text for text in told if re.search(r"[a-z\u4e00-\u9fff]{2}", text)
    ]  # numbers, signs and grades are everybody's
    assert not any(CODE.match(text) for text in told)
    assert {bool(CHINESE.search(text)) for text in told} == {chinese}


def test_a_receipt_says_which_step_it_proves(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    loan = owner.get("/loans").json()["items"][-1]  # the story's: others may have lent since
    kinds = [owner.get(f"/receipts/{step['entry']}/verification").json() for step in loan["history"][:2]]
    assert [one["kind"] for one in kinds] == ["loan.disbursed", "repayment.received"]
    assert {one["stream"] for one in kinds} == {loan["id"]}
    enrolled = owner.get(f"/receipts/{story['steps'][0]['entry']}/verification").json()
    assert (enrolled["kind"], enrolled["stream"]) == (None, None)


def test_both_parties_of_a_loan_are_named_to_both(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    mine = owner.get("/loans").json()["items"][0]
    theirs = _officer(house, mine["lender"]).get(f"/loans/{mine['id']}").json()
    assert theirs["enterprise"] == mine["enterprise"] == story["enterprise"]
    assert theirs["lender_name"] == mine["lender_name"]
    assert mine["lender_name"] == next(one.name_en for one in house.settings if one.org == mine["lender"])


def test_a_product_tells_its_fees_and_what_it_costs_all_told(house: House, story: dict[str, Any]) -> None:
    products = _owner(house, story).get("/products").json()["items"]
    for one in products:
        assert Decimal(one["all_in_rate_min"]) <= Decimal(one["all_in_rate_max"])
        if not one["fees"]:  # interest that is paid late in the term costs a little less than its nominal rate
            assert abs(Decimal(one["all_in_rate_min"]) - Decimal(one["rate_min"])) < Decimal("0.002")
    dear = [one for one in products if one["fees"]]
    assert dear
    for one in dear:
        fees = sum(Decimal(fee["annual_rate"]) for fee in one["fees"])
        assert Decimal(one["all_in_rate_min"]) >= Decimal(one["rate_min"]) + fees * Decimal("0.95")


def test_the_bank_knows_the_applicants_segment(house: House, story: dict[str, Any]) -> None:
    owner = _owner(house, story)
    mine = owner.get("/applications").json()["items"][0]
    database = Database.file(house.folder / "nodes" / _lender(owner) / "node.sqlite")
    with database.transaction() as connection:
        application = store.application(connection, ApplicationId(mine["id"]))
    database.close()
    assert application.applicant.segment == owner.get("/enterprise").json()["segment"] != ""
